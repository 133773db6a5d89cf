import fc from 'fast-check';
import FFT from 'fft.js';
import { expect, test } from 'vitest';
import { createComplexFft, createRealFft } from '../../src/dsp/fft.js';
import { blackmanHarris, hann } from '../../src/dsp/windows.js';

const ones = (size: number) => new Float64Array(size).fill(1);
const reals = (size: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size });

function transformReal(
  input: Float32Array,
  offset: number,
  window: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const fft = createRealFft(window.length);
  fft.forward(input, offset, window);
  fft.writeBins(real, imaginary);
}

test.each([2, 4, 8, 16, 32, 512, 2048])('agrees with fft.js at %i points', (size) => {
  const reference = new FFT(size);
  fc.assert(
    fc.property(reals(2 * size), (values) => {
      const real = Float64Array.from(values.slice(0, size));
      const imaginary = Float64Array.from(values.slice(size));
      const input = reference.createComplexArray();
      for (let n = 0; n < size; n++) {
        input[2 * n] = real[n]!;
        input[2 * n + 1] = imaginary[n]!;
      }
      const expected = reference.createComplexArray();
      reference.transform(expected, input);
      createComplexFft(size).forward(real, imaginary);
      for (let k = 0; k < size; k++) {
        expect(real[k]).toBeCloseTo(expected[2 * k]!, 9);
        expect(imaginary[k]).toBeCloseTo(expected[2 * k + 1]!, 9);
      }
    }),
    { numRuns: 5 },
  );
});

test('the inverse undoes the forward transform', () => {
  const real = Float64Array.from({ length: 256 }, (_, n) => Math.sin(n * n));
  const imaginary = Float64Array.from({ length: 256 }, (_, n) => Math.cos(3 * n));
  const before = [real.slice(), imaginary.slice()] as const;
  const fft = createComplexFft(256);
  fft.forward(real, imaginary);
  fft.inverse(real, imaginary);
  for (let n = 0; n < 256; n++) {
    expect(real[n]).toBeCloseTo(before[0][n]!, 12);
    expect(imaginary[n]).toBeCloseTo(before[1][n]!, 12);
  }
});

test.each([4, 8, 64, 2048])('the real transform is the complex one of the windowed frame, at %i points', (size) => {
  const input = Float32Array.from({ length: size + 3 }, (_, n) => Math.fround(Math.sin(n * n * 0.37)));
  const window = hann(size);
  const real = new Float64Array(size / 2 + 1);
  const imaginary = new Float64Array(size / 2 + 1);
  transformReal(input, 3, window, real, imaginary);
  const fullReal = Float64Array.from(window, (weight, n) => weight * input[n + 3]!);
  const fullImaginary = new Float64Array(size);
  createComplexFft(size).forward(fullReal, fullImaginary);
  for (let k = 0; k <= size / 2; k++) {
    expect(real[k]).toBeCloseTo(fullReal[k]!, 12);
    expect(imaginary[k]).toBeCloseTo(fullImaginary[k]!, 12);
  }
});

test.each([hann, blackmanHarris])('%o gives a full-scale sine on a bin magnitude 1', (shape) => {
  const size = 1024;
  const input = Float32Array.from({ length: size }, (_, n) => Math.sin((2 * Math.PI * 100 * n) / size));
  const real = new Float64Array(size / 2 + 1);
  const imaginary = new Float64Array(size / 2 + 1);
  transformReal(input, 0, shape(size), real, imaginary);
  expect(Math.hypot(real[100]!, imaginary[100]!)).toBeCloseTo(1, 6);
});

test('an impulse is flat', () => {
  const input = new Float32Array(16);
  input[0] = 1;
  const real = new Float64Array(9);
  const imaginary = new Float64Array(9);
  transformReal(input, 0, ones(16), real, imaginary);
  expect([...real]).toEqual(Array.from({ length: 9 }, () => 1));
});

test('magnitudes and powers are those of the bins', () => {
  const size = 64;
  const fft = createRealFft(size);
  fft.forward(
    Float32Array.from({ length: size }, (_, n) => Math.cos(n * n)),
    0,
    hann(size),
  );
  const [real, imaginary] = [new Float64Array(33), new Float64Array(33)];
  const [magnitudes, powers] = [new Float32Array(33), new Float32Array(33)];
  fft.writeBins(real, imaginary);
  fft.writeMagnitudes(magnitudes);
  fft.writePowers(powers);
  const expected = real.map((value, k) => value * value + imaginary[k]! * imaginary[k]!);
  expect(powers).toEqual(Float32Array.from(expected));
  expect(magnitudes).toEqual(Float32Array.from(expected, Math.sqrt));
});

test('a size that is no power of two is refused', () => {
  expect(() => createComplexFft(12)).toThrow(RangeError);
});
