import { expect, test } from 'vitest';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { referencesText } from '../../src/report/profile-summary.js';
import { drawGenre, featuresOf, meta } from '../profiles/synthetic.js';

const features = featuresOf({ timbre: 3 });
const tracks = drawGenre(features, { artists: 8, tracks: 2 });

test('references are by artists that are named; those that name none are said to', () => {
  const textOf = (nameless: number) =>
    referencesText(
      buildProfile(
        tracks.map((track, i) => (i < nameless ? { ...track, artist: '' } : track)),
        features,
        meta,
      ),
    );
  expect(textOf(0)).toBe('16 references by 8 artists');
  expect(textOf(14)).toBe('16 references by 1 artist, 14 that name none, compared track by track');
  expect(textOf(16)).toBe('16 references that name no artist, compared track by track');
});
