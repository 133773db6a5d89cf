import { beforeAll, expect, test } from 'vitest';
import { analysersFor } from '../../src/analysers/analysers-for.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { profileOf } from '../../src/catalogue/profile-of.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import type { TrackAnalysis } from '../../src/features/analyse-audio.js';
import { comparedRow } from '../../src/features/compared-row.js';
import { noise } from '../analysers/dynamics/signals.js';

const analysers = analysersFor(['structure.arrangement/slope', 'dynamics.movement/complexity']);
const seconds = 60;
const slope = 'structure.arrangement/slope.value';
const meta = { name: 'songs', title: 'Songs', source: 'rendered', licence: 'MIT' };

let songs: TrackAnalysis[];
let excerpts: TrackAnalysis[];

beforeAll(async () => {
  const sounds = Array.from({ length: 9 }, (_, seed) => song(seed));
  const analyse = (sound: Float32Array) => analyseTrack(openPcm([sound], { sampleRate: 44100 }), { analysers });
  songs = await Promise.all(sounds.map(analyse));
  excerpts = await Promise.all(sounds.map((sound) => analyse(sound.subarray(0, 30 * 44100))));
}, 240_000);

/** Parts of 8 s of noise that pulses and a tone, each louder or softer than the one before. */
function song(seed: number): Float32Array {
  const hiss = noise(seconds * 44100, seed + 1);
  const chance = noise(24, seed + 1);
  return hiss.map((sample, n) => {
    const part = 3 * Math.floor(n / (8 * 44100));
    const [gain, pitch, share] = [chance[part]!, chance[part + 1]!, chance[part + 2]!];
    const pulse = Math.exp((-8 * (n % 22050)) / 22050) * sample;
    const tone = Math.sin((2 * Math.PI * 400 * 2 ** pitch * n) / 44100);
    return 0.2 * 10 ** gain * (pulse + 0.5 * (1 + share) * tone);
  });
}

function profileFrom(analyses: readonly TrackAnalysis[]) {
  return profileOf(
    analyses.map((analysis, i) => ({ artist: `Artist ${i}`, title: 'Song', row: comparedRow(analysis) })),
    meta,
  );
}

test('a profile of whole tracks scores the structure of the whole', () => {
  const profile = profileFrom(songs.slice(0, 8));
  const scored = profile.features.filter(({ notScored }) => notScored === undefined).map(({ id }) => id);
  expect(scored).toEqual(expect.arrayContaining([slope, 'structure.arrangement/density.mean']));

  const { coverage, contributions } = createScorer({ profile, profiles: [profile] }).score(songs[8]!);
  expect(coverage.masked).toEqual([]);
  expect(contributions.map(({ id }) => id)).toContain(slope);
});

test('a profile of excerpts leaves it out, and a whole track loses no coverage by that', () => {
  const profile = profileFrom(excerpts.slice(0, 8));
  expect(profile.features.find(({ id }) => id === slope)?.notScored).toBe('present in 0 of 8 references');

  const { coverage } = createScorer({ profile, profiles: [profile] }).score(songs[8]!);
  expect(coverage.masked).toEqual([]);
  expect(coverage.scored).toBe(coverage.expected);
});

test('an excerpt is compared with whole tracks on what it has, and says what it lacks', () => {
  const profile = profileFrom(songs.slice(0, 8));
  const { coverage } = createScorer({ profile, profiles: [profile] }).score(excerpts[8]!);
  expect(coverage.masked).toContainEqual({
    id: slope,
    reason: 'needs a whole track of at least 60 s, this has 30.0 s',
  });
  expect(coverage.scored).toBeLessThan(coverage.expected);
});

test('two versions are compared without it, which is said', () => {
  const profile = profileFrom(songs.slice(0, 8));
  const [before, after] = [songs[8]!, songs[8]!].map((analysis) => ({ analysis, onsets: [] }));
  const { coverage, features } = createScorer({ profile, profiles: [profile] }).compare(before!, after!);
  expect(coverage.masked).toContainEqual({
    id: slope,
    reason: 'of the whole recording; versions are compared 30 s by 30 s',
  });
  expect(features.map(({ id }) => id)).toContain('dynamics.movement/complexity.value');
});

test('the row of an excerpt keeps its own numbers where the whole recording has the same features', () => {
  const song = songs[0]!;
  const row = comparedRow(song, song.excerpts[0]);
  const complexity = 'dynamics.movement/complexity.value';
  expect(row.values[complexity]).toBe(song.excerpts[0]!.values[complexity]);
  expect(row.values[complexity]).not.toBe(song.track.values[complexity]);
});
