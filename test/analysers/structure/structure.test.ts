import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levels } from '../../../src/analysers/dynamics/levels.js';
import { chromaFrames } from '../../../src/analysers/structure/chroma-frames.js';
import { course } from '../../../src/analysers/structure/course.js';
import { novelty } from '../../../src/analysers/structure/novelty.js';
import { melFrames } from '../../../src/analysers/timbre/mel-frames.js';
import { noise, rate } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';

const analysers = [levels, melFrames, chromaFrames, novelty, course];

function values(samples: Float32Array): Readonly<Record<string, number>> {
  const run = runAnalysers(analysers, [samples]);
  expect(run.summary.failures).toEqual([]);
  return run.rows[0]!.values;
}

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
  const hiss = noise(12 * rate, 3);
  const sound = hiss.map(
    (x, n) =>
      ((n % rate) / rate) * (0.1 * x + 0.3 * Math.sin((2 * Math.PI * (220 + 110 * Math.floor(n / rate)) * n) / rate)),
  );
  const before = values(sound);
  const after = values(sound.map((x) => 0.1 * x));
  for (const [id, value] of Object.entries(before))
    if (id.startsWith('structure.'))
      expect(Math.abs(after[id]! - value), id).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
});

test('an equaliser is no change of texture, however weak it makes a band', () => {
  const hiss = noise(16 * rate, 5);
  // seconds of noise, of a tone in noise, and of another tone in less noise
  const sound = hiss.map((x, n) => {
    const second = Math.floor(n / rate) % 3;
    return (
      (second === 2 ? 0.002 : 0.05) * x + [0, 0.3, 0.1][second]! * Math.sin((2 * Math.PI * 500 * second * n) / rate)
    );
  });
  const before = values(sound);
  // 1 - 0.9 z^-1: 26 dB from the bass to the treble
  const after = values(sound.map((x, n) => x - 0.9 * (sound[n - 1] ?? 0)));
  for (const id of ['structure.novelty/tone.mean', 'structure.novelty/diversity.value']) {
    expect(before[id]).toBeGreaterThan(0.5);
    expect(Math.abs(after[id]! / before[id]! - 1), id).toBeLessThan(0.03);
  }
});

test('nor of harmony: two octaves that take turns are as new with one of them turned down', () => {
  const chords = (high: number) =>
    Float32Array.from({ length: 16 * rate }, (_, n) => {
      const root = [0, 5, 2, 9, 4, 7, 11][Math.floor(n / rate) % 7]!;
      const at = (hertz: number) => Math.sin((2 * Math.PI * hertz * 2 ** (root / 12) * n) / rate);
      return 0.2 * at(277.18) + high * at(2489);
    });
  const [before, after] = [values(chords(0.2)), values(chords(0.05))];
  // the octave around a semitone at the border takes in some of the other tone
  for (const id of ['structure.novelty/harmonicDiversity.value', 'structure.novelty/harmony.mean'])
    expect(Math.abs(after[id]! / before[id]! - 1), id).toBeLessThan(0.05);
});
