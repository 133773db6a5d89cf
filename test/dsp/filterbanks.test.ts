import { expect, test } from 'vitest';
import { autocorrelation } from '../../src/dsp/autocorrelation.js';
import {
  applyFilterbank,
  melFilterbank,
  melScales,
  octaveFilterbank,
  thirdOctaveFilterbank,
} from '../../src/dsp/filterbanks.js';

test("Slaney's mel scale: 1000 Hz is 15 mel, 6400 Hz is 42; HTK's: 1000 Hz is 1000; and the inverses invert", () => {
  const { slaney, htk } = melScales;
  expect(slaney.toMel(1000)).toBe(15);
  expect(slaney.toMel(6400)).toBeCloseTo(42, 12);
  expect(htk.toMel(1000)).toBeCloseTo(1000, 1);
  for (const { toMel, toHertz } of [slaney, htk])
    for (const hertz of [0, 200, 999, 1001, 8000]) expect(toHertz(toMel(hertz))).toBeCloseTo(hertz, 9);
});

test('mel triangles have unit area: a flat spectrum gives the same density in every wide band', () => {
  const bank = melFilterbank(melScales.slaney, 40, 0, 20000, 44100, 8192);
  const bands = new Float32Array(40);
  applyFilterbank(bank, new Float32Array(4097).fill(1), bands);
  const binsPerHertz = 8192 / 44100;
  for (const band of bands) expect(band / binsPerHertz).toBeCloseTo(1, 1);
});

test('octave bands of unit sum leave a flat spectrum flat', () => {
  const bank = octaveFilterbank(24, 30, 17000, 44100, 2048);
  const bands = new Float32Array(bank.centres.length);
  applyFilterbank(bank, new Float32Array(1025).fill(1), bands);
  for (const band of bands) expect(band).toBeCloseTo(1, 6);
});

test('third octaves share the bins out: their sums add to the whole between 17.8 Hz and 22.4 kHz', () => {
  const size = 4096;
  const bank = thirdOctaveFilterbank(44100, size);
  const bands = new Float32Array(31);
  applyFilterbank(bank, new Float32Array(size / 2 + 1).fill(1), bands);
  const binHz = 44100 / size;
  const lastEdge = size / 2 + 0.5; // the last bin is centred on Nyquist
  const bins = lastEdge - (1000 * 10 ** -1.75) / binHz;
  expect(bands.reduce((sum, band) => sum + band, 0)).toBeCloseTo(bins, 2);
});

test('autocorrelation of an alternating signal alternates', () => {
  expect([...autocorrelation([1, -1, 1, -1], 3)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([4, -3, 2, -1]);
});
