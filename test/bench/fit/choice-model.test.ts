import { expect, test } from 'vitest';
import { fitChoice, fitClasses } from '../../../bench/fit/choice-model.js';
import { minimise } from '../../../bench/fit/minimise.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';

test('the minimum of a stretched bowl is found', () => {
  const found = minimise((point, gradient) => {
    let value = 0;
    for (let i = 0; i < point.length; i++) {
      gradient[i] = 2 * 10 ** i * (point[i]! - i);
      value += 10 ** i * (point[i]! - i) ** 2;
    }
    return value;
  }, 4);
  Array.from(found).forEach((x, i) => expect(x).toBeCloseTo(i, 4));
});

test('two normal classes a distance d apart have log likelihood ratio d (x - d / 2), whatever their shares', () => {
  const random = seededRandom(2);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const labels = Uint8Array.from({ length: 20000 }, () => (random() < 0.2 ? 1 : 0));
  const rows = Array.from(labels, (label) => Float64Array.of(normal() + 2 * label));
  const [weights] = fitClasses([{ rows, labels }], 2, 0.1);
  expect(weights![0]).toBeCloseTo(2, 0);
  expect(weights![0]! * 1 + weights![1]!).toBeCloseTo(0, 0);
});

test('what is chosen three times in four is worth ln 3 more', () => {
  const choice = { alternatives: [Float64Array.of(1), Float64Array.of(0)], shares: [0.75, 0.25] };
  expect(
    fitChoice(
      Array.from({ length: 50 }, () => choice),
      1e-6,
    )[0],
  ).toBeCloseTo(Math.log(3), 3);
});
