import { judge, type Verdict } from '../../src/convergence/compare-sets.js';
import { narrowingError, type Pattern } from '../../src/convergence/pattern.js';
import type { RowSet } from '../../src/convergence/row-set.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { median } from '../../src/dsp/statistics.js';
import type { Effect } from './effects.js';

export type Simulated = {
  readonly repetitions: number;
  /** Share of repetitions in which the primary family found a narrowing. */
  readonly found: number;
  /** How often each name was given. */
  readonly patterns: Readonly<Partial<Record<Pattern, number>>>;
  /** Median minimum detectable shrinkage. */
  readonly detectable: number;
};

export type SimulationOptions = {
  readonly repetitions: number;
  readonly permutations: number;
  readonly seed: number;
};

/** Draws two sets, does something to the second, and asks what the comparison says of it; again and again. */
export function simulate(
  draw: (random: () => number) => readonly [RowSet, RowSet],
  effect: Effect,
  { repetitions, permutations, seed }: SimulationOptions,
): Simulated {
  const random = seededRandom(seed);
  const verdicts: Verdict[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const [a, b] = draw(random);
    verdicts.push(judge(a, effect(b, random), { permutations, seed: repetition }));
  }
  const patterns: Partial<Record<Pattern, number>> = {};
  for (const { pattern } of verdicts) patterns[pattern] = (patterns[pattern] ?? 0) + 1;
  return {
    repetitions,
    found: verdicts.filter(({ p }) => p <= narrowingError).length / repetitions,
    patterns,
    detectable: median(verdicts.map(({ detectableShrinkage }) => detectableShrinkage ?? NaN)),
  };
}
