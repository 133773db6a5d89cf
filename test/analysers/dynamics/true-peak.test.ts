import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tone, truePeakCases } from '../../../bench/loudness/true-peak-cases.js';
import { peaks } from '../../../src/analysers/dynamics/peaks.js';
import { truePeak } from '../../../src/analysers/dynamics/true-peak.js';
import { runAnalysers } from '../run.js';
import { valueOf } from './signals.js';

function peakOf(samples: Float32Array): number {
  const { windows } = runAnalysers([peaks, truePeak], [samples]);
  const peak = valueOf(windows[0]!, 'dynamics.true-peak/peak');
  expect(valueOf(windows.at(-1)!, 'dynamics.true-peak/peak')).toBe(peak);
  return peak;
}

test.each(truePeakCases().map((one) => [one.name, one] as const))(
  'EBU Tech %s reads within +0.2 and -0.4 dB',
  (_name, { samples, target }) => {
    const error = peakOf(samples) - target;
    expect(error).toBeLessThan(0.2);
    expect(error).toBeGreaterThan(-0.4);
  },
);

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
