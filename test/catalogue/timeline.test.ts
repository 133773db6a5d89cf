import { expect, test } from 'vitest';
import { timelineOf } from '../../src/catalogue/timeline.js';
import type { Excerpt, TrackAnalysis } from '../../src/features/analyse-audio.js';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { drawGenre, featuresOf, meta, rowOf, without } from '../profiles/synthetic.js';

const features = featuresOf({ timing: 3, timbre: 4 });
const loaded = loadProfile(buildProfile(drawGenre(features), features, meta));
/** A recording of these excerpts, of which nothing is known as a whole. */
const recordingOf = (excerpts: readonly Excerpt[], headline: number) =>
  ({ excerpts, headline, track: { values: {}, missing: {} } }) as unknown as TrackAnalysis;
const excerptAt = (distance: number, index: number) => ({
  ...rowOf(
    features,
    features.map(() => distance),
  ),
  labels: {},
  startSeconds: 30 * index,
  seconds: 30,
});

test('every excerpt has the score that it has as a recording of its own', () => {
  const excerpts = [0, 3, 1].map(excerptAt);
  const scored = scoreRow(excerpts[1]!, loaded);
  const timeline = timelineOf(recordingOf(excerpts, 1), scored, loaded, {});
  timeline.forEach(({ startSeconds, seconds, departure, crowding, aspects }, i) => {
    const alone = scoreRow(excerpts[i]!, loaded);
    expect([startSeconds, seconds, departure]).toEqual([30 * i, 30, alone.departure]);
    expect(crowding!.value).toBe(alone.crowding.value);
    expect(aspects.map(({ aspect, departure }) => [aspect, departure])).toEqual(
      alone.aspects.map(({ aspect, departure }) => [aspect, departure]),
    );
  });
  const values = timeline.map(({ departure }) => departure!.value);
  expect(values[0]).toBeLessThan(values[2]!);
  expect(values[2]).toBeLessThan(values[1]!);
});

test('an excerpt in which nothing can be compared says so and stops nobody', () => {
  const silent = {
    ...excerptAt(0, 0),
    ...without(
      excerptAt(0, 0),
      features.map(({ id }) => id),
    ),
  };
  const spoken = excerptAt(1, 1);
  const [first, second] = timelineOf(recordingOf([silent, spoken], 1), scoreRow(spoken, loaded), loaded, {});
  expect(first).toMatchObject({ departure: null, crowding: null, aspects: [] });
  expect(first!.missing).toBe('It is silent.');
  expect(second!.departure).not.toBeNull();
});
