import { expect, test } from 'vitest';
import type { FeatureRow } from '../../src/features/row.js';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { compareRows } from '../../src/scoring/compare-rows.js';
import { pointScorer } from '../../src/scoring/point-scores.js';
import { referencePlane } from '../../src/scoring/reference-plane.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { onSharedBandwidth } from '../../src/scoring/shared-bandwidth.js';
import { drawGenre, feature, featuresOf, meta } from '../profiles/synthetic.js';

const cutoff = 'timbre.bandwidth/cutoff.value';
const centroid = 'timbre.spectral-shape/centroid.median';
const highContrast = 'timbre.contrast/contrast.6.median'; // 3200 to 6400 Hz
const features = [
  ...featuresOf({ timbre: 4, dynamics: 3 }),
  { ...feature('timbre', 'spectral-shape', { needsHz: 12000 }), id: centroid },
  { ...feature('timbre', 'contrast', { needsHz: 6400 }), id: highContrast },
  { ...feature('timbre', 'bandwidth', { scored: false, ribbon: true }), id: cutoff },
];
/** A genre whose recordings end around `hertz`, each to within 500 Hz. */
const genreTo = (hertz: number) =>
  drawGenre(features).map((drawn, i) => ({
    ...drawn,
    row: { ...drawn.row, values: { ...drawn.row.values, [cutoff]: hertz + 500 * ((i % 3) - 1) } },
  }));
const full = genreTo(16000);
const wide = buildProfile(full, features, meta);
const narrow = buildProfile(genreTo(11000), features, meta);
const ending = (hertz: number) => ({ ...full[0]!.row, values: { ...full[0]!.row.values, [cutoff]: hertz } });

test('what describes the whole band is compared where both fill it, or both end alike', () => {
  for (const [hertz, profile] of [
    [16000, wide],
    [13000, wide],
    [11000, narrow],
  ] as const)
    expect(onSharedBandwidth(ending(hertz), profile)).toEqual(ending(hertz));
});

test('and left out, with the reason, where only one of the two does', () => {
  for (const [hertz, profile, reason] of [
    [8000, wide, 'the recording reaches 8 kHz, the genre 16 kHz'],
    [8000, narrow, 'the recording reaches 8 kHz, the genre 11 kHz'],
    [20000, narrow, 'the recording reaches 20 kHz, the genre 11 kHz'],
  ] as const) {
    const { values, missing } = onSharedBandwidth(ending(hertz), profile);
    expect(missing).toEqual({ [centroid]: reason });
    expect(Object.keys(values)).toHaveLength(features.length - 1);
  }
});

test('a band that the recording reaches is compared, whatever is missing above; one that it does not reach is not', () => {
  expect(onSharedBandwidth(ending(6500), wide).missing).not.toHaveProperty([highContrast]);
  expect(onSharedBandwidth(ending(4500), wide).missing).toHaveProperty(
    [highContrast],
    'the recording reaches 4.5 kHz, the genre 16 kHz',
  );
});

test('a recording that was cut off is scored on the rest, however far its centroid fell', () => {
  const loaded = loadProfile(wide);
  const cut = (value: number) =>
    scoreRow({ ...ending(8000), values: { ...ending(8000).values, [centroid]: value } }, loaded);
  expect(cut(-500).departure).toEqual(cut(0).departure);
  expect(cut(-500).coverage.masked).toEqual([
    { id: centroid, reason: 'the recording reaches 8 kHz, the genre 16 kHz' },
  ]);
});

test('rows by the million, two versions and the references beside it leave it out just so', () => {
  const loaded = loadProfile(wide);
  const rowWith = (hertz: number, values: FeatureRow['values']): FeatureRow => ({
    ...ending(hertz),
    values: { ...ending(hertz).values, ...values },
  });
  const cut = rowWith(6000, { [centroid]: -500, [highContrast]: 900 });
  const { departure, coverage } = scoreRow(cut, loaded);
  const scorer = pointScorer(loaded);
  const values = Float64Array.from(scorer.features, (id) => cut.values[id] ?? NaN);
  expect(scorer.departures(values, 1)[0]).toBeCloseTo(departure.value, 9);
  const pair = { before: rowWith(16000, { [centroid]: 0.1 }), after: cut };
  const compared = compareRows([pair], 0, loaded);
  expect(compared.departure.after.value).toBeCloseTo(departure.value, 9);
  expect(compared.coverage.masked).toEqual(
    coverage.masked.map(({ id, reason }) => ({ id, reason: `after: ${reason}` })),
  );
  const filled = rowWith(6000, { [centroid]: 0, [highContrast]: 0 });
  expect(referencePlane(cut, loaded, {})).toEqual(referencePlane(filled, loaded, {}));
});
