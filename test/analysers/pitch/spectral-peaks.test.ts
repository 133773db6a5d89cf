import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maximumPeaks } from '../../../src/analysers/pitch/spectral-peaks.js';
import { analyse, seriesOf, tones } from './tones.js';

const output = 'pitch.spectral-peaks/peaks';

test('the peaks of sines are their frequencies within .1 cent and their magnitudes within .1 dB', () => {
  fc.assert(
    fc.property(fc.double({ min: 55, max: 2000, noNaN: true }), (hertz) => {
      const rows = seriesOf(analyse(tones(1, [{ hertz, gain: 0.25 }])).window, output);
      const middle = rows.subarray(4 * maximumPeaks, 6 * maximumPeaks);
      const strongest = middle
        .subarray(maximumPeaks)
        .indexOf(Math.max(...middle.subarray(maximumPeaks).filter((a) => a > 0)));
      expect(Math.abs(1200 * Math.log2(middle[strongest]! / hertz))).toBeLessThan(0.1);
      expect(Math.abs(20 * Math.log10(middle[maximumPeaks + strongest]! / 0.25))).toBeLessThan(0.1);
    }),
    { numRuns: 8 },
  );
});

test('peaks ascend, and a row ends in NaN', () => {
  const list = [200, 300, 500, 700].map((hertz) => ({ hertz }));
  const row = seriesOf(analyse(tones(1, list)).window, output).subarray(4 * maximumPeaks, 5 * maximumPeaks);
  const found = [...row].filter((hertz) => hertz > 0);
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(found.length).toBeGreaterThanOrEqual(4);
  expect(row[maximumPeaks - 1]).toBeNaN();
});

test('silence has rows without peaks', () => {
  const rows = seriesOf(analyse(new Float32Array(44100)).window, output);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(Number.isNaN)).toBe(true);
});
