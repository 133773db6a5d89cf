import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kept, makeCatalogue } from './catalogue/make-catalogue.js';
import { type Followed, measureScores, measureTrend, type Scored } from './catalogue/measure-catalogue.js';
import { madeUpFeatures } from './made-up-features.js';
import { measureYardstick } from './yardstick.js';

/**
 * `npm run million [-- ROWS]`: what a catalogue of so many rows of 100 features costs, a million unless told; each part in a
 * process of its own, for its memory. The store lies in the system's temporary folder and is kept for the next run.
 */
const features = madeUpFeatures({ timing: 20, pitch: 20, timbre: 30, dynamics: 16, structure: 14 });
const parts = { make: makeCatalogue, score: measureScores, trend: measureTrend };
const [first = '1000000', part, store] = process.argv.slice(2);
const rows = Number(first);

if (part === undefined || store === undefined) await report();
else {
  const found =
    part === 'make' ? await parts.make(store, rows, features) : await parts[part as 'score'](store, features);
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const processor = (userCPUTime + systemCPUTime) / 1e6;
  process.stdout.write(JSON.stringify({ found, gigabytes: maxRSS / 2 ** 20, processor }));
}

async function report(): Promise<void> {
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  const path = join(tmpdir(), `swerve-made-up-${rows}.duckdb`);
  print(
    `${rows} rows of ${features.length} features; fft.js needs ${measureYardstick().toFixed(1)} µs for 2048 points`,
  );
  if (!(await stat(path).catch(() => undefined))) {
    const { processor, gigabytes } = await run('make', path);
    print(`made in ${processor.toFixed(1)} s of processor time at ${gigabytes.toFixed(2)} GB`);
  }
  const scores = await run<Scored>('score', path);
  const { scoring, reading, rows: scored } = scores.found;
  print(`point scores: ${((1e6 * scoring) / scored).toFixed(1)} µs a row (at most 20 wanted), of ${scored} rows`);
  print(`  and ${((1e6 * reading) / scored).toFixed(1)} µs to read it; ${scores.gigabytes.toFixed(2)} GB`);
  const trend = await run<Followed>('trend', path);
  const { wall, finding, ...spent } = trend.found;
  const seconds = spent.reading + spent.comparing;
  print(
    `statistics of every year, and the trend: ${seconds.toFixed(1)} s of processor time, ${wall.toFixed(1)} s in all (at most 60 wanted)`,
  );
  print(`  ${spent.reading.toFixed(1)} s of it reading; ${trend.gigabytes.toFixed(2)} GB (at most 4 wanted)`);
  if (finding.kind !== 'trend') return;
  for (const { statistic, trend: line, falls } of finding.trend.trends) {
    const [value, low, high] = [line.slope.value, line.slope.low, line.slope.high].map((slope) =>
      Math.exp(slope).toFixed(4),
    );
    print(`  ${statistic} a year × ${value} [${low}, ${high}]${falls ? ', falls' : ''}; made with × ${kept}`);
  }
}

async function run<T>(
  which: keyof typeof parts,
  path: string,
): Promise<{ readonly found: T; readonly gigabytes: number; readonly processor: number }> {
  const words = [fileURLToPath(import.meta.url), `${rows}`, which, path];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as { found: T; gigabytes: number; processor: number };
}
