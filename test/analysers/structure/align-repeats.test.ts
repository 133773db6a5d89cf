import { expect, test } from 'vitest';
import { alignRepeats } from '../../../src/analysers/structure/align-repeats.js';
import type { SelfSimilarity } from '../../../src/analysers/structure/self-similarity.js';

/** Frames of what each letter is: those of one letter are alike in order, all others as any two. */
function likenessOf(form: string, length: number): SelfSimilarity {
  const count = form.length * length;
  const values = new Float32Array(count * count).fill(0.14);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++)
      if (i % length === j % length && form[Math.floor(i / length)] === form[Math.floor(j / length)])
        values[i * count + j] = 0.6;
  return { count, values };
}

test('a section that repeats another begins where they run side by side, and what follows it where that followed', () => {
  expect(alignRepeats(likenessOf('AAB', 20), [0, 23, 37, 60], 8)).toEqual([0, 20, 40, 60]);
  expect(alignRepeats(likenessOf('AABA', 20), [0, 16, 41, 65, 80], 8)).toEqual([0, 20, 40, 60, 80]);
});

test('what repeats nothing, or lies farther off, stays where it was', () => {
  expect(alignRepeats(likenessOf('ABC', 20), [0, 23, 37, 60], 8)).toEqual([0, 23, 37, 60]);
  expect(alignRepeats(likenessOf('AB', 40), [0, 29, 80], 8)).toEqual([0, 29, 80]);
});

test('no section is squeezed', () => {
  const bounds = alignRepeats(likenessOf('AAAA', 10), [0, 9, 18, 31, 40], 8);
  for (const [i, bound] of bounds.slice(1).entries()) expect(bound - bounds[i]!).toBeGreaterThanOrEqual(8);
});
