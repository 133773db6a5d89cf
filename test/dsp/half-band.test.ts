import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDecimator, firstOfTwoReach } from '../../src/dsp/half-band.js';

const rate = 44100;

function decimate(x: Float32Array, blockSize = x.length): Float32Array {
  const decimator = createDecimator();
  const blocks: Float32Array[] = [];
  for (let i = 0; i < x.length; i += blockSize) blocks.push(decimator.push(x.subarray(i, i + blockSize)).slice());
  blocks.push(decimator.flush());
  return Float32Array.from(blocks.flatMap((block) => [...block]));
}

const cosine = (hertz: number, length: number) =>
  Float32Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * hertz * i) / rate));

/** Largest magnitude away from the ends. */
const peak = (y: Float32Array) => y.subarray(200, -200).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test.each([100, 1000, 5000, 8000, 9000, 9900])('%i Hz passes, with no delay', (hertz) => {
  const y = decimate(cosine(hertz, 20001));
  const tolerance = 10 ** (0.1 / 20) - 1;
  for (let n = 200; n < y.length - 200; n++)
    expect(Math.abs(y[n]! - Math.cos((4 * Math.PI * hertz * n) / rate))).toBeLessThan(tolerance);
});

test.each([12150, 12500, 13000, 16000, 20000, 22000])('%i Hz is 80 dB down', (hertz) => {
  expect(20 * Math.log10(peak(decimate(cosine(hertz, 20000))))).toBeLessThan(-80);
});

test('a constant stays as it is, and the length is half, rounded up', () => {
  const y = decimate(new Float32Array(1001).fill(0.5));
  expect(y).toHaveLength(501);
  for (const value of y.subarray(60, -60)) expect(value).toBeCloseTo(0.5, 6);
  expect(decimate(new Float32Array(0))).toHaveLength(0);
  expect(decimate(new Float32Array(1).fill(1))[0]).toBeCloseTo(0.5, 6);
});

test('the numbers do not depend on the blocks, to the last bit', () => {
  const x = Float32Array.from({ length: 3000 }, (_, i) => Math.sin(i * i * 0.001));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), (blockSize) => {
      expect(decimate(x, blockSize)).toEqual(decimate(x));
    }),
    { numRuns: 30 },
  );
});

test('two halvings, the first with few taps, pass 0.45 of the last rate and let nothing fold below it', () => {
  const quarter = (x: Float32Array) => {
    const first = createDecimator(firstOfTwoReach);
    const second = createDecimator();
    return Float32Array.from([...second.push(first.push(x)), ...second.push(first.flush()), ...second.flush()]);
  };
  for (const hertz of [100, 2000, 4900]) {
    const y = quarter(cosine(hertz, 40000));
    for (let n = 200; n < y.length - 200; n++)
      expect(Math.abs(y[n]! - Math.cos((8 * Math.PI * hertz * n) / rate))).toBeLessThan(10 ** (0.1 / 20) - 1);
  }
  for (const hertz of [6100, 9000, 12000, 16000, 17200, 19000, 21000])
    expect(20 * Math.log10(peak(quarter(cosine(hertz, 40000)))), `${hertz} Hz`).toBeLessThan(-80);
});
