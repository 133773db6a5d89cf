import { expect, test } from 'vitest';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { referencePlane } from '../../src/scoring/reference-plane.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { drawGenre, featuresOf, meta, rowOf } from '../profiles/synthetic.js';

const features = featuresOf({ timing: 3, timbre: 4 });
const loaded = loadProfile(buildProfile(drawGenre(features), features, meta));
const middle = rowOf(
  features,
  features.map(() => 0),
);

test('ranks of the references fill both scales evenly', () => {
  const plane = referencePlane(middle, loaded, {});
  const n = plane.length;
  expect(n).toBe(loaded.artists.length);
  for (const scale of ['departure', 'crowding'] as const) {
    const ranks = plane.map((place) => place[scale]).sort((a, b) => a - b);
    ranks.forEach((rank, i) => expect(Math.abs(rank - (100 * (i + 1)) / (n + 1))).toBeLessThan(0.06));
  }
});

test('a reference that is scored lies where the others leave it: they are one fewer by its artist', () => {
  const { artist } = loaded.profile.references[0]!;
  const { n } = scoreRow(middle, loaded, { artist });
  const plane = referencePlane(middle, loaded, { artist });
  expect(plane).toHaveLength(n.references);
  expect(plane.some((place) => place.artist === artist)).toBe(false);
});
