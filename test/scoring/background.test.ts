import { expect, test } from 'vitest';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { createBackground } from '../../src/scoring/background.js';
import { logLikelihoodRatio } from '../../src/scoring/likelihoods.js';
import { columnsOfRow } from '../../src/scoring/placement.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { type Drawn, drawGenre, featuresOf, meta, rowOf } from '../profiles/synthetic.js';

const features = featuresOf({ timing: 3, timbre: 5 });
const load = (drawn: readonly Drawn[]) =>
  loadProfile(buildProfile(drawn, features, { ...meta, name: drawn[0]!.genre }));
/** A wide genre and a narrow one in the midst of it. */
const wide = drawGenre(features, { genre: 'wide', seed: 1, spread: 3 });
const narrow = drawGenre(features, { genre: 'narrow', seed: 2 });
const far = drawGenre(features, { genre: 'far', seed: 3, offset: 12 });
const profiles = [wide, narrow, far].map(load);
const background = createBackground(profiles);
const fresh = (genre: string, more: object) =>
  drawGenre(features, { ...more, genre: `new ${genre}`, artists: 15, seed: 9 });

test('the ratio is against the mean density of the others', () => {
  expect(logLikelihoodRatio(Float64Array.of(-1, -2, -3), 0, [1, 2])).toBeCloseTo(
    -1 - Math.log((Math.exp(-2) + Math.exp(-3)) / 2),
    12,
  );
  expect(logLikelihoodRatio(Float64Array.of(-5000, -1e4), 0, [1])).toBe(5000);
  expect(logLikelihoodRatio(Float64Array.of(-1), 0, [])).toBeNaN();
});

test("a wide genre knows its own, though the narrow genre's tracks lie nearer to its centre", () => {
  const belonging = (row: Drawn['row']) =>
    background.belongingTo(profiles[0]!, columnsOfRow(row, profiles[0]!)).logLikelihoodRatio;
  const own = fresh('wide', { spread: 3 }).map(({ row }) => belonging(row));
  const other = fresh('narrow', {}).map(({ row }) => belonging(row));
  const distances = (rows: Drawn[]) => rows.map(({ row }) => scoreRow(row, profiles[0]!).departure.value);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(own)).toBeGreaterThan(mean(other) + 5);
  expect(mean(distances(fresh('wide', { spread: 3 })))).toBeGreaterThan(mean(distances(fresh('narrow', {}))));
});

test('most members are in the prediction set of their genre; what is like none leaves it empty', () => {
  const setOf = (row: Drawn['row']) => scoreRow(row, profiles[0]!, { background, candidates: profiles }).genres;
  const members = fresh('narrow', {}).map(({ row }) => setOf(row).in.includes('narrow'));
  expect(members.filter(Boolean).length / members.length).toBeGreaterThan(0.85);
  const alien = rowOf(
    features,
    features.map((_, i) => (i % 2 ? 300 : -300)),
  );
  expect(setOf(alien)).toEqual({ in: [], undecided: [] });
});

test('fewer than 40 references cannot exclude', () => {
  const small = load(drawGenre(features, { genre: 'small', artists: 10, seed: 5 }));
  const alien = rowOf(
    features,
    features.map(() => 300),
  );
  const { genres, belonging } = scoreRow(alien, small, { background });
  expect(genres).toEqual({ in: [], undecided: ['small'] });
  expect(belonging[0]!.verdict).toBe('undecided');
});

test('what else is loaded changes no belonging to a profile of the background', () => {
  const { row } = wide[7]!;
  const alone = scoreRow(row, profiles[0]!, { background });
  const among = scoreRow(row, profiles[0]!, { background, candidates: [...profiles, load(fresh('wide', {}))] });
  expect(among.belonging.find(({ genre }) => genre === 'wide')).toEqual(alone.belonging[0]);
});

test('an aspect in which genres do not differ does not diagnose', () => {
  const shifted = (drawn: Drawn[]) =>
    drawn.map((track) => ({
      ...track,
      row: {
        ...track.row,
        values: Object.fromEntries(
          Object.entries(track.row.values).map(([id, value]) => [id, id.startsWith('timbre') ? value + 4 : value]),
        ),
      },
    }));
  const here = load(drawGenre(features, { genre: 'here', seed: 11 }));
  const there = load(shifted(drawGenre(features, { genre: 'there', seed: 12 })));
  const { aspects } = scoreRow(narrow[0]!.row, here, { background: createBackground([here, there]) });
  const of = (aspect: string) => aspects.find((score) => score.aspect === aspect)!;
  expect(of('timbre').diagnoses).toBe(true);
  expect(of('timbre').separation!.auc).toBeGreaterThan(0.9);
  expect(of('timing').diagnoses).toBe(false);
});

test('with no other genre nothing is known of belonging', () => {
  const score = scoreRow(far[0]!.row, profiles[2]!, { background: createBackground([profiles[2]!]) });
  expect(score.belonging[0]).toMatchObject({
    logLikelihoodRatio: null,
    belongingProbability: null,
    verdict: 'undecided',
  });
  expect(score.aspects[0]).toMatchObject({ separation: null, diagnoses: null });
});
