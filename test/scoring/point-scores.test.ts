import { expect, test } from 'vitest';
import type { FeatureRow } from '../../src/features/row.js';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { pointScorer } from '../../src/scoring/point-scores.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { drawGenre, feature, featuresOf, meta, without } from '../profiles/synthetic.js';

const strength = feature('timing', 'strength', { range: [0, 1], scored: false });
const features = [
  ...featuresOf({ timing: 3, timbre: 6, dynamics: 2 }),
  strength,
  feature('timing', 'phase', { transform: 'circular', period: 50, range: [-1000, 1000], strength: strength.id }),
];
const loaded = loadProfile(buildProfile(drawGenre(features), features, meta));
const strangers = drawGenre(features, { genre: 'strangers', artists: 12, tracks: 2, seed: 77 }).map(({ row }) => row);
const scorer = pointScorer(loaded);

function departures(rows: readonly FeatureRow[]): Float64Array {
  const values = rows.flatMap((row) => scorer.features.map((id) => row.values[id] ?? NaN));
  return scorer.departures(Float64Array.from(values), rows.length);
}

test('rows by the dozen have the departures that each has alone, whatever features are missing', () => {
  const rows = strangers.map((row, i) =>
    i % 3 === 0 ? row : without(row, [i % 3 === 1 ? strength.id : features[4]!.id]),
  );
  const found = departures(rows);
  rows.forEach((row, i) => {
    expect(found[i]).toBeCloseTo(scoreRow(row, loaded).departure.value, 9);
  });
  expect(new Set(found).size).toBeGreaterThan(8);
  expect(departures(rows)).toEqual(found);
});

test('what has no features has no departure, and changes none of the others', () => {
  const found = departures([{ values: {}, missing: {} }, ...strangers]);
  expect(found[0]).toBeNaN();
  expect(found.subarray(1)).toEqual(departures(strangers));
});
