import { expect, test } from 'vitest';
import { centsBetween, readDegrees } from '../../../src/analysers/pitch/fold-histogram.js';
import { analyse, tones, valueOf } from './tones.js';

/** A scale of `cents` above 261.63 Hz, one note after the other, two octaves of it. */
function scale(cents: readonly number[], partials: number): Float32Array {
  const notes = [...cents, ...cents.map((c) => c + 1200)];
  return tones(
    notes.length / 2,
    notes.map((c, i) => ({ hertz: 261.625565 * 2 ** (c / 1200), from: i / 2, to: (i + 1) / 2, partials })),
  );
}

const scales = {
  'twelve equal': Array.from({ length: 12 }, (_, i) => 100 * i),
  'seven equal': Array.from({ length: 7 }, (_, i) => (1200 * i) / 7),
  'quarter tones': [0, 150, 350, 500, 700, 850, 1050],
  just: [0, 204, 386, 498, 702, 884, 1088],
};

test.each(Object.entries(scales))('the degrees of %s are found within 5 cents', (_name, cents) => {
  for (const partials of [1, 5]) {
    const row = valueOf(analyse(scale(cents, partials)).window, 'pitch.histogram/degrees');
    const found = readDegrees(row).map((degree) => degree.cents);
    for (const degree of cents)
      expect(Math.min(...found.map((c) => Math.abs(centsBetween(c, degree)))), `${degree}`).toBeLessThan(5);
    expect(found.length).toBe(cents.length);
  }
});

test('degrees between the semitones count as deviation from equal temperament, those on them do not', () => {
  const deviation = (cents: readonly number[]) =>
    analyse(scale(cents, 1)).row.values['pitch.histogram/degreeDeviation.value']!;
  expect(deviation(scales['twelve equal'])).toBeLessThan(1);
  expect(deviation(scales['seven equal'])).toBeGreaterThan(15);
});

test('twelve equal notes are twelve degrees, with little spread', () => {
  const { values } = analyse(scale(scales['twelve equal'], 1)).row;
  expect(values['pitch.histogram/degreeCount.value']).toBeCloseTo(12, 0);
  expect(values['pitch.histogram/degreeSpread.value']!).toBeLessThan(3);
  expect(values['pitch.histogram/offGrid.value']!).toBeLessThan(0.02);
});
