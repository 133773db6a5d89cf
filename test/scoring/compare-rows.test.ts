import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { compareRows } from '../../src/scoring/compare-rows.js';
import { drawGenre, feature, featuresOf, meta, rowOf, without } from '../profiles/synthetic.js';

const features = featuresOf({ timing: 4, timbre: 6, dynamics: 3 });
const genre = drawGenre(features, { artists: 20, tracks: 3 });
const noise = 0.05;
const loaded = loadProfile(
  buildProfile(genre, features, { ...meta, measurement: Object.fromEntries(features.map(({ id }) => [id, noise])) }),
);
/** A track of none of the artists. */
const track = drawGenre(features, { genre: 'other', artists: 1, tracks: 1, seed: 9 })[0]!.row;
const shifted = (amounts: Readonly<Record<string, number>>, row = track) =>
  rowOf(
    features,
    features.map(({ id }) => row.values[id]! + (amounts[id] ?? 0)),
  );
const all = (aspect: string, amount: number) =>
  Object.fromEntries(features.filter((feature) => feature.aspect === aspect).map(({ id }) => [id, amount]));

describe('two versions compared', () => {
  test('a copy differs in nothing', () => {
    const { departure, distance, aspects, features, withinMeasurement } = compareRows(
      [{ before: track, after: track }],
      0,
      loaded,
    );
    expect([departure.change.value, distance.value]).toEqual([0, 0]);
    for (const { change, moved, overNoise } of aspects) expect([change.value, moved, overNoise]).toEqual([0, 0, 0]);
    for (const { change, beyondMeasurement } of features) expect([change, beyondMeasurement]).toEqual([0, false]);
    expect(withinMeasurement).toBe(true);
  });

  test('what lies within the noise of measuring is no change, what lies beyond it is one', () => {
    const changed = (amount: number) =>
      compareRows([{ before: track, after: shifted(all('timing', amount)) }], 0, loaded);
    expect(changed(noise).withinMeasurement).toBe(true);
    expect(changed(6 * noise).withinMeasurement).toBe(false);
    expect(changed(6 * noise).features[0]!.overNoise).toBeCloseTo(6, 6);
  });

  test('one or two features that jump are told, and are no evidence that their aspect changed', () => {
    const [first, second] = features.map(({ id }) => id);
    const jumped = compareRows(
      [{ before: track, after: shifted({ [first!]: 24 * noise, [second!]: -24 * noise }) }],
      0,
      loaded,
    );
    expect(jumped.withinMeasurement).toBe(true);
    expect(jumped.features.slice(0, 2).map(({ beyondMeasurement }) => beyondMeasurement)).toEqual([true, true]);
  });

  test('one feature that moves by more than 25 noises is evidence by itself', () => {
    const [first] = features.map(({ id }) => id);
    const moved = (noises: number) =>
      compareRows([{ before: track, after: shifted({ [first!]: noises * noise }) }], 0, loaded).withinMeasurement;
    expect([moved(24), moved(26)]).toEqual([true, false]);
  });

  test('the aspect that was changed is named first, and no other is beyond the measurement', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('timing', 'timbre', 'dynamics'),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.boolean(),
        (aspect, amount, falls) => {
          const after = shifted(all(aspect, falls ? -amount : amount));
          const { aspects, features } = compareRows([{ before: track, after }], 0, loaded);
          expect(aspects[0]!.aspect).toBe(aspect);
          expect(aspects.map(({ beyondMeasurement }) => beyondMeasurement)).toEqual([true, false, false]);
          expect(features[0]!.direction).toBe(falls ? 'less' : 'more');
        },
      ),
      { numRuns: 20 },
    );
  });

  test.each([
    ['scored', 1],
    ['kept by too few of the references to be scored', 0.6],
  ])('onsets that moved by more than their noise are a change of timing beside the usual, which is %s', (_, share) => {
    const spread = feature('timing', 'spread', { id: 'timing.microtiming/spread.value' });
    const list = [spread, ...featuresOf({ timing: 3 })];
    const drawn = drawGenre(list, { offset: 10 }).map((track, i, { length }) =>
      i < share * length ? track : { ...track, row: without(track.row, [spread.id]) },
    );
    const own = loadProfile(buildProfile(drawn, list, meta));
    expect(own.scored.some(({ id }) => id === spread.id)).toBe(share === 1);
    const [{ row }] = drawn as [(typeof drawn)[number]];
    const usual = own.profile.features[0]!.median as number;
    const timing = (milliseconds: number) =>
      compareRows([{ before: row, after: row }], 0, own, { onsets: { milliseconds, noiseMs: 3, onsets: 50 } })
        .aspects[0]!;
    expect(timing(3)).toMatchObject({ moved: 0, beyondMeasurement: false });
    expect(timing(5)).toMatchObject({ moved: expect.closeTo(4 / usual, 9), beyondMeasurement: true });
  });

  test('the other way round every change has the other sign', () => {
    const after = shifted({ ...all('timbre', 0.7), ...all('dynamics', -0.4) });
    const there = compareRows([{ before: track, after }], 0, loaded);
    const back = compareRows([{ before: after, after: track }], 0, loaded);
    expect(back.distance.value).toBeCloseTo(-there.distance.value, 12);
    expect(back.departure.change.value).toBeCloseTo(-there.departure.change.value, 12);
    const changes = ({ features: list }: typeof there) => new Map(list.map(({ id, change }) => [id, change]));
    for (const [id, change] of changes(there)) expect(changes(back).get(id)).toBeCloseTo(-change, 12);
  });

  test('away from the centre is above zero, towards it below, with the interval around it', () => {
    const centre = rowOf(
      features,
      features.map(() => 0),
    );
    const far = rowOf(
      features,
      features.map(() => 3),
    );
    const away = compareRows([{ before: centre, after: far }], 0, loaded);
    expect(away.departure.change.low).toBeGreaterThan(0);
    expect(away.distance.low).toBeGreaterThan(0);
    for (const { towardsAverage } of away.features) expect(towardsAverage).toBe(false);
    const towards = compareRows([{ before: far, after: centre }], 0, loaded);
    expect(towards.departure.change.high).toBeLessThan(0);
    for (const { towardsAverage } of towards.features) expect(towardsAverage).toBe(true);
    for (const { change } of [away.departure, towards.departure]) {
      expect(change.low).toBeLessThanOrEqual(change.value);
      expect(change.high).toBeGreaterThanOrEqual(change.value);
    }
  });

  test('a feature that only one version has is masked, with that version named', () => {
    const lacking = without(track, [features[0]!.id]);
    const { coverage, features: changes } = compareRows([{ before: track, after: lacking }], 0, loaded);
    expect(coverage.masked).toEqual([{ id: features[0]!.id, reason: 'after: nothing to hear' }]);
    expect(changes.map(({ id }) => id)).not.toContain(features[0]!.id);
  });

  test('several excerpts are averaged: what is chance in each is less in all', () => {
    const pairs = [0.4, -0.4, 0.3, -0.3].map((amount) => ({ before: track, after: shifted(all('timing', amount)) }));
    expect(compareRows(pairs.slice(0, 1), 0, loaded).withinMeasurement).toBe(false);
    expect(compareRows(pairs, 0, loaded).withinMeasurement).toBe(true);
  });
});
