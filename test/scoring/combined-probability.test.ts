import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { combinedProbability } from '../../src/scoring/combined-probability.js';
import { normal } from '../profiles/synthetic.js';

const upTo = (count: number) => Float64Array.from({ length: count }, (_, i) => i + 1);

test('of one measure it is the share that is at least as extreme, itself included', () => {
  expect(combinedProbability([{ value: 100, references: upTo(59) }])).toBeCloseTo(1 / 60, 12);
  expect(combinedProbability([{ value: 58, references: upTo(59) }])).toBeCloseTo(3 / 60, 12);
  expect(combinedProbability([{ value: 0, references: upTo(59) }])).toBe(1);
});

test('what is farthest in every measure comes before what is farthest in one', () => {
  const references = upTo(39);
  const backwards = references.slice().reverse();
  // one reference is the most extreme in the first measure, another in the second: both lie behind
  expect(
    combinedProbability([
      { value: 100, references },
      { value: 100, references: backwards },
    ]),
  ).toBeCloseTo(1 / 40, 12);
  expect(
    combinedProbability([
      { value: 100, references },
      { value: 0, references: backwards },
    ]),
  ).toBeCloseTo(2 / 40, 12);
});

test('of those that are drawn as the references were, p <= a falls to a, however the measures depend on one another', () => {
  const next = seededRandom(11);
  for (const shared of [0, 0.7, 1]) {
    const draw = () => {
      const common = normal(next);
      return [0, 1, 2].map(() => shared * common + Math.sqrt(1 - shared * shared) * normal(next));
    };
    const turnedAway = Array.from({ length: 2000 }, () => {
      const references = Array.from({ length: 59 }, draw);
      const own = draw();
      const measures = own.map((value, k) => ({ value, references: references.map((reference) => reference[k]!) }));
      return combinedProbability(measures) <= 0.05 ? 1 : 0;
    });
    const share = turnedAway.reduce<number>((sum, one) => sum + one, 0) / turnedAway.length;
    // three standard errors of a share of .05 in 2000
    expect(Math.abs(share - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / 2000));
  }
});

test('it is a share of the references that have every measure', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.float(), fc.float()), { minLength: 1, maxLength: 30 }),
      fc.float({ noNaN: true }),
      fc.float({ noNaN: true }),
      (pairs, first, second) => {
        const p = combinedProbability([
          { value: first, references: pairs.map(([a]) => a) },
          { value: second, references: pairs.map(([, b]) => b) },
        ]);
        const complete = pairs.filter((pair) => !pair.some(Number.isNaN)).length;
        if (complete === 0) expect(p).toBeNaN();
        else expect(Math.round(p * (complete + 1))).toBeCloseTo(p * (complete + 1), 9);
      },
    ),
  );
  expect(combinedProbability([{ value: Number.NaN, references: upTo(5) }])).toBeNaN();
});
