import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { compareTrackSets } from '../../src/convergence/compare-track-sets.js';
import { type TrackSet, trackSetHash, trackSetOfProfile } from '../../src/convergence/track-set.js';
import { diversityOfTrackSet } from '../../src/convergence/track-set-diversity.js';
import { registerFeatures } from '../../src/features/registry.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';

const features = registerFeatures(analysers);
const genres = embeddedProfiles.map(trackSetOfProfile);
const [first] = genres as [TrackSet];
const options = { permutations: 99 };

test('the references of a profile are a set: every number of it, and nothing for what is missing', () => {
  const [profile] = embeddedProfiles;
  expect(first.tracks.length).toBe(profile!.references.length);
  profile!.features.forEach(({ id }, j) => {
    expect(first.tracks[7]!.values[id] ?? null).toBe(profile!.rows[7]![j]);
  });
  expect(trackSetHash(first)).toMatch(/^[0-9a-f]{64}$/);
  expect(trackSetHash({ ...first, tracks: first.tracks.slice(1) })).not.toBe(trackSetHash(first));
  expect(trackSetHash({ ...first, name: 'another name' })).toBe(trackSetHash(first));
});

test('half of the artists of a genre against the other half: no evidence, and a record that says what was done', () => {
  const artists = [...new Set(first.tracks.map(({ artist }) => artist))];
  const half = (side: number): TrackSet => ({
    ...first,
    name: `half ${side}`,
    tracks: first.tracks.filter(({ artist }) => artists.indexOf(artist) % 2 === side),
  });
  const { record, portrait } = compareTrackSets(half(0), half(1), features, options);
  expect(record.result.pattern).toBe('no evidence');
  expect(record.question).toBe('Do the tracks of "half 1" lie closer together than those of "half 0"?');
  expect(record.a.hash).toBe(trackSetHash(half(0)));
  expect(record.trend).toBeNull();
  expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  expect(portrait.points.a.length).toBe(record.result.rarefiedTo);
  expect(portrait.nearest.b).toEqual([...portrait.nearest.b].sort((x, y) => x - y));
});

test('tracks with years have a trend', () => {
  const dated: TrackSet = { ...first, tracks: first.tracks.map((track, i) => ({ ...track, year: 2000 + (i % 5) })) };
  const { record } = compareTrackSets(genres[1]!, dated, features, options);
  expect(record.trend?.periods.map(({ time }) => time)).toEqual([2000, 2001, 2002, 2003, 2004]);
  expect(record.trend?.rarefiedTo).toBe(12);
});

test('what analysers of two versions gave is not compared', () => {
  const other = { ...genres[1]!, versions: { ...genres[1]!.versions, 'timbre.mfcc': 99 } };
  const count = (set: TrackSet) => compareTrackSets(first, set, features, options).record.result.features;
  expect(count(other)).toBeLessThan(count(genres[1]!));
  const strange = { ...genres[1]!, versions: {} };
  expect(() => count(strange)).toThrow(/0 features in common/);
});

test('an album with a track twice has a near-duplicate by name, and is less diverse than its genre', () => {
  const tracks = [...first.tracks.slice(0, 10), { ...first.tracks[3]!, artist: 'Somebody else' }];
  const { nearDuplicates, result, ordinary } = diversityOfTrackSet({ ...first, tracks }, genres, features);
  expect(nearDuplicates).toContainEqual([
    expect.objectContaining({ title: first.tracks[3]!.title }),
    expect.objectContaining({ artist: 'Somebody else' }),
    0,
  ]);
  expect(result.effectiveTracks.value).toBeLessThan(ordinary!);
  expect(result.effectiveTracks.value).toBeGreaterThan(2);
});
