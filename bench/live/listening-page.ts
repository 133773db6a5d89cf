import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../test/browser.js';

/** The page in a Chromium of its own whose microphone plays a WAV over and over. */
export type ListeningPage = { readonly browser: Browser; readonly page: Page };

/** What the page says of a look. */
export type ShownLook = {
  readonly heard: number;
  readonly interruptions: number;
  readonly departure: number;
  /** The profile's title. */
  readonly genre: string;
};

/** Serves the page while something is done with it. */
export async function whileServed<Result>(run: (address: string) => Promise<Result>): Promise<Result> {
  const server = spawn(process.execPath, ['dist/cli.js', 'serve', '--port', '0']);
  const [printed] = (await once(server.stdout, 'data')) as [Buffer];
  try {
    return await run(printed.toString().trim());
  } finally {
    server.kill('SIGINT');
  }
}

export async function withListeningPage<Result>(
  address: string,
  wav: string,
  run: (listening: ListeningPage) => Promise<Result>,
): Promise<Result> {
  const browser = await launchChromium([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${wav}`,
  ]);
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForSelector('#choose:enabled');
    return await run({ browser, page });
  } finally {
    await browser.close();
  }
}

/** What the page shows of the last look; undefined before the first. */
export async function lookOf(page: Page): Promise<ShownLook | undefined> {
  const state = (await page.textContent('#live-state'))!;
  const [, clockMinutes, seconds] = /^Heard (\d+):(\d+)/.exec(state) ?? [];
  if (clockMinutes === undefined) return undefined;
  const [, times] = /Interrupted (once|\d+)/.exec(state) ?? [];
  return {
    heard: 60 * Number(clockMinutes) + Number(seconds),
    interruptions: times === 'once' ? 1 : Number(times ?? 0),
    genre: /Departure from (\w+)/.exec((await page.textContent('#live-body'))!)![1]!,
    departure: Number.parseInt((await page.textContent('#live-body .number'))!, 10),
  };
}
