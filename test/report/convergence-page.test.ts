import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { compareTrackSets } from '../../src/convergence/compare-track-sets.js';
import { type TrackSet, trackSetOfProfile } from '../../src/convergence/track-set.js';
import { registerFeatures } from '../../src/features/registry.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { convergencePage } from '../../src/report/convergence-page.js';
import { convergenceSummary, finding, pText } from '../../src/report/convergence-summary.js';
import { styleFor } from '../../src/report/terminal-style.js';

const [a, b] = embeddedProfiles.map(trackSetOfProfile) as [TrackSet, TrackSet];
const dated: TrackSet = {
  ...b,
  name: '<script>alert("b")</script>\u202e & co',
  tracks: b.tracks.map((track, i) => ({ ...track, year: 1990 + (i % 6) })),
};
const { record, portrait } = compareTrackSets(a, dated, registerFeatures(analysers), { permutations: 49 });
const page = convergencePage(record, portrait);

test('the page needs nothing else: no script, no address, no image', () => {
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import/);
  expect(page).toContain('prefers-color-scheme: dark');
});

test('names are shown as they are and never run', () => {
  expect(page).toContain('&lt;script&gt;alert(&quot;b&quot;)&lt;/script&gt;\uFFFD &amp; co');
  expect(page).not.toContain('\u202e');
});

test('every plot is there, with numbers for coordinates', () => {
  expect(page.match(/<svg /g)).toHaveLength(7);
  expect(page).not.toMatch(/NaN|Infinity|undefined|null/);
  const dots = page.match(/<circle /g)!;
  expect(dots.length).toBeGreaterThan(2 * record.result.rarefiedTo);
});

test('the text says what was found, with n, intervals and what could have been found', () => {
  const text = convergenceSummary(record, styleFor({}, {}));
  for (const words of [
    '60 tracks by 32 artists',
    finding(record.result.pattern, record.result.p),
    'would be found 4 times in 5',
    'Nearest neighbour',
    'Coverage',
    '1990 to 1995',
    'dealt to A and B at random',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('\u202e');
  expect(text).toMatch(/Dispersion +\d\.\d\d \[\d\.\d\d–\d\.\d\d\] +[=≤] [\d.]+ /);
});

test('every finding is a sentence, and p is never printed as nothing', () => {
  const patterns = ['shrinkage', 'mode collapse', 'rank collapse', 'shift', 'no evidence'] as const;
  expect(new Set(patterns.map((pattern) => finding(pattern, 0.5))).size).toBe(5);
  expect(finding('no evidence', 0.31)).toBe('No convergence found, p = .310');
  expect([pText(0.001), pText(0.042), pText(1)]).toEqual(['≤ .001', '= .042', '= 1.000']);
});
