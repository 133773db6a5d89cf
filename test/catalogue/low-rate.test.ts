import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeWav } from '../../samples/files/encode-wav.js';
import { toPcm } from '../../samples/files/pcm.js';
import { nominalCentresHz } from '../../src/analysers/timbre/third-octave.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { createScorer, type TrackScore } from '../../src/catalogue/scorer.js';
import { createResampler } from '../../src/dsp/resampler.js';
import type { FeatureRow } from '../../src/features/row.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { comparedText } from '../../src/report/score-words.js';
import { openFile } from '../../src/sources/file.js';

const sample = resolve(import.meta.dirname, '../../samples/tight-groove.ogg');
const lowRate = 22050;
const profile = embeddedProfiles.find(({ name }) => name === 'electronic')!;
const cutoffId = 'timbre.bandwidth/cutoff.value';
/** Spectral descriptors of the whole band: what is left of them at this rate would be heard as a dark timbre. */
const wholeBand = /^timbre\.(mfcc|third-octave\/(tilt|sharpness)|spectral-shape\/centroid)/;

let folder: string;
let whole: FeatureRow;
let low: FeatureRow;
let score: TrackScore;
let lines: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-'));
  const path = join(folder, 'low.wav');
  await writeFile(path, encodeWav(toPcm(lowRate, await resampledChannels(sample))));
  whole = (await analyseTrack(sample)).excerpts[0]!;
  const analysis = await analyseTrack(path);
  low = analysis.excerpts[0]!;
  score = createScorer({ profile }).score(analysis);
  const { excerpt, seconds } = score;
  lines = comparedText({ excerpt, seconds, format: analysis.format, bandwidthHz: low.values[cutoffId]! });
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test('a file at 22.05 kHz ends at 11.025 kHz, whatever the slope of the resampler leaves above', () => {
  expect(whole.values[cutoffId]).toBeGreaterThan(15000);
  expect(low.values[cutoffId]).toBe(lowRate / 2);
});

test('third octaves that it cannot hold are missing, not empty', () => {
  const level = (hertz: number) => `timbre.third-octave/spectrum.${nominalCentresHz.indexOf(hertz) + 1}.value`;
  for (const hertz of [12500, 16000, 20000]) {
    expect(whole.values[level(hertz)]).toBeGreaterThan(-100);
    expect(low.values[level(hertz)]).toBeUndefined();
    expect(low.missing[level(hertz)]).toBe('above half the sample rate of the recording');
  }
  expect(low.values[level(8000)]).toBeCloseTo(whole.values[level(8000)]!, 0);
});

test('what describes the whole band is not compared, and the score says why', () => {
  const scored = profile.features.filter(({ notScored }) => notScored === undefined).map(({ id }) => id);
  const masked = scored.filter((id) => wholeBand.test(id));
  expect(masked.length).toBeGreaterThan(10);
  expect(score.contributions.map(({ id }) => id).filter((id) => wholeBand.test(id))).toEqual([]);
  for (const id of masked)
    expect(score.coverage.masked.find((one) => one.id === id)?.reason, id).toMatch(
      /^the recording reaches 11\.025 kHz, the genre 1\d(\.5)? kHz$/,
    );
  expect(lines.at(-1)).toContain('what needs more is compared only with a genre that ends there too');
});

test('what is compared hardly knows of the missing octave', () => {
  const shifts = profile.features
    .filter(
      ({ id, notScored, high, low }) => notScored === undefined && high !== null && low !== null && !wholeBand.test(id),
    )
    .map(({ id, high, low: least }) => {
      const [before, after] = [whole.values[id], low.values[id]];
      // 5 to 95 % of a normal distribution are 3.29 standard deviations
      return { id, shift: before === undefined ? 0 : (3.29 * Math.abs(after! - before)) / (high! - least!) };
    });
  expect(shifts.length).toBeGreaterThan(50);
  expect(shifts.filter(({ shift }) => !(shift < 0.5))).toEqual([]);
});

async function resampledChannels(path: string): Promise<Float64Array[]> {
  const { blocks, format } = await openFile(path);
  const resampler = createResampler(format.sampleRate, lowRate, format.channelCount);
  const pieces: Float32Array[][] = [];
  const keep = (channels: readonly Float32Array[]) => pieces.push(channels.map((channel) => channel.slice()));
  for await (const { channels } of blocks()) keep(resampler.push(channels));
  keep(resampler.flush());
  return Array.from({ length: format.channelCount }, (_, c) =>
    Float64Array.from(pieces.flatMap((channels) => [...channels[c]!])),
  );
}
