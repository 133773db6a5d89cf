import { expect, test } from 'vitest';
import { tonalCentroid } from '../../../src/analysers/pitch/tonal-centroid.js';
import { analyse, cadence, midiToHertz, seriesOf, tones, valueOf } from './tones.js';

const feature = (samples: Float32Array, id: string) => analyse(samples).row.values[id]!;

test('a sine on a pitch class is that pitch class alone', () => {
  for (const midi of [60, 61, 69, 76]) {
    const { window, row } = analyse(tones(10, [{ hertz: midiToHertz(midi) }]));
    const chroma = seriesOf(window, 'pitch.chroma/chroma').subarray(120, 132);
    expect(chroma[midi % 12]!).toBeGreaterThan(0.97);
    expect(row.values['pitch.chroma/entropy.median']!).toBeLessThan(0.05);
    expect(row.values['pitch.chroma/crest.median']!).toBeGreaterThan(0.97);
  }
});

test('a complex tone is one pitch class, whatever an equaliser does to its partials', () => {
  for (const gain of [0.3, 0.7, 1]) {
    const partials = Array.from({ length: 8 }, (_, k) => ({ hertz: 220 * (k + 1), gain: 0.1 * gain ** k }));
    expect(feature(tones(5, partials), 'pitch.chroma/crest.median')).toBeGreaterThan(0.95);
  }
});

test('n equal sines on n pitch classes have the entropy log n', () => {
  const equal = [60, 64, 67, 70].map((midi) => ({ hertz: midiToHertz(midi) }));
  expect(feature(tones(5, equal), 'pitch.chroma/entropy.median')).toBeCloseTo(Math.log(4) / Math.log(12), 2);
});

test('a held chord does not change, and chords that alternate change once each', () => {
  const held = tones(10, [{ hertz: midiToHertz(60) }, { hertz: midiToHertz(64) }]);
  expect(feature(held, 'pitch.chroma/change.median')).toBeLessThan(0.01);
  expect(feature(held, 'pitch.chroma/changes.rate')).toBe(0);
  const steps = Array.from({ length: 10 }, (_, i) => ({
    hertz: midiToHertz(i % 2 === 0 ? 60 : 66),
    from: i,
    to: i + 1,
  }));
  expect(feature(tones(10, steps), 'pitch.chroma/changes.rate')).toBeCloseTo(0.9, 6);
});

test('the centroid of all pitch classes is 0, and a tritone is as far as a sine can move on the circle of fifths', () => {
  const centroid = new Float64Array(12);
  tonalCentroid(new Float64Array(12).fill(1 / 12), 0, centroid, 0);
  for (const coordinate of centroid.subarray(0, 6)) expect(coordinate).toBeCloseTo(0, 12);
  tonalCentroid([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0, centroid, 0);
  tonalCentroid([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], 0, centroid, 6);
  expect(Math.hypot(centroid[0]! - centroid[6]!, centroid[1]! - centroid[7]!)).toBeCloseTo(2, 12);
});

test('Fourier coefficients name the symmetry of a set of pitch classes', () => {
  const set = (...midi: number[]) =>
    valueOf(
      analyse(
        tones(
          10,
          midi.map((m) => ({ hertz: midiToHertz(m) })),
        ),
      ).window,
      'pitch.pitch-classes/fourier',
    );
  expect(set(60, 66)[1]!).toBeGreaterThan(0.95);
  expect(set(60, 64, 68)[2]!).toBeGreaterThan(0.95);
  expect(set(60, 63, 66, 69)[3]!).toBeGreaterThan(0.95);
  const diatonic = set(60, 62, 64, 65, 67, 69, 71);
  expect(diatonic.indexOf(Math.max(...diatonic))).toBe(4);
});

test('one repeated interval is no surprise, a cadence is some', () => {
  const alternating = Array.from({ length: 20 }, (_, i) => ({ hertz: 300, from: i / 2, to: (i + 1) / 2 }));
  expect(feature(tones(10, alternating), 'pitch.pitch-classes/transitionEntropy.value')).toBeLessThan(0.02);
  expect(feature(cadence(0), 'pitch.pitch-classes/transitionEntropy.value')).toBeGreaterThan(0.2);
});
