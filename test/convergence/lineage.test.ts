import { expect, test } from 'vitest';
import { type Generations, lineageOf } from '../../src/convergence/lineage.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { normal } from '../profiles/synthetic.js';

const width = 10;

/** Three chains of normal originals; `made` says what generation g of an original is before the jitter. */
function chains(made: (original: number, g: number, direction: number) => number, generations = 10): Generations {
  const next = seededRandom(2);
  const z: number[] = [];
  const groups: string[] = [];
  const generation: number[] = [];
  for (let chain = 0; chain < 3; chain++) {
    const original = Array.from({ length: width }, () => normal(next));
    const direction = Array.from({ length: width }, () => normal(next));
    for (let g = 0; g < generations; g++) {
      for (let j = 0; j < width; j++) z.push(made(original[j]!, g, direction[j]!) + 0.1 * normal(next));
      groups.push(`chain ${chain}`);
      generation.push(g);
    }
  }
  return { set: { count: groups.length, width, z: Float64Array.from(z), groups }, generation };
}

test('chains that come nearer to one another shrink, at the rate at which they do', () => {
  const { course, spreadFactor, generations } = lineageOf(chains((original, g) => original * 0.85 ** g));
  expect(course).toBe('shrinking');
  expect(spreadFactor.value).toBeGreaterThan(0.82);
  expect(spreadFactor.value).toBeLessThan(0.9);
  expect(generations.map(({ generation }) => generation)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(generations[0]!.displacement).toBe(0);
});

test('chains that walk away from their originals drift, together or apart', () => {
  expect(lineageOf(chains((original, g, direction) => original + 0.2 * g * direction)).course).toBe('drifting');
  expect(lineageOf(chains((original, g) => original + 0.2 * g)).course).toBe('drifting');
});

test('copies of the originals stand still', () => {
  const { course, spreadFactor, chains: count } = lineageOf(chains((original) => original));
  expect(course).toBe('standing still');
  expect(spreadFactor.low).toBeLessThan(1);
  expect(spreadFactor.high).toBeGreaterThan(1);
  expect(count).toBe(3);
});

test('five generations are too few to say', () => {
  expect(() => lineageOf(chains((original) => original, 5))).toThrow(/3 chains of 5 generations/);
});
