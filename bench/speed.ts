import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { tightGroove } from '../samples/clips/tight-groove.js';
import { encodeWav } from '../samples/files/encode-wav.js';
import { toPcm } from '../samples/files/pcm.js';
import { repeatMix } from '../samples/synthesis/stereo-mix.js';
import { analyseWithEssentia, essentiaLicence } from '../src/adapters/essentia.js';
import { extract, loadMeyda } from '../src/adapters/meyda.js';
import { analysersFor } from '../src/analysers/analysers-for.js';
import { analysers } from '../src/analysers/index.js';
import { type Analyser, type Aspect, aspects } from '../src/analysis/analyser.js';
import { createHost } from '../src/analysis/host.js';
import { speakersOf } from '../src/audio/channels.js';
import { median } from '../src/dsp/statistics.js';
import { SwerveError } from '../src/errors.js';
import { heardOutputs } from './hear.js';
import { cell, table } from './table.js';
import { timeAnalysers } from './time-analysers.js';
import { measureYardstick, processorSeconds } from './yardstick.js';

/** `npm run bench`: speed in processor time, each analyser's share, memory, and Meyda and essentia.js on the same features. */
const targetTimesRealTime = 40;
const seconds = 240;
const runs = 3;

const mix = repeatMix(tightGroove(), 10);
const stereo = [Float32Array.from(mix.left), Float32Array.from(mix.right)];
const mono = Float32Array.from(mix.left.subarray(0, 30 * 44100), (left, n) => (left + mix.right[n]!) / 2);

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${type()} ${release()}, Node ${process.version}`,
);
console.log('"x fft" counts 2048-point transforms by fft.js, timed again for each table.\n');
printWhole();
printAnalysers();
printAspects();
await printMeyda();
await printEssentia();

/** The whole way from file to features, each run a process of its own: reading, decoding, analysing, compiling. */
function printWhole(): void {
  const yardstick = measureYardstick();
  const folder = mkdtempSync(join(tmpdir(), 'swerve-speed-'));
  try {
    const path = join(folder, 'four-minutes.wav');
    writeFileSync(path, encodeWav(toPcm(44100, [mix.left, mix.right])));
    type Once = { readonly cpuSeconds: number; readonly peakMegabytes: number };
    const once = new URL('./analyse-once.js', import.meta.url).pathname;
    const all = Array.from(
      { length: runs },
      () => JSON.parse(execFileSync(process.execPath, [once, path], { encoding: 'utf8' })) as Once,
    );
    const cpuSeconds = median(all.map((run) => run.cpuSeconds));
    const timesRealTime = seconds / cpuSeconds;
    console.log(
      `${seconds} s of stereo WAV at 44.1 kHz, all ${analysers.length} analysers, one thread, medians of ${runs} processes:`,
    );
    console.log(
      `  ${cell(cpuSeconds, 2)} s of processor time: ${cell(timesRealTime, 1)} x real time; ${cell((1e6 * cpuSeconds) / yardstick / seconds, 0)} x fft (${cell(yardstick, 1)} µs) a second of sound`,
    );
    console.log(`  ${cell(median(all.map((run) => run.peakMegabytes)), 0)} MB of memory at the peak`);
    console.log(
      `  target of ${targetTimesRealTime} x real time: ${timesRealTime >= targetTimesRealTime ? 'pass' : 'FAIL'}\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function printAnalysers(): void {
  const yardstick = measureYardstick();
  const { byAnalyser, rest, kilobytes } = timeAnalysers(analysers, stereo, 2);
  const entries = [...byAnalyser, ['front ends, windows, storage', rest] as const].sort((a, b) => b[1] - a[1]);
  const total = entries.reduce((sum, [, ms]) => sum + ms, 0);
  const row = (name: string, ms: number) => [
    name,
    cell(ms, 2),
    cell((1000 * ms) / yardstick, 0),
    cell((100 * ms) / total, 1),
    cell(kilobytes.get(name) ?? NaN, 0),
  ];
  const rows = [...entries.map(([name, ms]) => row(name, ms)), row('all', total)];
  console.log(
    `Each analyser's own code on 30 s of stereo, medians over windows, and what its outputs hold; front ends are shared.\n`,
  );
  console.log(`${table(['analyser', 'ms', `x fft (${cell(yardstick, 1)} µs)`, '% of all', 'kB held'], rows)}\n`);
}

/** Each aspect as if nothing else were asked for: with the analysers of others that it hears, and the front ends of all. */
function printAspects(): void {
  const yardstick = measureYardstick();
  const groups: readonly (readonly Aspect[])[] = [
    ...aspects.map((aspect) => [aspect]),
    ['timbre', 'dynamics', 'structure'],
  ];
  const rows = groups.map((group) => {
    const outputs = analysers
      .filter(({ aspect }) => group.includes(aspect))
      .flatMap(({ id, outputs }) => Object.keys(outputs).map((name) => `${id}/${name}`));
    const { byAnalyser, rest } = timeAnalysers(analysersFor(outputs), stereo, 2);
    const ms = [...byAnalyser.values()].reduce((sum, own) => sum + own, rest);
    return [group.join(', '), cell(ms, 0), cell((1000 * ms) / yardstick, 0), cell(30000 / ms, 0)];
  });
  console.log('Aspects by themselves, 30 s of stereo, front ends and the analysers that they hear included.\n');
  console.log(`${table(['aspect', 'ms', `x fft (${cell(yardstick, 1)} µs)`, 'x real time'], rows)}\n`);
}

/** Per frame of 2048: ours through host and front end, theirs the bare function. */
async function printMeyda(): Promise<void> {
  const meyda = await unlessAbsent(loadMeyda);
  if (meyda === undefined) return;
  const yardstick = measureYardstick();
  const ours = analysersFor(['timbre.spectral-shape/centroid', 'timbre.mfcc/coefficients']);
  const frames = Math.floor((mono.length - 2048) / 1225) + 1;
  const ourMicroseconds = await medianOf(() => processorSeconds(() => analyse(ours, mono)), 1e6 / frames);
  const theirMicroseconds = await medianOf(
    () =>
      processorSeconds(() => {
        for (let i = 0; i < frames; i++) extract(meyda, mono.subarray(1225 * i, 1225 * i + 2048));
      }),
    1e6 / frames,
  );
  const row = (name: string, us: number) => [name, cell(us, 1), cell(us / yardstick, 1)];
  const rows = [
    row(`Swerve: ${ours.length} analysers with their front ends`, ourMicroseconds),
    row('Meyda 5.6: centroid, spread, rolloff, flatness, crest, zero crossings, MFCC', theirMicroseconds),
  ];
  console.log(
    `${table(['spectral shape and MFCC, one frame of 2048', 'µs', `x fft (${cell(yardstick, 1)} µs)`], rows)}\n`,
  );
}

async function printEssentia(): Promise<void> {
  const theirs = await unlessAbsent(() =>
    medianOf(() => processorSeconds(() => analyseWithEssentia(mono, 44100)), 1000),
  );
  if (theirs === undefined) return;
  const yardstick = measureYardstick();
  const ours = analysersFor([heardOutputs.beats, heardOutputs.tempo, heardOutputs.key]);
  const ourMilliseconds = await medianOf(() => processorSeconds(() => analyse(ours, mono)), 1000);
  const row = (name: string, ms: number) => [name, cell(ms, 0), cell((1000 * ms) / yardstick, 0)];
  const rows = [
    row(`Swerve: ${ours.length} analysers with their front ends`, ourMilliseconds),
    row('essentia.js: RhythmExtractor2013 (Degara), KeyExtractor, its worker started', theirs),
  ];
  console.log(
    `${table(['beats, tempo and key of 30 s', 'ms', `x fft (${cell(yardstick, 1)} µs)`], rows)}\n${essentiaLicence}`,
  );
}

function analyse(chosen: readonly Analyser[], samples: Float32Array): void {
  const host = createHost({ analysers: chosen, speakers: speakersOf(1), onWindow: () => {} });
  host.push([samples]);
  host.finish();
}

/** The median of five, times a factor; the first of six warms up. */
async function medianOf(measure: () => Promise<number>, factor: number): Promise<number> {
  const values: number[] = [];
  for (let i = 0; i < 6; i++) values.push(factor * (await measure()));
  return median(values.slice(1));
}

async function unlessAbsent<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SwerveError) || error.code !== 'missing-package') throw error;
    console.log(`${error.message} It is left out.\n`);
    return undefined;
  }
}
