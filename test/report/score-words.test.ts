import { expect, test } from 'vitest';
import { percentileBar } from '../../src/report/charts/interval-bar.js';
import { toldOf, typical } from '../../src/report/score-words.js';
import type { Contribution } from '../../src/scoring/contributions.js';
import { supportedStep } from '../../src/scoring/resample.js';

test('the bar of a percentile is drawn of the numbers that are told, and its dot lies on it', () => {
  for (const [value, low, high] of [
    [41.7, 39.2, 43.9],
    [97.4, 78.3, 99.2],
    [37.2, 11.6, 60.9],
    [0, 0, 100],
    [50, 0.4, 99.7],
  ] as const) {
    const step = supportedStep(low, high);
    const told = toldOf({ value, low, high, step });
    expect(told.low).toBeLessThanOrEqual(Math.min(low, told.value));
    expect(told.high).toBeGreaterThanOrEqual(Math.max(high, told.value));
    const bar = percentileBar('Departure', { value, low, high, step });
    expect(bar).toContain(`${told.value} of 100, 95 % interval ${told.low}–${told.high}`);
    expect(bar).toContain(`x1="${told.low.toFixed(1)}%" x2="${told.high.toFixed(1)}%"`);
    expect(bar).toContain(`cx="${told.value.toFixed(1)}%"`);
  }
});

test('what makes a recording ordinary makes no more of its departure than features do on average', () => {
  const trait = (id: string, aspect: string, z: number, share: number) => ({ id, aspect, z, share }) as Contribution;
  const traits = [
    trait('far', 'timbre', 3, 0.7),
    trait('rare beside others', 'timbre', 0.01, 0.26),
    trait('near', 'timbre', 0.2, 0.01),
    trait('nearest', 'pitch', 0.1, 0.03),
  ];
  expect(typical(traits, traits.slice(0, 1)).map(({ id }) => id)).toEqual(['nearest', 'near']);
});
