import { expect, test } from 'vitest';
import { confound, confoundsPage, type MeasuredExcerpt } from '../../bench/confounds.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { feature, normal } from '../profiles/synthetic.js';

const steady = feature('timbre', 'steady');
const next = seededRandom(8);
const rowOf = (value: number) => ({ values: { [steady.id]: value }, missing: {} });

/** 40 excerpts of two genres; each change adds what it is told to, the halves differ by `apart` standard deviations. */
function excerptsOf(shifts: Readonly<Record<string, number>>, apart = 0.1): MeasuredExcerpt[] {
  return Array.from({ length: 40 }, (_, i) => {
    const value = normal(next);
    return {
      genre: i % 2 ? 'rock' : 'pop',
      original: rowOf(value),
      changed: Object.fromEntries(Object.entries(shifts).map(([name, shift]) => [name, rowOf(value + shift)])),
      halves: [rowOf(value), rowOf(value + apart * normal(next))],
    };
  });
}

test('noise is the RMS of what is not musical, shifts are told in robust standard deviations', () => {
  const { noise, shifts, unscored } = confound(
    steady,
    excerptsOf({ 'gain −6 dB': 0.3, '48 kHz': -0.4, 'limiter 6 dB': 5 }),
  );
  expect(noise).toBeCloseTo(Math.sqrt((0.09 + 0.16) / 2), 9);
  expect(shifts['gain −6 dB']! / shifts['48 kHz']!).toBeCloseTo(0.75, 9);
  expect(shifts['gain −6 dB']).toBeGreaterThan(0.15);
  expect(shifts['limiter 6 dB']).toBeGreaterThan(2);
  expect(shifts['one sample']).toBeNaN();
  expect(unscored).toBeUndefined();
});

test('what gain or MP3 192 moves by more than half a standard deviation is not scored, and says why', () => {
  const { unscored } = confound(steady, excerptsOf({ 'MP3 192 kbit/s': 2 }));
  expect(unscored).toMatch(/^moves by \d\.\d\d standard deviations under MP3 192 kbit\/s, more than 0\.5$/);
  expect(confound(steady, excerptsOf({ 'limiter 6 dB': 2, 'MP3 128 kbit/s': 2 })).unscored).toBeUndefined();
});

test('nor is what says nothing of the other half of the same excerpt', () => {
  expect(confound(steady, excerptsOf({}, 100)).unscored).toMatch(/^split-half reliability -?\d\.\d\d, below 0\.3$/);
});

test('the page has a line for each feature and names those that are not scored', () => {
  const found = [confound(steady, excerptsOf({ 'gain −6 dB': 3 }))];
  const page = confoundsPage(found, { excerpts: 40, changed: 40, date: '2026-01-01' });
  expect(page).toContain(`- \`${steady.id}\`: moves by`);
  expect(page.split('\n').filter((line) => line.startsWith(`| \`${steady.id}\``))).toHaveLength(1);
});
