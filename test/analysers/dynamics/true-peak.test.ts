import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peaks } from '../../../src/analysers/dynamics/peaks.js';
import { truePeak } from '../../../src/analysers/dynamics/true-peak.js';
import { runAnalysers } from '../run.js';
import { rate, valueOf } from './signals.js';

function peakOf(samples: Float32Array): number {
  const { windows } = runAnalysers([peaks, truePeak], [samples]);
  const peak = valueOf(windows[0]!, 'dynamics.true-peak/peak');
  expect(valueOf(windows.at(-1)!, 'dynamics.true-peak/peak')).toBe(peak);
  return peak;
}

/** A tone at a share of the sample rate, faded in and out over 50 ms. */
function tone(share: number, degrees: number, amplitude: number, offset = 0): Float32Array {
  const length = rate;
  return Float32Array.from({ length }, (_, n) => {
    const fade = Math.min(1, n / 2205, (length - n) / 2205);
    return amplitude * fade * Math.sin(2 * Math.PI * share * (n + offset) + (degrees * Math.PI) / 180);
  });
}

function expectWithinTolerance(measured: number, target: number): void {
  expect(measured - target).toBeLessThan(0.2);
  expect(measured - target).toBeGreaterThan(-0.4);
}

test.each([
  [15, 1 / 4, 0, 0.5, -6],
  [16, 1 / 4, 45, 0.5, -6],
  [17, 1 / 6, 60, 0.5, -6],
  [18, 1 / 8, 67.5, 0.5, -6],
  [19, 1 / 4, 45, 1.41, 3],
])('EBU Tech 3341 case %d', (_case, share, degrees, amplitude, target) => {
  expectWithinTolerance(peakOf(tone(share, degrees, amplitude)), target);
});

/** A burst at a quarter of the rate on a softer tone at a sixth, its top at a whole number of quarter samples. */
test.each([
  [20, 0],
  [21, 1],
  [22, 2],
  [23, 3],
])('EBU Tech 3341 case %d: a single peak wherever it falls between the samples', (_case, quarters) => {
  const centre = rate / 2 + quarters / 4;
  const samples = tone(1 / 6, 60, 0.3).map((sample, n) => {
    const t = n - centre;
    const burst = Math.abs(t) < 24 ? 0.5 + 0.5 * Math.cos((Math.PI * t) / 24) : 0;
    return (1 - burst) * sample + burst * Math.cos((Math.PI / 2) * t);
  });
  expectWithinTolerance(peakOf(samples), 0);
});

test('a tone below a third of the rate reads its amplitude at any phase', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.33, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      (share, degrees) => {
        expect(Math.abs(peakOf(tone(share, degrees, 0.8)) - 20 * Math.log10(0.8))).toBeLessThan(0.12);
      },
    ),
    { numRuns: 12 },
  );
});

test('the true peak is never below the largest sample', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 600, maxLength: 900 }), (values) => {
      const samples = Float32Array.from({ length: 882 }, (_, n) => values[n % values.length]!);
      const largest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      if (largest > 0) expect(peakOf(samples)).toBeGreaterThanOrEqual(20 * Math.log10(largest) - 1e-6);
    }),
    { numRuns: 20 },
  );
});
