import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Threads that a fake microphone needs and a real one has otherwise: what one wakes the other with takes 1 to 25 % of a core by turns. */
const deviceThreads = ['FakeAudioInput', 'AudioInputDevic'];
const worker = 'DedicatedWorker';

/** Processor time over time, from Linux's account of each thread: of all of Chromium, and of it the device and the worker. */
export async function shareOfCore(browser: Browser, wait: () => Promise<void>): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  const secondsByThread = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.flatMap(({ id }) => threadsOf(id)));
  };
  const [start, before] = [performance.now(), await secondsByThread()];
  await wait();
  const [seconds, after] = [(performance.now() - start) / 1000, await secondsByThread()];
  const share = (names?: readonly string[]) => {
    let all = 0;
    for (const [thread, spent] of after)
      if (names === undefined || names.includes(thread.split(' ')[1]!)) all += spent - (before.get(thread) ?? 0);
    return ((100 * all) / seconds).toFixed(1);
  };
  return `${share()} % of a core, of it the fake device ${share(deviceThreads)} and the worker ${share([worker])}`;
}

/** 'ID NAME' of each thread of a process, and its processor seconds. */
function threadsOf(processId: number): [string, number][] {
  const folder = `/proc/${processId}/task`;
  return readdirSync(folder).flatMap((thread): [string, number][] => {
    const read = (file: string) => readFileSync(`${folder}/${thread}/${file}`, 'utf8').trim();
    try {
      return [[`${thread} ${read('comm')}`, Number(read('schedstat').split(' ')[0]) / 1e9]];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}
