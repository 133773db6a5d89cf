import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { tightGroove } from '../samples/clips/tight-groove.js';
import { encodeWav } from '../samples/files/encode-wav.js';
import { toPcm } from '../samples/files/pcm.js';
import { openPcm } from '../src/audio/open-pcm.js';
import { analyseTrack } from '../src/catalogue/analyse-track.js';
import { lookSeconds } from '../src/catalogue/live-analysis.js';
import { createScorer } from '../src/catalogue/scorer.js';
import { windowSeconds } from '../src/frames/front-end.js';
import { launchChromium } from '../test/browser.js';

/**
 * `npm run bench:live [MINUTES]`: a loop played into the page through Chromium's fake microphone; what share of a core all
 * of Chromium takes (on Linux), beside a page that only opens that microphone; whether every look came, in time and right; and how often
 * it was interrupted.
 */
const minutes = Number(process.argv[2] ?? 2);
const commandLine = 'dist/cli.js';
/** Until then the browser compiles what looks need, since there are few of them. */
const settlingSeconds = 150;
const emptySeconds = 60;
const tolerance = 5;
/** Threads that a fake microphone needs and a real one has otherwise: what one wakes the other with takes 1 to 25 % of a core by turns. */
const deviceThreads = ['FakeAudioInput', 'AudioInputDevic'];
const worker = 'DedicatedWorker';

const folder = mkdtempSync(join(tmpdir(), 'swerve-live-'));
const file = join(folder, 'loop.wav');
const { left, right } = tightGroove();
writeFileSync(file, encodeWav(toPcm(44100, [left, right])));
const thirtySeconds = [left, right].map((channel) =>
  Float32Array.from({ length: windowSeconds * 44100 }, (_, n) => channel[n % channel.length]!),
);
const offline = createScorer().score(await analyseTrack(openPcm(thirtySeconds, { sampleRate: 44100 }))).departure.value;
const server = spawn(process.execPath, [commandLine, 'serve', '--port', '0']);
const [printed] = (await once(server.stdout, 'data')) as [Buffer];
const address = printed.toString().trim();

const empty = await inChromium(async (browser, page) => {
  await page.evaluate('navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false } }).then(() => {})');
  return shareOfCore(browser, () => page.waitForTimeout(1000 * emptySeconds));
});

/** What the page said of a look, and how many seconds of the clock had passed by then. */
type SeenLook = {
  readonly heard: number;
  readonly interruptions: number;
  readonly departure: number;
  readonly at: number;
};
const listening = await inChromium(async (browser, page) => {
  const looks: SeenLook[] = [];
  const start = performance.now();
  const watch = async (seconds: number) => {
    const end = performance.now() + 1000 * seconds;
    for (; performance.now() < end; await page.waitForTimeout(1000)) {
      const look = await lookOf(page);
      if (look === undefined || look.heard === looks.at(-1)?.heard) continue;
      looks.push({ ...look, at: (performance.now() - start) / 1000 });
    }
  };
  await page.click('#listen');
  const first = await shareOfCore(browser, () => watch(settlingSeconds));
  const settled = await shareOfCore(browser, () => watch(60 * minutes));
  return { looks, first, settled };
});
server.kill('SIGINT');
rmSync(folder, { recursive: true });

const { looks } = listening;
const delays = looks.map(({ heard, at }) => at - heard);
const missing = looks.filter(({ heard }, n) => n > 0 && heard - looks[n - 1]!.heard > 1.5 * lookSeconds).length;
const whole = looks.filter(({ heard }) => heard >= windowSeconds);
// each look tells of 30 s
const interruptions = whole.filter((_, n) => n % (windowSeconds / lookSeconds) === 0).map((look) => look.interruptions);
const uninterrupted = whole.filter((look) => look.interruptions === 0);
const wrong = uninterrupted.filter(({ departure }) => Math.abs(departure - offline) > tolerance);
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${type()} ${release()}, load ${loadavg()[0]!.toFixed(1)}`,
);
console.log(`a page that opens the microphone  ${empty}`);
console.log(`the page that listens, ${minutes} min      ${listening.settled}`);
console.log(`in the ${settlingSeconds} s before                ${listening.first}`);
console.log(
  `looks                             ${looks.length}, ${missing} left out; ${told(delays)} s after what they heard`,
);
console.log(`interruptions                     ${interruptions.reduce((sum, count) => sum + count, 0)}`);
console.log(
  `departure                         ${told(whole.map(({ departure }) => departure))}; ` +
    `the file ${offline.toFixed(1)}; of ${uninterrupted.length} looks at 30 s without interruption ${wrong.length} off by more than ${tolerance}`,
);

async function inChromium<Result>(run: (browser: Browser, page: Page) => Promise<Result>): Promise<Result> {
  const browser = await launchChromium([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ]);
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForSelector('#choose:enabled');
    return await run(browser, page);
  } finally {
    await browser.close();
  }
}

/** Processor time over time, from Linux's account of each thread: of all of Chromium, and of it the device and the worker. */
async function shareOfCore(browser: Browser, wait: () => Promise<void>): Promise<string> {
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

/** What the page shows of the last look; undefined before the first. */
async function lookOf(page: Page): Promise<Omit<SeenLook, 'at'> | undefined> {
  const state = (await page.textContent('#live-state'))!;
  const [, clockMinutes, seconds] = /^Heard (\d+):(\d+)/.exec(state) ?? [];
  if (clockMinutes === undefined) return undefined;
  const [, times] = /Interrupted (once|\d+)/.exec(state) ?? [];
  return {
    heard: 60 * Number(clockMinutes) + Number(seconds),
    interruptions: times === 'once' ? 1 : Number(times ?? 0),
    departure: Number.parseInt((await page.textContent('#live-body .number'))!, 10),
  };
}

function told(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
}
