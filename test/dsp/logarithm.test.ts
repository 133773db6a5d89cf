import { expect, test } from 'vitest';
import { logarithmOfBits } from '../../src/dsp/logarithm.js';

test('the logarithm of every kind of normal float32 number is that of the library, to the last places', () => {
  const numbers = new Float32Array(1);
  const words = new Uint32Array(numbers.buffer);
  let worst = 0;
  // a step that is prime to the mantissa visits all exponents and, over them, all places
  for (let word = 0x00800000; word < 0x7f800000; word += 99991) {
    words[0] = word;
    const exact = Math.log(numbers[0]!);
    worst = Math.max(worst, Math.abs(logarithmOfBits(word) - exact) / Math.max(1, Math.abs(exact)));
  }
  expect(worst).toBeLessThan(4 * Number.EPSILON);
});
