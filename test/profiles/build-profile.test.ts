import { expect, test } from 'vitest';
import { SwerveError } from '../../src/errors.js';
import { buildProfile, significant } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { parseProfile, stringifyProfile } from '../../src/profiles/profile.js';
import { drawGenre, feature, featuresOf, meta, rowOf, without } from './synthetic.js';

const features = featuresOf({ timing: 3, timbre: 5, dynamics: 2 });
const references = drawGenre(features);

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SwerveError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

test('the same references in any order give the same bytes', () => {
  const bytes = stringifyProfile(buildProfile(references, features, meta));
  expect(stringifyProfile(buildProfile(references.slice().reverse(), features, meta))).toBe(bytes);
});

test('a profile read back is the profile, and its model is the model', () => {
  const profile = buildProfile(references, features, meta);
  const reread = parseProfile(JSON.parse(stringifyProfile(profile)), 'test');
  expect(reread).toEqual(profile);
  const present = features.map(() => true);
  expect(loadProfile(reread).modelFor(present).departures).toEqual(loadProfile(profile).modelFor(present).departures);
});

test('provenance, weights and what is printed of a feature', () => {
  const profile = buildProfile(references, features, meta);
  expect(profile.provenance).toMatchObject({ n: 60, artists: 20, grouping: 'artist' });
  expect(profile.weights).toEqual(['timing', 'timbre', 'dynamics'].map((aspect) => ({ aspect, weight: 1 / 3 })));
  const values = references.map(({ row }) => significant(row.values[features[0]!.id]!)).sort((a, b) => a - b);
  const { median, low, high, present } = profile.features[0]!;
  expect(present).toBe(60);
  expect(median).toBeCloseTo((values[29]! + values[30]!) / 2, 5);
  expect(low).toBeCloseTo(values[2]! + 0.95 * (values[3]! - values[2]!), 5);
  expect(high).toBeCloseTo(values[56]! + 0.05 * (values[57]! - values[56]!), 5);
});

test('a feature that too few references have, or that does not vary, is not scored and says why', () => {
  const constant = feature('timbre', 'constant');
  const reported = feature('timbre', 'reported', { scored: false });
  const unreliable = features[4]!.id;
  const rows = references.map((reference, i) => {
    const row = { ...reference.row, values: { ...reference.row.values, [constant.id]: 3, [reported.id]: i } };
    return { ...reference, row: i % 4 === 0 ? without(row, [features[3]!.id]) : row };
  });
  const profile = buildProfile(rows, [...features, constant, reported], {
    ...meta,
    unscored: { [unreliable]: 'moved by codecs' },
  });
  const reasons = Object.fromEntries(profile.features.map(({ id, notScored }) => [id, notScored]));
  expect(reasons[features[3]!.id]).toBe('present in 45 of 60 references');
  expect(reasons[constant.id]).toBe('does not vary among the references');
  expect(reasons[unreliable]).toBe('moved by codecs');
  expect(reasons).not.toHaveProperty([reported.id]);
  expect(reasons[features[0]!.id]).toBeUndefined();
});

test('an aspect needs two scored features', () => {
  const lonely = featuresOf({ timing: 1, timbre: 4 });
  const profile = buildProfile(drawGenre(lonely), lonely, meta);
  expect(profile.weights).toEqual([{ aspect: 'timbre', weight: 1 }]);
  const single = featuresOf({ timing: 1, timbre: 1 });
  expect(codeOf(() => buildProfile(drawGenre(single), single, meta))).toBe('too-few-references');
});

test('below 8 references it refuses; below 20 it uses variances alone', () => {
  expect(codeOf(() => buildProfile(references.slice(0, 7), features, meta))).toBe('too-few-references');
  const few = loadProfile(
    buildProfile(
      references.filter((_, i) => i % 5 === 0),
      features,
      meta,
    ),
  );
  expect(few.profile.references).toHaveLength(12);
  expect(few.modelFor(features.map(() => true)).provisional).toBe(true);
  expect(loadProfile(buildProfile(references, features, meta)).modelFor(features.map(() => true)).provisional).toBe(
    false,
  );
});

test('references with gaps are compared on what they have', () => {
  const gaps = references.map((reference, i) =>
    i % 6 === 0 ? { ...reference, row: without(reference.row, [features[4]!.id, features[5]!.id]) } : reference,
  );
  const model = loadProfile(buildProfile(gaps, features, meta)).modelFor(features.map(() => true));
  expect([...model.departures].every((distance) => distance > 0 && Number.isFinite(distance))).toBe(true);
  expect([...model.crowding().all].every((distance) => distance > 0 && Number.isFinite(distance))).toBe(true);
});

test('a reference with nothing in it is not ranked', () => {
  const silent = {
    ...references[0]!,
    title: 'silence',
    row: rowOf(
      features,
      features.map(() => undefined),
    ),
  };
  const model = loadProfile(buildProfile([...references, silent], features, meta)).modelFor(features.map(() => true));
  expect([...model.departures].filter(Number.isNaN)).toHaveLength(1);
});

test('what is wrong with a document is said', () => {
  const profile = buildProfile(references, features, meta);
  const reasonOf = (change: object) => {
    try {
      parseProfile({ ...profile, ...change }, 'somewhere.json');
    } catch (error) {
      return error instanceof SwerveError && error.where === 'somewhere.json' ? error.message : 'another error';
    }
    return 'valid';
  };
  expect(reasonOf({})).toBe('valid');
  expect(reasonOf({ schemaVersion: 2 })).toMatch(/schemaVersion/);
  expect(reasonOf({ title: 'Tampered with' })).toMatch(/hash/);
  expect(reasonOf({ rows: profile.rows.slice(1) })).toMatch(/59 rows for 60 references/);
  expect(reasonOf({ name: '../../elsewhere' })).toMatch(/name/);
  expect(reasonOf({ weights: [{ aspect: 'pitch', weight: 1 }] })).toMatch(/pitch/);
  expect(codeOf(() => parseProfile(null, 'x'))).toBe('invalid-profile');
  expect(codeOf(() => parseProfile('{}', 'x'))).toBe('invalid-profile');
});

test("one artist's own profile groups by album", () => {
  const own = references.map((reference, i) => ({
    ...reference,
    artist: 'one',
    album: `album ${i % 6}`,
    title: `${i}`,
  }));
  const profile = buildProfile(own, features, meta);
  expect(profile.provenance).toMatchObject({ artists: 1, grouping: 'album' });
});

test('60 references of 90 features fit in 150 kB', () => {
  const many = featuresOf({ timing: 18, pitch: 18, timbre: 30, dynamics: 14, structure: 10 });
  const profile = buildProfile(drawGenre(many), many, meta);
  expect(stringifyProfile(profile).length).toBeLessThan(150_000);
});
