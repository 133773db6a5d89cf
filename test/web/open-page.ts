import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../browser.js';

/** The built page in a headless Chromium, served by the built command line. */
export type OpenedPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly address: string;
  /** Addresses that were asked for and lie elsewhere; they were refused. */
  readonly strangers: readonly string[];
  /** What the page complained of. */
  readonly complaints: readonly string[];
  /** Drags these files or folders onto the page and lets go. */
  drop(paths: readonly string[]): Promise<void>;
  /**
   * Processor time of the longest task on the page's main thread up to now; not its duration, since other programs may
   * have the processor meanwhile. To be asked once.
   */
  longestTaskMilliseconds(): Promise<number>;
  stopServer(): Promise<void>;
  close(): Promise<void>;
};

/** Of Chromium's trace; `tdur` is in microseconds of the thread's own time. */
type TraceEvent = { readonly name: string; readonly pid: number; readonly tid: number; readonly tdur?: number };

export async function openPage(extraArguments: readonly string[] = []): Promise<OpenedPage> {
  const root = resolve(import.meta.dirname, '../..');
  const server = spawn(process.execPath, ['dist/cli.js', 'serve', '--port', '0'], { cwd: root });
  const [printed] = (await once(server.stdout, 'data')) as [Buffer];
  const address = printed.toString().trim();
  const browser: Browser = await launchChromium(extraArguments);
  const context = await browser.newContext({ acceptDownloads: true });
  const strangers: string[] = [];
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith(address)) return route.continue();
    strangers.push(url);
    await route.abort();
  });
  context.setDefaultTimeout(100_000); // for what never comes, not for a busy machine
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const session: CDPSession = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] } });
  await page.goto(address);
  await page.waitForSelector('#choose:enabled');
  return {
    page,
    context,
    address,
    strangers,
    complaints,
    async drop(paths) {
      const data = { items: [], files: [...paths], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    },
    async longestTaskMilliseconds() {
      await page.evaluate(() => performance.mark('main thread'));
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await complete;
      const { pid, tid } = events.find(({ name }) => name === 'main thread')!;
      const tasks = events.filter((event) => event.pid === pid && event.tid === tid && event.tdur !== undefined);
      return Math.max(...tasks.map(({ tdur }) => tdur! / 1000));
    },
    async stopServer() {
      server.kill('SIGINT');
      await once(server, 'exit');
    },
    async close() {
      await browser.close();
      server.kill('SIGINT');
    },
  };
}
