import { expect, test } from 'vitest';
import { spectrumLines } from '../../src/report/spectrum-lines.js';
import { styleFor } from '../../src/report/terminal-style.js';

const style = styleFor({}, {});
const ribbon = { median: -15, low: -20, high: -10 };
const centres = [50, 63, 1000, 1250, 12500, 20000];
const linesOf = (levels: readonly number[]) =>
  spectrumLines(
    centres.map((centreHz, i) => ({ centreHz, decibels: levels[i]!, ...ribbon })),
    style,
  ).map((line) => line.trim());

test('a sign for each band, and each stretch outside the ribbon once with its largest excess', () => {
  expect(linesOf([-22, -25, -15, -9.6, -20, -30])).toEqual([
    'Spectrum                          ▼▼·▲·  50 Hz to 12.5 kHz in third octaves',
    '▼ 50 Hz to 63 Hz by up to 5 dB, ▲ 1.25 kHz by 0.4 dB',
  ]);
});

test('the edges of the ribbon belong to it; above what timbre compares nothing is said', () => {
  expect(linesOf([-20, -10, -15, -15, -15, 0])).toEqual([
    'Spectrum                          ·····  50 Hz to 12.5 kHz in third octaves',
    'within what nine of ten have throughout',
  ]);
  expect(spectrumLines([], style)).toEqual([]);
});
