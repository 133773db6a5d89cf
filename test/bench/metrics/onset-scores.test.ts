import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchEvents } from '../../../bench/metrics/match-events.js';
import { onsetScores } from '../../../bench/metrics/onset-scores.js';

test('closed forms: perfect, empty, one extra, one missing', () => {
  expect(onsetScores([1, 2, 3], [1, 2, 3])).toEqual({ precision: 1, recall: 1, fMeasure: 1 });
  expect(onsetScores([1, 2, 3], [])).toEqual({ precision: 0, recall: 0, fMeasure: 0 });
  expect(onsetScores([], [1])).toEqual({ precision: 0, recall: 0, fMeasure: 0 });
  expect(onsetScores([1, 2, 3], [1, 2, 2.5, 3])).toEqual({ precision: 3 / 4, recall: 1, fMeasure: 6 / 7 });
  expect(onsetScores([1, 2, 3], [1, 3])).toEqual({ precision: 1, recall: 2 / 3, fMeasure: 4 / 5 });
});

test('the window is as wide as told', () => {
  expect(onsetScores([1, 2], [1.04, 2.04]).fMeasure).toBe(1);
  expect(onsetScores([1, 2], [1.04, 2.04], 0.025).fMeasure).toBe(0);
});

test('an estimate near two references serves one', () => {
  expect(onsetScores([1, 1.01], [1.005])).toEqual({ precision: 1, recall: 0.5, fMeasure: 2 / 3 });
});

test('nearest first would lose a pair; the matching does not', () => {
  // 1.06 is nearest to 1.05, which is the only one that 1 can have.
  expect(matchEvents([1, 1.06], [1.05, 1.1], 0.05)).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

const events = fc
  .array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 })
  .map((values) => values.sort((a, b) => a - b));

test('the matching is as large as an exhaustive search finds', () => {
  const largest = (references: number[], estimates: number[], reach: number): number => {
    const [first, ...rest] = references;
    if (first === undefined) return 0;
    let best = largest(rest, estimates, reach);
    estimates.forEach((estimate, i) => {
      if (Math.abs(estimate - first) <= reach)
        best = Math.max(best, 1 + largest(rest, estimates.toSpliced(i, 1), reach));
    });
    return best;
  };
  const few = events.map((values) =>
    values
      .slice(0, 6)
      .map((value) => value % 60)
      .sort((a, b) => a - b),
  );
  fc.assert(
    fc.property(few, few, (references, estimates) => {
      const pairs = matchEvents(references, estimates, 10);
      expect(pairs.length).toBe(largest(references, estimates, 10));
      for (const [r, e] of pairs) expect(Math.abs(references[r]! - estimates[e]!)).toBeLessThanOrEqual(10);
    }),
    { numRuns: 60 },
  );
});

test('exchanging the sides exchanges precision and recall', () => {
  fc.assert(
    fc.property(events, events, (a, b) => {
      const forth = onsetScores(a, b, 5);
      const back = onsetScores(b, a, 5);
      expect(back).toEqual({ precision: forth.recall, recall: forth.precision, fMeasure: forth.fMeasure });
    }),
  );
});
