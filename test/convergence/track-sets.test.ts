import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { compareGroups } from '../../src/convergence/compare-groups.js';
import { compareTrackSets } from '../../src/convergence/compare-track-sets.js';
import { type TrackSet, trackSetHash, trackSetOfProfile } from '../../src/convergence/track-set.js';
import { diversityOfTrackSet } from '../../src/convergence/track-set-diversity.js';
import { registerFeatures } from '../../src/features/registry.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { convergenceSummary } from '../../src/report/convergence-summary.js';
import { styleFor } from '../../src/report/terminal-style.js';

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

test('the same set twice is refused, whatever it is called and in whatever order; shared tracks are counted', () => {
  const again = { ...first, name: 'again', tracks: first.tracks.map((track) => ({ ...track, title: 'x' })).reverse() };
  expect(() => compareTrackSets(first, again, features, options)).toThrow('Both sets are the same tracks.');
  const mixed = { ...genres[1]!, tracks: [...genres[1]!.tracks.slice(0, 30), ...first.tracks.slice(0, 3)] };
  const { record } = compareTrackSets(first, mixed, features, options);
  expect(record.shared).toBe(3);
  expect(convergenceSummary(record, styleFor({}, {}))).toContain('3 of the tracks of B are in A too');
});

test('a single track is no set to be diverse', () => {
  expect(() => diversityOfTrackSet({ ...first, tracks: first.tracks.slice(0, 1) }, genres, features)).toThrow(
    'nothing to be compared with',
  );
});

test('a group that is small, or leaves too little for the others, is left out by name', () => {
  const group = (name: string, from: number, to: number): TrackSet => ({
    ...first,
    name,
    tracks: first.tracks.slice(from, to).map((track, i) => ({ ...track, artist: `artist ${i % 10}` })),
  });
  const leftOutOf = (groups: readonly TrackSet[]) => {
    const { finding } = compareGroups({ name: 'x', by: 'source', groups }, genres, features, { permutations: 19 });
    if (finding.kind !== 'groups') throw new Error(finding.kind);
    return [finding.verdicts.map((verdict) => verdict.group), finding.leftOut];
  };
  // the large one is compared with 7 others: too few
  expect(leftOutOf([group('large', 0, 40), group('small', 40, 47)])).toEqual([[], ['large', 'small']]);
  expect(leftOutOf([group('large', 0, 30), group('other', 30, 50), group('small', 50, 53)])).toEqual([
    ['large', 'other'],
    ['small'],
  ]);
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
