import { expect, test } from 'vitest';
import { climbToPeak } from '../../src/dsp/band-limited-peak.js';
import { createPeriodicity } from '../../src/dsp/periodicity.js';
import { slidingMaximum } from '../../src/dsp/sliding-maximum.js';
import { smoothCircular } from '../../src/dsp/smooth-circular.js';

const sine = (turns: number) => Float32Array.from({ length: 2000 }, (_, n) => Math.sin(2 * Math.PI * turns * n + 1));

test('the normalised autocorrelation of a sine is a cosine of its own, and of two frames at once the same', () => {
  const periodicity = createPeriodicity(800, 200);
  const samples = sine(0.031);
  periodicity.measure(samples, 700, 1200);
  for (let lag = 0; lag <= 200; lag++) {
    // the band's weights tilt the sine's main lobe: .00075 at the most
    expect(Math.abs(periodicity.first[lag]! - Math.cos(2 * Math.PI * 0.031 * lag))).toBeLessThan(1e-3);
    expect(periodicity.second[lag]!).toBeCloseTo(periodicity.first[lag]!, 4);
  }
  expect(periodicity.levels[0]!).toBeCloseTo(Math.SQRT1_2, 2);
});

test('an offset, gain and silence change nothing that they should not', () => {
  const periodicity = createPeriodicity(800, 200);
  periodicity.measure(sine(0.02), 800, 1000);
  const expected = periodicity.first.slice();
  periodicity.measure(
    sine(0.02).map((x) => 0.3 * x + 0.5),
    800,
    1000,
  );
  periodicity.first.forEach((r, lag) => expect(r).toBeCloseTo(expected[lag]!, 4));
  periodicity.measure(new Float32Array(2000), 800, 5000);
  expect([...periodicity.first, ...periodicity.second].every((r) => r === 0)).toBe(true);
});

test('a maximum between two samples is found to a thousandth of a sample, whatever the period', () => {
  for (const period of [5.31, 11.7, 40.25, 160.4]) {
    const values = Float64Array.from({ length: 220 }, (_, n) => Math.cos((2 * Math.PI * n) / period));
    const peak = { place: 0, height: 0 };
    climbToPeak(values, Math.round(period), peak);
    expect(Math.abs(peak.place - period), `${period}`).toBeLessThan(0.005);
    expect(Math.abs(peak.height - 1)).toBeLessThan(1e-3);
  }
});

test('the sliding maximum is the maximum of each neighbourhood', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
  for (const reach of [0, 1, 3, 20])
    expect([...slidingMaximum(values, reach)]).toEqual(
      values.map((_, i) => Math.max(...values.slice(Math.max(0, i - reach), i + reach + 1))),
    );
  expect(slidingMaximum([], 2).length).toBe(0);
});

test('circular smoothing keeps the sum and wraps round', () => {
  const impulse = new Float64Array(100);
  impulse[1] = 2;
  const smooth = smoothCircular(impulse, 3);
  expect(smooth.reduce((sum, value) => sum + value, 0)).toBeCloseTo(2, 12);
  expect(smooth[99]!).toBeCloseTo(smooth[3]!, 12);
  expect(smooth.indexOf(Math.max(...smooth))).toBe(1);
});
