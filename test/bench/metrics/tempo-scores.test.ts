import { expect, test } from 'vitest';
import { tempoAccuracy, tempoScores } from '../../../bench/metrics/tempo-scores.js';

const reference = { bpm: [60, 120], weight: 0.7 } as const;

test('each hit earns its weight', () => {
  expect(tempoScores(reference, [60, 120])).toEqual({ pScore: 1, oneCorrect: true, bothCorrect: true });
  expect(tempoScores(reference, [60, 90])).toEqual({ pScore: 0.7, oneCorrect: true, bothCorrect: false });
  expect(tempoScores(reference, [180, 120]).pScore).toBeCloseTo(0.3, 12);
  expect(tempoScores(reference, [90, 180])).toEqual({ pScore: 0, oneCorrect: false, bothCorrect: false });
});

test('a hit lies within 8 % of the reference, and there is none of a tempo that is not there', () => {
  expect(tempoScores(reference, [64.8, 300]).oneCorrect).toBe(true);
  expect(tempoScores(reference, [64.9, 300]).oneCorrect).toBe(false);
  expect(tempoScores({ bpm: [0, 120], weight: 0 }, [0, 120])).toEqual({
    pScore: 1,
    oneCorrect: true,
    bothCorrect: false,
  });
});

test('what is no tempo and no weight is refused', () => {
  expect(() => tempoScores({ bpm: [60, -120], weight: 0.5 }, [60, 120])).toThrow('-120 is no tempo');
  expect(() => tempoScores({ bpm: [60, 120], weight: 1.5 }, [60, 120])).toThrow('1.5 is no weight');
  expect(() => tempoScores(reference, [Number.NaN, 120])).toThrow('NaN is no tempo');
});

test('Acc1 takes the tempo itself, Acc2 octaves and thirds too, within 4 %', () => {
  expect(tempoAccuracy(100, 104)).toEqual({ acc1: true, acc2: true });
  expect(tempoAccuracy(100, 104.1)).toEqual({ acc1: false, acc2: false });
  for (const factor of [2, 3, 1 / 2, 1 / 3])
    expect(tempoAccuracy(100, 100 * factor), `× ${factor}`).toEqual({ acc1: false, acc2: true });
  expect(tempoAccuracy(100, 150)).toEqual({ acc1: false, acc2: false });
  expect(tempoAccuracy(100, Number.NaN)).toEqual({ acc1: false, acc2: false });
});
