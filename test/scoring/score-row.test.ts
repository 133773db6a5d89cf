import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SwerveError } from '../../src/errors.js';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { createBackground } from '../../src/scoring/background.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { drawGenre, feature, featuresOf, meta, rowOf, without } from '../profiles/synthetic.js';

const features = [
  ...featuresOf({ timing: 3, timbre: 6, dynamics: 2 }),
  feature('timing', 'phase', { transform: 'circular', period: 50, range: [-1000, 1000] }),
];
const references = drawGenre(features);
const loaded = loadProfile(buildProfile(references, features, meta));
const strangers = drawGenre(features, { genre: 'strangers', artists: 12, tracks: 1, seed: 77 });

test('shares are not negative and sum to 1, and those of an aspect to its own', () => {
  for (const { row } of strangers) {
    const { contributions, aspects } = scoreRow(row, loaded);
    const sum = (shares: number[]) => shares.reduce((total, share) => total + share, 0);
    expect(Math.min(...contributions.map(({ share }) => share))).toBeGreaterThanOrEqual(0);
    expect(Math.abs(sum(contributions.map(({ share }) => share)) - 1)).toBeLessThan(1e-9);
    for (const { aspect, share } of aspects)
      expect(sum(contributions.filter((part) => part.aspect === aspect).map((part) => part.share))).toBeCloseTo(
        share,
        9,
      );
    expect(contributions.map(({ share }) => share)).toEqual(
      contributions.map(({ share }) => share).sort((a, b) => b - a),
    );
  }
});

test('along any ray from the centre, inside the box, the departure never falls', () => {
  const plain = featuresOf({ timing: 3, timbre: 6 });
  const profile = loadProfile(buildProfile(drawGenre(plain), plain, meta));
  const model = profile.modelFor(plain.map(() => true));
  const scales = model.aspects.flatMap(({ space }) =>
    [...space.scales.centre].map((centre, i) => ({ centre, scale: space.scales.scale[i]! })),
  );
  const at = (direction: readonly number[], length: number) =>
    scoreRow(
      rowOf(
        plain,
        scales.map(({ centre, scale }, i) => centre + scale * length * direction[i]!),
      ),
      profile,
    );
  const direction = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(
      direction,
      fc.double({ min: 0, max: 6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (ray, far, part) => {
        const [near, away] = [at(ray, far * part), at(ray, far)];
        expect(away.departure.value).toBeGreaterThanOrEqual(near.departure.value);
        expect(away.joint.value).toBeGreaterThanOrEqual(near.joint.value);
      },
    ),
    { numRuns: 60 },
  );
});

test('a feature says its value, unit, median, band and direction', () => {
  const { row } = strangers[0]!;
  const [id] = [features[4]!.id];
  const higher = { ...row, values: { ...row.values, [id]: 50 } };
  const { contributions } = scoreRow(higher, loaded);
  const first = contributions.find((part) => part.id === id)!;
  expect(first).toMatchObject({ title: 'made2', value: 50, unit: 'dB', direction: 'more', z: 6 });
  expect(first.median).toBe(loaded.profile.features.find((described) => described.id === id)!.median);
  expect(first.band![0]).toBeLessThan(first.band![1]);
  const circular = contributions.find((part) => part.id.includes('phase'))!;
  expect(circular).toMatchObject({ z: null, direction: '', median: null, band: null });
});

test('loading more profiles changes no departure', () => {
  const other = loadProfile(
    buildProfile(drawGenre(features, { genre: 'other', seed: 3, offset: 2 }), features, { ...meta, name: 'other' }),
  );
  for (const { row } of strangers.slice(0, 3)) {
    const alone = scoreRow(row, loaded);
    const among = scoreRow(row, loaded, { candidates: [loaded, other], background: createBackground([loaded, other]) });
    expect(among.departure).toEqual(alone.departure);
    expect(among.contributions).toEqual(alone.contributions);
    expect(among.crowding).toEqual(alone.crowding);
  }
});

test('a score is plain, frozen and survives JSON', () => {
  const score = scoreRow(strangers[0]!.row, loaded, { background: createBackground([loaded]) });
  expect(JSON.parse(JSON.stringify(score))).toEqual(score);
  expect(Object.isFrozen(score) && Object.isFrozen(score.contributions[0])).toBe(true);
});

test('a missing feature is masked with its reason and compared on the same features of the references', () => {
  const narrower = features.filter((_, i) => i !== 5);
  const masked = scoreRow(without(strangers[0]!.row, [features[5]!.id]), loaded);
  const never = loadProfile(buildProfile(references, narrower, meta));
  expect(masked.coverage).toEqual({
    scored: 11,
    expected: 12,
    masked: [{ id: features[5]!.id, reason: 'nothing to hear' }],
  });
  expect(masked.departure.value).toBeCloseTo(scoreRow(strangers[0]!.row, never).departure.value, 9);
  expect(masked.contributions).toHaveLength(11);
});

test('an aspect that is left with fewer than two features has no say', () => {
  const { aspects, contributions } = scoreRow(without(strangers[0]!.row, [features[10]!.id]), loaded);
  expect(aspects.map(({ aspect }) => aspect)).toEqual(['timing', 'timbre']);
  expect(contributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test('silence is refused, and so are analysers of other versions, below 80 %', () => {
  const codeOf = (action: () => unknown) => {
    try {
      action();
    } catch (error) {
      return error instanceof SwerveError ? error.code : String(error);
    }
    return 'nothing thrown';
  };
  const { row } = strangers[0]!;
  const silence = without(
    row,
    features.map(({ id }) => id),
  );
  expect(codeOf(() => scoreRow(silence, loaded))).toBe('empty-audio');
  const versions = loaded.profile.provenance.builtWith;
  const ids = Object.keys(versions);
  const risen = (count: number) => ({
    ...versions,
    ...Object.fromEntries(ids.slice(0, count).map((id) => [id, 2])),
  });
  const two = scoreRow(row, loaded, { versions: risen(2) });
  expect(two.coverage.masked.map(({ reason }) => reason)[0]).toBe(
    `${two.coverage.masked[0]!.id.split('/')[0]} is version 2; the profile was built with 1`,
  );
  expect(codeOf(() => scoreRow(row, loaded, { versions: risen(3) }))).toBe('profile-mismatch');
  expect(codeOf(() => scoreRow({ values: {}, missing: {} }, loaded))).toBe('profile-mismatch');
});

test('a reference is recognised, and scored without its artist as it would be by a profile without it', () => {
  const own = references.filter(({ artist }) => artist === references[9]!.artist);
  const others = references.filter(({ artist }) => artist !== references[9]!.artist);
  const { row, artist } = references[9]!;
  const score = scoreRow(row, loaded);
  expect(score.n).toMatchObject({ references: 57, artists: 19, leftOut: own.length });
  expect(score.departure.value).toBeCloseTo(
    scoreRow(row, loadProfile(buildProfile(others, features, meta))).departure.value,
    9,
  );
  expect(scoreRow(row, loaded, { artist })).toEqual(score);
});

test('a copy of a reference is crowded, what is far from everything is not', () => {
  const { row } = strangers[1]!;
  const twins = Array.from({ length: 6 }, (_, i) => ({
    row: rowOf(
      features,
      features.map(({ id }) => row.values[id]! + 0.01 * (i + 1)),
    ),
    artist: `twin ${i}`,
    title: 'twin',
  }));
  const crowded = loadProfile(buildProfile([...references, ...twins], features, meta));
  expect(scoreRow(row, crowded).crowding.value).toBeGreaterThan(85);
  const { crowding } = scoreRow(
    rowOf(
      features,
      features.map((_, i) => 40 * (i % 2 ? 1 : -1)),
    ),
    crowded,
  );
  expect(crowding.value).toBeLessThan(5);
  expect(crowding.low).toBeLessThanOrEqual(crowding.value);
  expect(crowding.aspects.map(({ aspect }) => aspect)).toEqual(['timing', 'timbre', 'dynamics']);
});

test('other excerpts of the recording widen the interval only', () => {
  const [headline, ...windows] = strangers.map(({ row }) => row);
  const alone = scoreRow(headline!, loaded);
  const among = scoreRow(headline!, loaded, { windows });
  expect(among.departure.value).toBe(alone.departure.value);
  expect(among.departure.high - among.departure.low).toBeGreaterThan(alone.departure.high - alone.departure.low);
});
