import { expect, test } from 'vitest';
import { hearScales } from '../../bench/tasks/temperament.js';

test('rendered scales are heard in their temperament, and none but one of twelve steps is called so', async () => {
  const scored = await hearScales(2);
  expect(scored).toHaveLength(12);
  expect(scored.filter(({ heard, meant }) => heard === meant).length).toBeGreaterThanOrEqual(11);
  for (const { heard, meant, marginBits } of scored) {
    if (heard === meant) expect(marginBits).toBeGreaterThan(1.66);
    if (meant !== '12 equal steps') expect(heard).not.toBe('12 equal steps');
  }
  const errors = scored.flatMap(({ errorsCents }) => errorsCents);
  expect(errors.filter((error) => error <= 5).length / errors.length).toBeGreaterThan(0.98);
});
