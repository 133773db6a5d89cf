import { expect, test } from 'vitest';
import { biquadGain, highPass, lowPass } from '../../src/dsp/biquad.js';
import { kWeighting } from '../../src/dsp/k-weighting.js';

test('at 48 kHz the coefficients are those printed in ITU-R BS.1770-4', () => {
  const { shelf, highPass } = kWeighting(48000);
  expect(shelf.b0).toBeCloseTo(1.53512485958697, 8);
  expect(shelf.b1).toBeCloseTo(-2.69169618940638, 8);
  expect(shelf.b2).toBeCloseTo(1.19839281085285, 8);
  expect(shelf.a1).toBeCloseTo(-1.69065929318241, 8);
  expect(shelf.a2).toBeCloseTo(0.73248077421585, 8);
  expect(highPass.a1).toBeCloseTo(-1.99004745483398, 8);
  expect(highPass.a2).toBeCloseTo(0.99007225036621, 8);
});

test('the weighting is the same at any rate', () => {
  const gain = (rate: number, hertz: number) => {
    const { shelf, highPass } = kWeighting(rate);
    return 20 * Math.log10(biquadGain(shelf, hertz, rate) * biquadGain(highPass, hertz, rate));
  };
  for (const hertz of [30, 100, 997, 2000, 5000])
    expect(Math.abs(gain(44100, hertz) - gain(48000, hertz))).toBeLessThan(0.05);
  expect(gain(44100, 997)).toBeCloseTo(0.691, 2);
});

test('Butterworth filters are 3 dB down at their cutoff', () => {
  for (const hertz of [100, 3000]) {
    expect(20 * Math.log10(biquadGain(lowPass(44100, hertz), hertz, 44100))).toBeCloseTo(-3.01, 2);
    expect(20 * Math.log10(biquadGain(highPass(44100, hertz), hertz, 44100))).toBeCloseTo(-3.01, 2);
    expect(biquadGain(lowPass(44100, hertz), 0, 44100)).toBeCloseTo(1, 9);
    expect(biquadGain(highPass(44100, hertz), 22050, 44100)).toBeCloseTo(1, 9);
  }
});
