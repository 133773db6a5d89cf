import { expect, test } from 'vitest';
import { lempelZivPhrases } from '../../src/dsp/lempel-ziv.js';

test('the phrases of the examples of Lempel and Ziv', () => {
  // 0 001 10 100 1000 101
  expect(lempelZivPhrases([...'0001101001000101'].map(Number))).toBe(6);
  expect(lempelZivPhrases([])).toBe(0);
  expect(lempelZivPhrases([7])).toBe(1);
  expect(lempelZivPhrases(new Uint8Array(50))).toBe(2);
});
