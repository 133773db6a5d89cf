import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levels } from '../../../src/analysers/dynamics/levels.js';
import { structureAnalysers } from '../../../src/analysers/structure/index.js';
import { melFrames } from '../../../src/analysers/timbre/mel-frames.js';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import { noise, rate } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';

const analysers = [levels, melFrames, ...structureAnalysers];

function values(samples: Float32Array): Readonly<Record<string, number>> {
  const run = runAnalysers(analysers, [samples]);
  expect(run.summary.failures).toEqual([]);
  return run.rows[0]!.values;
}

const exactness = 'structure.loop/exactness.value';
const repetition = 'structure.repetition/strength.value';

type Hit = { readonly seconds: number; readonly gain: number; readonly seed: number; readonly hertz: number };

/** Plucked, noisy notes of a third of a second. */
function played(hits: readonly Hit[], seconds: number): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { seconds: at, gain, seed, hertz } of hits) {
    const start = Math.max(0, Math.round(at * rate));
    const hiss = noise(0.33 * rate, seed);
    for (let n = 0; n < hiss.length && start + n < samples.length; n++) {
      const t = n / rate;
      samples[start + n]! += gain * Math.exp(-10 * t) * (0.3 * hiss[n]! + Math.sin(2 * Math.PI * hertz * t));
    }
  }
  return samples;
}

/** Bars of eight hits with pitches of their own; `loose` moves each by up to 3 ms and 2 dB. */
function bars(count: number, barSeconds: number, loose: boolean): Float32Array {
  const pitches = [110, 880, 220, 1320, 165, 660, 220, 990];
  const chance = noise(count * 16, 17);
  const hits = Array.from({ length: count * 8 }, (_, i) => ({
    seconds: (i * barSeconds) / 8 + (loose ? 0.003 * chance[2 * i]! : 0),
    gain: 0.3 * 10 ** ((loose ? 2 * chance[2 * i + 1]! : 0) / 20),
    seed: loose ? i + 1 : (i % 8) + 1,
    hertz: pitches[i % 8]!,
  }));
  return played(hits, count * barSeconds);
}

test('a bar pasted eight times is a loop of its own length, and no novelty', () => {
  const bar = bars(1, 2, false);
  const pasted = new Float32Array(8 * bar.length);
  for (let i = 0; i < 8; i++) pasted.set(bar, i * bar.length);
  const measured = values(pasted);
  expect(measured[exactness]).toBeGreaterThan(0.99);
  expect(measured[repetition]).toBeGreaterThan(0.9);
  expect(measured['structure.repetition/lags.1.value']! % 2).toBeCloseTo(0, 1);
});

test('a loop whose length is no whole number of analysis samples is still a loop', () => {
  const bar = bars(1, 1.7321, false);
  const pasted = new Float32Array(10 * bar.length);
  for (let i = 0; i < 10; i++) pasted.set(bar, i * bar.length);
  expect(values(pasted)[exactness]).toBeGreaterThan(0.99);
});

test('the same bar played eight times, 3 ms and 2 dB loosely, repeats but is not pasted', () => {
  const measured = values(bars(8, 2, true));
  expect(measured[exactness]).toBeLessThan(0.7);
  expect(measured[repetition]).toBeGreaterThan(0.3);
});

test('noise neither repeats nor is pasted', () => {
  const measured = values(noise(12 * rate));
  expect(measured[exactness]).toBeLessThan(0.2);
  expect(measured[repetition]).toBeLessThan(0.1);
});

test('novelty peaks where one texture gives way to another', () => {
  const hiss = noise(20 * rate);
  const sound = hiss.map((x, n) =>
    n < 10 * rate ? 0.2 * x : 0.3 * Math.sin((2 * Math.PI * 440 * n) / rate) + 0.002 * x,
  );
  const { windows } = runAnalysers(analysers, [sound]);
  const tone = windows[0]!.outputs.get('structure.novelty/tone') as {
    rows: Float32Array;
    firstSeconds: number;
    hopSeconds: number;
  };
  const at = tone.firstSeconds + tone.hopSeconds * tone.rows.indexOf(Math.max(...tone.rows));
  expect(Math.abs(at - 10)).toBeLessThan(0.3);
  expect(values(sound)['structure.novelty/tone.p95']).toBeGreaterThan(
    10 * values(hiss.map((x) => 0.2 * x))['structure.novelty/tone.p95']!,
  );
});

test('more chords: more harmonic novelty, diversity and less compressibility', () => {
  const chords = (roots: readonly number[]) =>
    Float32Array.from({ length: 16 * rate }, (_, n) => {
      const root = roots[Math.floor(n / rate) % roots.length]!;
      return [0, 4, 7].reduce(
        (sum, step) => sum + 0.2 * Math.sin((2 * Math.PI * 440 * 2 ** ((root + step) / 12) * n) / rate),
        0,
      );
    });
  const [one, many] = [values(chords([0])), values(chords([0, 5, 2, 9, 4, 7, 11]))];
  for (const id of [
    'structure.novelty/harmony.mean',
    'structure.novelty/harmonicDiversity.value',
    'structure.course/incompressibility.value',
  ])
    expect(many[id], id).toBeGreaterThan(one[id]!);
});

test('a rise of level is read in decibels, whatever the gain', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -20, max: 20, noNaN: true }),
      fc.double({ min: -30, max: 0, noNaN: true }),
      (rise, gain) => {
        const sound = noise(12 * rate).map((x, n) => 10 ** ((gain + (n < 6 * rate ? 0 : rise)) / 20) * 0.3 * x);
        expect(values(sound)['structure.course/levelRise.value']).toBeCloseTo(rise, 1);
      },
    ),
    { numRuns: 3 },
  );
});

test('gain moves nothing of structure', () => {
  const sound = bars(6, 2, true);
  const before = values(sound);
  const after = values(sound.map((x) => 0.1 * x));
  for (const [id, value] of Object.entries(before))
    if (id.startsWith('structure.'))
      expect(Math.abs(after[id]! - value), id).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
});
