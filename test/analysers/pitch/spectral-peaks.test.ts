import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maximumPeaks, numbersOfPeak } from '../../../src/analysers/pitch/spectral-peaks.js';
import { analyse, seriesOf, type Tone, tones } from './tones.js';

/** The third frame of a second of sound: frequencies, magnitudes, and which are partials. */
function peaksOf(list: readonly Tone[]) {
  const rows = seriesOf(analyse(tones(1, list)).window, 'pitch.spectral-peaks/peaks');
  const row = rows.subarray(2 * numbersOfPeak * maximumPeaks, 3 * numbersOfPeak * maximumPeaks);
  const block = (n: number) => row.subarray(n * maximumPeaks, (n + 1) * maximumPeaks);
  return { frequencies: block(0), magnitudes: block(1), isPartial: block(2) };
}

test('the peaks of sines are their frequencies within .1 cent and their magnitudes within .1 dB', () => {
  fc.assert(
    fc.property(fc.double({ min: 55, max: 2000, noNaN: true }), (hertz) => {
      const { frequencies, magnitudes } = peaksOf([{ hertz, gain: 0.25 }]);
      const strongest = magnitudes.indexOf(Math.max(...magnitudes.filter((a) => a > 0)));
      expect(Math.abs(1200 * Math.log2(frequencies[strongest]! / hertz))).toBeLessThan(0.1);
      expect(Math.abs(20 * Math.log10(magnitudes[strongest]! / 0.25))).toBeLessThan(0.1);
    }),
    { numRuns: 8 },
  );
});

test('peaks ascend, and a row ends in NaN', () => {
  const { frequencies } = peaksOf([200, 300, 500, 700].map((hertz) => ({ hertz })));
  const found = [...frequencies].filter((hertz) => hertz > 0);
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(found.length).toBeGreaterThanOrEqual(4);
  expect(frequencies[maximumPeaks - 1]).toBeNaN();
});

test('third, fifth and sixth partials are marked, octaves and other notes are not', () => {
  const { frequencies, magnitudes, isPartial } = peaksOf([{ hertz: 200, partials: 6 }, { hertz: 730 }]);
  const loud = [...frequencies.keys()].filter((p) => magnitudes[p]! > 0.01);
  expect(loud.map((p) => [Math.round(frequencies[p]!), isPartial[p]])).toEqual([
    [200, 0],
    [400, 0],
    [600, 1],
    [730, 0],
    [800, 0],
    [1000, 1],
    [1200, 1],
  ]);
});

test('silence has rows without peaks', () => {
  const rows = seriesOf(analyse(new Float32Array(44100)).window, 'pitch.spectral-peaks/peaks');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(Number.isNaN)).toBe(true);
});
