import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatScores, trimBeats } from '../../../bench/metrics/beat-scores.js';

const beatsAt = (bpm: number, { from = 5, to = 30 } = {}) =>
  Array.from({ length: Math.floor(((to - from) * bpm) / 60) + 1 }, (_, i) => from + (i * 60) / bpm);
const reference = beatsAt(120);

describe('beatScores, closed forms', () => {
  test('the reference itself scores 1 everywhere', () => {
    for (const [name, score] of Object.entries(beatScores(reference, reference)))
      expect(score, name).toBeCloseTo(1, 12);
  });

  test('no estimate, no reference and one beat score 0', () => {
    for (const [references, estimates] of [
      [reference, []],
      [[], reference],
      [[], []],
    ] as const)
      for (const [name, score] of Object.entries(beatScores(references, estimates))) expect(score, name).toBe(0);
    expect(beatScores([10], [10])).toMatchObject({ fMeasure: 1, cemgil: 1, cmlt: 0, pScore: 0, informationGain: 0 });
  });

  test('half the tempo is right at another metrical level only', () => {
    const scores = beatScores(reference, beatsAt(60));
    expect(scores).toMatchObject({ cmlc: 0, cmlt: 0, amlc: 1, amlt: 1, cemgilBest: 1 });
    // 51 references, 26 estimates, all of them matched.
    expect(scores.fMeasure).toBeCloseTo((2 * 26) / (51 + 26), 12);
    expect(scores.pScore).toBeCloseTo(26 / 51, 12);
  });

  test('twice the tempo is right at another metrical level only', () => {
    const scores = beatScores(reference, beatsAt(240));
    expect(scores).toMatchObject({ cmlt: 0, amlc: 1, amlt: 1, cemgilBest: 1 });
    expect(scores.fMeasure).toBeCloseTo((2 * 51) / (51 + 101), 12);
  });

  test('off the beat is wrong, and right at another level', () => {
    const offbeat = reference.slice(1).map((seconds) => seconds - 0.25);
    expect(beatScores(reference, offbeat)).toMatchObject({ fMeasure: 0, cmlt: 0, amlt: 1, goto: 0, pScore: 0 });
  });

  test('two thirds of the tempo are right at no level', () => {
    const scores = beatScores(reference, beatsAt(80));
    expect(scores.amlt).toBe(0);
    expect(scores.goto).toBe(0);
  });

  test('every beat late by 40 ms: Cemgil is exp(-1/2), F is whole, a further 40 ms loses F', () => {
    const late = (by: number) => reference.map((seconds) => seconds + by);
    expect(beatScores(reference, late(0.04)).cemgil).toBeCloseTo(Math.exp(-0.5), 12);
    expect(beatScores(reference, late(0.069)).fMeasure).toBe(1);
    expect(beatScores(reference, late(0.071)).fMeasure).toBe(0);
    // 17.5 % of half a second is 87.5 ms.
    expect(beatScores(reference, late(0.087)).cmlt).toBe(1);
    expect(beatScores(reference, late(0.088)).cmlt).toBe(0);
  });

  test('a missed beat breaks continuity in two and costs itself and its follower', () => {
    const scores = beatScores(
      reference,
      reference.filter((_, i) => i !== 20),
    );
    expect(scores.cmlt).toBeCloseTo(49 / 51, 12);
    expect(scores.cmlc).toBeCloseTo(29 / 51, 12);
  });

  test('the P-score takes a fifth of a beat, 100 ms here', () => {
    const late = (by: number) => reference.map((seconds) => seconds + by);
    expect(beatScores(reference, late(0.095)).pScore).toBe(1);
    expect(beatScores(reference, late(0.115)).pScore).toBe(0);
  });

  test('Goto: small mean and SD, in a run of more than a quarter, of beats nearer than .35 of a half-interval', () => {
    const goto = (estimates: readonly number[], references: readonly number[] = reference) =>
      beatScores(references, estimates).goto;
    const late = (share: number) => reference.map((seconds) => seconds + share * 0.25);
    expect(goto(late(0.15))).toBe(1);
    expect(goto(late(0.3))).toBe(0);
    expect(goto(reference.map((seconds, i) => seconds + (i % 2 === 0 ? 0.045 : -0.045)))).toBe(1);
    expect(goto(reference.map((seconds, i) => seconds + (i % 5 === 0 ? 0.1 : 0)))).toBe(0);
    const long = beatsAt(120, { to: 205 });
    expect(long.length).toBe(401);
    expect(goto(long.slice(0, 90), long)).toBe(0);
    expect(goto(long.slice(0, 110), long)).toBe(1);
  });

  test('beats beyond the last reference inform as much as those within', () => {
    expect(beatScores(reference.slice(0, 20), reference).informationGain).toBeCloseTo(1, 12);
  });

  test('errors spread evenly over the beat carry no information', () => {
    const references = beatsAt(60, { from: 5, to: 87 });
    const spread = references.slice(1, -1).map((seconds, i) => seconds + ((i % 41) - 20) / 41);
    expect(
      beatScores(
        references,
        spread.toSorted((a, b) => a - b),
      ).informationGain,
    ).toBeLessThan(0.01);
  });
});

test('beats before 5 s do not count', () => {
  expect(trimBeats([1, 4.999, 5, 6])).toEqual([5, 6]);
  expect(beatScores([0.3, 1, 2, ...reference], [...reference])).toEqual(beatScores(reference, reference));
  expect(beatScores([1, 2, 3], [1, 2, 3], 0).fMeasure).toBe(1);
});

test('beats out of order or not finite are refused', () => {
  for (const beats of [[2, 1], [Number.NaN], [1, Infinity]])
    expect(() => beatScores(reference, beats)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
});

const anyBeats = fc
  .array(fc.integer({ min: 5000, max: 40_000 }), { maxLength: 60 })
  .map((milliseconds) => milliseconds.sort((a, b) => a - b).map((value) => value / 1000));

test('every score lies in 0 to 1, and allowing more never scores less', () => {
  fc.assert(
    fc.property(anyBeats, anyBeats, (references, estimates) => {
      const scores = beatScores(references, estimates);
      // These beats may crowd, where Cemgil's score and the P-score count one estimate for many references.
      for (const [name, score] of Object.entries(scores).filter(
        ([name]) => name !== 'pScore' && !name.startsWith('cemgil'),
      )) {
        expect(score, name).toBeGreaterThanOrEqual(0);
        expect(score, name).toBeLessThanOrEqual(1 + 1e-12);
      }
      expect(scores.amlc).toBeGreaterThanOrEqual(scores.cmlc);
      expect(scores.amlt).toBeGreaterThanOrEqual(scores.cmlt);
      expect(scores.cmlt).toBeGreaterThanOrEqual(scores.cmlc);
      expect(scores.cemgilBest).toBeGreaterThanOrEqual(scores.cemgil);
    }),
  );
});
