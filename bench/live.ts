import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { tightGroove } from '../samples/clips/tight-groove.js';
import { encodeWav } from '../samples/files/encode-wav.js';
import { toPcm } from '../samples/files/pcm.js';
import { lookSeconds } from '../src/catalogue/live-analysis.js';
import { createScorer } from '../src/catalogue/scorer.js';
import { windowSeconds } from '../src/frames/front-end.js';
import { analyseRepeated } from './live/analyse-repeated.js';
import { type ListeningPage, lookOf, type ShownLook, whileServed, withListeningPage } from './live/listening-page.js';
import { shareOfCore } from './live/share-of-core.js';

/**
 * `npm run bench:live [MINUTES]`: a loop played into the page through Chromium's fake microphone; what share of a core all
 * of Chromium takes (on Linux), beside a page that only opens that microphone; whether every look came, in time and right; and how often
 * it was interrupted.
 */
const minutes = Number(process.argv[2] ?? 2);
/** Until then the browser compiles what looks need, since there are few of them. */
const settlingSeconds = 150;
const emptySeconds = 60;
const tolerance = 5;

const folder = mkdtempSync(join(tmpdir(), 'swerve-live-'));
const file = join(folder, 'loop.wav');
const { left, right } = tightGroove();
writeFileSync(file, encodeWav(toPcm(44100, [left, right])));
const offline = createScorer().score(await analyseRepeated([left, right], 0)).departure.value;
const { empty, looks, first, settled } = await whileServed(async (address) => ({
  empty: await withListeningPage(address, file, async ({ browser, page }) => {
    // kept, since an input that nobody holds is closed
    await page.evaluate(
      'navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false } }).then((stream) => { window.stream = stream; })',
    );
    return shareOfCore(browser, () => page.waitForTimeout(1000 * emptySeconds));
  }),
  ...(await withListeningPage(address, file, listenFor)),
}));
rmSync(folder, { recursive: true });

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
console.log(`the page that listens, ${minutes} min      ${settled}`);
console.log(`in the ${settlingSeconds} s before                ${first}`);
console.log(
  `looks                             ${looks.length}, ${missing} left out; ${told(delays)} s after what they heard`,
);
console.log(`interruptions                     ${interruptions.reduce((sum, count) => sum + count, 0)}`);
console.log(
  `departure                         ${told(whole.map(({ departure }) => departure))}; ` +
    `the file ${offline.toFixed(1)}; of ${uninterrupted.length} looks at 30 s without interruption ${wrong.length} off by more than ${tolerance}`,
);

/** What the page said of a look, and how many seconds of the clock had passed by then. */
type SeenLook = ShownLook & { readonly at: number };

async function listenFor({ browser, page }: ListeningPage) {
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
}

function told(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
}
