import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { structureAnalysers } from '../../../src/analysers/structure/index.js';
import { mfcc } from '../../../src/analysers/timbre/mfcc.js';
import type { Analyser } from '../../../src/analysis/analyser.js';
import { defineAnalyser } from '../../../src/analysis/define-analyser.js';
import type { AnalysedWindow } from '../../../src/analysis/host.js';
import type { WindowOutput } from '../../../src/analysis/stores.js';
import { median } from '../../../src/dsp/statistics.js';
import { openFile } from '../../../src/sources/file.js';
import { noise, rate } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';
import { timbreWithInputs } from './timbre-with-inputs.js';

type Rows = Readonly<Record<string, readonly number[]>>;
type Recording = {
  readonly file: string;
  readonly seconds: number;
  /** Of each descriptor, some rows by the number of their frame, and the medians over the frames that sound. */
  readonly frames: Readonly<Record<string, Rows>>;
  readonly medians: Rows;
};

/** Computed by the script beside them from librosa's published definitions. */
const synthetic = readGolden<Record<string, Record<string, number[][]>>>('librosa-definitions.json');
const recorded = readGolden<{ readonly recordings: readonly Recording[] }>('librosa-recordings.json');
const data = resolve(import.meta.dirname, '../../../../shared/data');

/** Our cepstrum on the other mel scale, as anyone may have it by naming that front end. */
const mfccHtk: readonly Analyser[] = [
  defineAnalyser({
    kind: 'stream',
    id: 'test:mel-htk',
    aspect: 'timbre',
    version: 1,
    about: 'Power in 40 bands of the HTK mel scale.',
    references: [],
    parameters: {},
    frontEnd: {
      kind: 'bands',
      rate: 44100,
      channels: 'mono',
      frameSize: 2048,
      hopSize: 1225,
      window: 'hann',
      values: 'power',
      bank: { scale: 'mel-htk', bands: 40, lowHz: 0, highHz: 15000 },
    },
    outputs: { power: { shape: 'series', unit: '', size: 40, about: 'power in each band' } },
    features: [],
    prepare: (_setup, _parameters, out) => ({ process: ({ channels }) => out.power.push(channels[0]!) }),
  }),
  { ...mfcc, id: 'test:mfcc-htk', inputs: { mel: { series: 'test:mel-htk/power' } }, features: [] } as Analyser,
];
const analysers: readonly Analyser[] = [
  ...timbreWithInputs,
  ...structureAnalysers.filter(({ id }) => id === 'structure.chroma-frames'),
  ...mfccHtk,
];

const outputs: Readonly<Record<string, string>> = {
  contrast: 'timbre.contrast/contrast',
  mfcc: 'timbre.mfcc/coefficients',
  mfccHtk: 'test:mfcc-htk/coefficients',
  chroma: 'structure.chroma-frames/power',
};

/** Within 1e-4 of the value, or of 1 % of the largest beside it: a coefficient near 0 has no relative error. */
function expectNear(measured: number, expected: number, largest: number, what: string): void {
  const error = Math.abs(measured - expected);
  expect(error, `${what}: ${measured}, ${expected}`).toBeLessThan(1e-4 * Math.max(Math.abs(expected), 0.01 * largest));
}

function compare(window: AnalysedWindow, field: string, rows: Rows): void {
  const series = seriesOf(window, field);
  const largest = Math.max(...Object.values(rows).flat().map(Math.abs));
  for (const [frame, row] of Object.entries(rows))
    for (const [k, expected] of row.entries())
      expectNear(series.rows[Number(frame) * series.size + k]!, expected, largest, `${field} ${k} of frame ${frame}`);
}

function seriesOf(window: AnalysedWindow, field: string) {
  const series = window.outputs.get(outputs[field] ?? `timbre.spectral-shape/${field}`) as WindowOutput & {
    shape: 'series';
  };
  return field === 'chroma' ? { size: 12, rows: folded(series) } : series;
}

/** Semitones from A up to the amplitudes of the pitch classes. */
function folded({ rows, size, count }: { rows: Float32Array; size: number; count: number }): Float32Array {
  const chroma = new Float32Array(count * 12);
  rows.forEach((power, i) => {
    chroma[Math.floor(i / size) * 12 + ((i % size) % 12)]! += power;
  });
  return chroma.map(Math.sqrt);
}

const hiss = noise(3 * rate, 1);
const signals: Record<string, Float32Array> = {
  hiss: hiss.map((x) => 0.5 * x),
  chord: hiss.map((x, n) => {
    const t = n / rate;
    const tones = [220, 277.18, 329.63, 880, 3520];
    return 0.2 * tones.reduce((sum, f, i) => sum + Math.sin(2 * Math.PI * f * t) / (i + 1), 0) + 0.001 * x;
  }),
  sweep: hiss.map((x, n) => {
    const t = n / rate;
    return 0.4 * Math.sin(2 * Math.PI * (100 * t + 1500 * t ** 2)) * (1 - t / 4) + 0.003 * x;
  }),
};

test.each(Object.keys(signals))('%s: every frame descriptor is as librosa defines it, within 1e-4', (name) => {
  const window = runAnalysers(analysers, [signals[name]!]).windows[0]!;
  for (const [field, rows] of Object.entries(synthetic[name]!))
    compare(window, field, Object.fromEntries(rows.map((row, i) => [20 * i, row])));
});

const absent = recorded.recordings.some(({ file }) => !existsSync(resolve(data, file)));
test.skipIf(absent).each(recorded.recordings.map((recording) => [recording.file, recording] as const))(
  absent ? `%s: skipped: no data at ${data}` : '%s: as librosa defines it, frames and medians, within 1e-4',
  async (file, { seconds, frames, medians }) => {
    const window = runAnalysers(analysers, await opening(resolve(data, file), seconds)).windows[0]!;
    expect(window.seconds).toBeCloseTo(seconds, 5);
    for (const [field, rows] of Object.entries(frames)) {
      compare(window, field, rows);
      const { rows: all, size } = seriesOf(window, field);
      const expected = medians[field]!;
      const largest = Math.max(...expected.map(Math.abs));
      for (const [k, value] of expected.entries())
        expectNear(median(all.filter((_, i) => i % size === k)), value, largest, `median of ${field} ${k}`);
    }
  },
);

async function opening(path: string, seconds: number): Promise<Float32Array[]> {
  const { blocks, format } = await openFile(path);
  const length = Math.round(seconds * rate);
  const channels = Array.from({ length: format.channelCount }, () => new Float32Array(length));
  let at = 0;
  for await (const block of blocks()) {
    const taken = Math.min(block.channels[0]!.length, length - at);
    channels.forEach((channel, c) => channel.set(block.channels[c]!.subarray(0, taken), at));
    at += taken;
  }
  return channels;
}

function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8')) as T;
}
