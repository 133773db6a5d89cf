import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createResampler } from '../../src/dsp/resampler.js';

const target = 44100;

function sine(hertz: number, rate: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));
}

function resample(x: Float32Array, rate: number, blockSize = x.length): Float32Array {
  const resampler = createResampler(rate, target, 1);
  const blocks: Float32Array[] = [];
  for (let i = 0; i < x.length; i += blockSize) blocks.push(resampler.push([x.subarray(i, i + blockSize)])[0]!);
  blocks.push(resampler.flush()[0]!);
  const joined = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    joined.set(block, at);
    at += block.length;
  }
  return joined;
}

/** Amplitude of a sinusoid in the middle of `y`, by least squares against a sine and a cosine under a Hann window. */
function amplitude(y: Float32Array, hertz: number): number {
  const from = Math.floor(y.length / 4);
  const length = Math.floor(y.length / 2);
  let real = 0;
  let imaginary = 0;
  let weight = 0;
  for (let i = 0; i < length; i++) {
    const window = 1 - Math.cos((2 * Math.PI * (i + 0.5)) / length);
    const phase = (2 * Math.PI * hertz * (from + i)) / target;
    real += window * y[from + i]! * Math.cos(phase);
    imaginary += window * y[from + i]! * Math.sin(phase);
    weight += window;
  }
  return (2 * Math.hypot(real, imaginary)) / weight;
}

const hash = (y: Float32Array) => createHash('sha1').update(y).digest('hex');
const decibels = (ratio: number) => 20 * Math.log10(ratio);

test.each([8000, 11025, 16000, 22050, 32000, 37800, 44056, 48000, 88200, 96000, 176400, 192000, 44101])(
  'from %i Hz, the pass band is flat within 0.1 dB',
  (rate) => {
    const edge = Math.min(20000, 0.45 * rate);
    for (const hertz of [0.05, 0.3, 0.6, 0.8, 0.9, 0.97, 1].map((share) => share * edge)) {
      const level = decibels(amplitude(resample(sine(hertz, rate, rate / 2), rate), hertz));
      expect(Math.abs(level), `${hertz} Hz`).toBeLessThan(0.1);
    }
  },
);

test.each([88200, 96000, 176400, 192000])('from %i Hz, what folds below 20 kHz is 90 dB down', (rate) => {
  const tones = [24100, 25000, 28000, 31111, 36000, 43000, 44000].filter((hertz) => hertz < rate / 2);
  for (const hertz of tones) {
    const folded = Math.abs(hertz - target * Math.round(hertz / target));
    expect(folded).toBeLessThanOrEqual(20000);
    expect(decibels(amplitude(resample(sine(hertz, rate, rate / 4), rate), folded)), `${hertz} Hz`).toBeLessThan(-90);
  }
});

test.each([45000, 47250, 48000])(
  'from %i Hz, images of tones above 20 kHz that fold below it are 90 dB down',
  (rate) => {
    for (let hertz = rate - 28000; hertz <= rate - 24100; hertz += 390) {
      const folded = Math.abs(rate - hertz - target);
      expect(decibels(amplitude(resample(sine(hertz, rate, rate / 4), rate), folded)), `${hertz} Hz`).toBeLessThan(-90);
    }
  },
);

test.each([8000, 11025, 22050, 32000, 48000, 44101])('from %i Hz, images of a tone are 90 dB down', (rate) => {
  for (const hertz of [0.1, 0.3, 0.45].map((share) => share * rate)) {
    const image = rate - hertz;
    const heard = Math.abs(image - target * Math.round(image / target));
    if (heard > 20000 || Math.abs(heard - hertz) < 200) continue;
    expect(decibels(amplitude(resample(sine(hertz, rate, rate), rate), heard)), `${hertz} Hz`).toBeLessThan(-90);
  }
});

test.each([8000, 22050, 48000, 96000, 44101])('from %i Hz, output n is at n / 44100 s', (rate) => {
  // A slow cosine and its mirror: any delay turns its phase.
  const hertz = 0.01 * rate;
  const y = resample(
    Float32Array.from({ length: rate }, (_, i) => Math.cos((2 * Math.PI * hertz * i) / rate)),
    rate,
  );
  expect(y.length).toBe(target);
  for (const n of [5000, 12345, 30000]) expect(y[n]).toBeCloseTo(Math.cos((2 * Math.PI * hertz * n) / target), 4);
});

test('44.1 kHz passes untouched', () => {
  const x = sine(997, target, 5000);
  expect(resample(x, target, 777)).toEqual(x);
});

test('the length is the input’s, rounded up; nothing and one sample are no trouble', () => {
  expect(resample(new Float32Array(0), 48000)).toHaveLength(0);
  expect(resample(new Float32Array(1), 48000)).toHaveLength(1);
  expect(resample(new Float32Array(160), 48000)).toHaveLength(147);
  expect(resample(new Float32Array(161), 48000)).toHaveLength(148);
});

test('the numbers do not depend on the blocks, to the last bit', () => {
  const x = Float32Array.from({ length: 2500 }, (_, i) => Math.sin(i * i * 0.001));
  fc.assert(
    fc.property(
      fc.constantFrom(8000, 22050, 48000, 96000, 44101, 1000, 767999),
      fc.integer({ min: 1, max: 3000 }),
      (rate, blockSize) => {
        expect(hash(resample(x, rate, blockSize))).toBe(hash(resample(x, rate)));
      },
    ),
    { numRuns: 25 },
  );
});

test('two channels come out as each would alone', () => {
  const left = sine(440, 48000, 3000);
  const right = sine(1234, 48000, 3000);
  const resampler = createResampler(48000, target, 2);
  const first = resampler.push([left, right]);
  const last = resampler.flush();
  expect([...first[0]!, ...last[0]!]).toEqual([...resample(left, 48000)]);
  expect([...first[1]!, ...last[1]!]).toEqual([...resample(right, 48000)]);
});
