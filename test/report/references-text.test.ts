import { expect, test } from 'vitest';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { referencesText } from '../../src/report/references-text.js';
import { comparedReferences } from '../../src/scoring/compared-references.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { drawGenre, featuresOf, meta } from '../profiles/synthetic.js';

const features = featuresOf({ timbre: 3 });
const tracks = drawGenre(features, { artists: 8, tracks: 2 });

/** Of the tracks, the first of which name no artist. */
function profileOf(nameless: number) {
  return buildProfile(
    tracks.map((track, i) => (i < nameless ? { ...track, artist: '' } : track)),
    features,
    meta,
  );
}

test('references are by artists that are named; those that name none are said to', () => {
  const textOf = (nameless: number) => referencesText(comparedReferences(profileOf(nameless)));
  expect(textOf(0)).toBe('16 references by 8 artists');
  expect(textOf(14)).toBe('16 references by 1 artist, 14 that name none, compared track by track');
  expect(textOf(16)).toBe('16 references that name no artist, compared track by track');
});

test('a score says the same of those that it compared with', () => {
  const nOf = (nameless: number) => scoreRow(tracks[15]!.row, loadProfile(profileOf(nameless))).n;
  expect(referencesText(nOf(0))).toBe('14 references by 7 artists, without 2 by its own artist');
  expect(nOf(16)).toMatchObject({ references: 16, artists: 0, nameless: 16 });
});
