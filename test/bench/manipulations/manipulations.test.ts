import { expect, test } from 'vitest';
import { limitPeaks } from '../../../bench/manipulations/limit-peaks.js';
import { scaleSides } from '../../../bench/manipulations/scale-sides.js';
import { tiltSpectrum } from '../../../bench/manipulations/tilt-spectrum.js';
import { noise } from '../../analysers/dynamics/signals.js';

const rate = 44100;
const sine = (hertz: number) =>
  Float32Array.from({ length: rate }, (_, n) => 0.5 * Math.sin((2 * Math.PI * hertz * n) / rate));
const level = (samples: Float32Array) =>
  10 * Math.log10(samples.subarray(4410).reduce((sum, sample) => sum + sample ** 2, 0) / (samples.length - 4410));
const peakOf = (samples: Float32Array) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

test('a tilt raises the treble, lowers the bass by as much, and leaves the pivot', () => {
  const moved = (hertz: number) => level(tiltSpectrum([sine(hertz)], 6)[0]!) - level(sine(hertz));
  expect(moved(20)).toBeCloseTo(-6, 1);
  expect(moved(1000)).toBeCloseTo(0, 3);
  expect(moved(18000)).toBeCloseTo(6, 1);
});

test('a tilt and its opposite leave the sound as it was', () => {
  const sound = noise(rate);
  const back = tiltSpectrum(tiltSpectrum([sound], 6), -6)[0]!;
  for (let n = 0; n < rate; n += 97) expect(back[n]).toBeCloseTo(sound[n]!, 5);
});

test('width 0 is mono, 1 is as it was, 2 doubles the difference; the sum stays', () => {
  const [left, right] = [noise(1000, 1), noise(1000, 2)];
  for (const width of [0, 1, 2]) {
    const [l, r] = scaleSides([left, right], width);
    for (let n = 0; n < 1000; n += 37) {
      expect(l![n]! - r![n]!).toBeCloseTo(width * (left[n]! - right[n]!), 5);
      expect(l![n]! + r![n]!).toBeCloseTo(left[n]! + right[n]!, 5);
    }
  }
});

test('a limiter keeps every peak below its ceiling, and what is far from any as it was', () => {
  const loud = noise(rate).map((x, n) => x * (n < rate / 2 ? 0.1 : 1));
  const [limited] = limitPeaks([loud], 6);
  expect(peakOf(limited!)).toBeLessThan(1.0001 * peakOf(loud) * 10 ** (-6 / 20));
  for (let n = 0; n < rate / 2 - 300; n += 37) expect(limited![n]).toBeCloseTo(loud[n]!, 6);
  const [untouched] = limitPeaks([loud], 0);
  for (let n = 0; n < rate; n += 37) expect(untouched![n]).toBeCloseTo(loud[n]!, 6);
});
