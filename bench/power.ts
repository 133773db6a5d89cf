import { type Course, lineageOf } from '../src/convergence/lineage.js';
import type { Pattern } from '../src/convergence/pattern.js';
import { seededRandom } from '../src/dsp/seeded-random.js';
import { embeddedProfiles } from '../src/profiles/embedded/index.js';
import { blendRows } from './convergence/blend-rows.js';
import { drawSets, splitArtists } from './convergence/draw-sets.js';
import { copyOriginals, type Effect, flatten, leave, move, shrink } from './convergence/effects.js';
import { genreRows, profilesOfFolder } from './convergence/genre-rows.js';
import { makeChains } from './convergence/make-chains.js';
import { type Simulated, simulate } from './convergence/simulate.js';
import { shareInterval } from './metrics/share-interval.js';
import { intervalCell, table } from './table.js';

/**
 * `npm run power [-- FOLDER]`: what convergence finds in simulations from the rows of real excerpts, those of the
 * embedded profiles or of a folder laid out as ../shared/data/music is. The last line is JSON. It takes half an hour.
 */
const [folder] = process.argv.slice(2);
const { rows } = genreRows(folder === undefined ? embeddedProfiles : await profilesOfFolder(folder));
const print = (text: string) => void process.stdout.write(`${text}\n`);
const metrics: Record<string, number> = {};

const n = 40;
const repetitions = 200;
const effects: readonly [name: string, effect: Effect, right: Pattern][] = [
  ['nothing', leave, 'no evidence'],
  ['shrunk to .8', shrink(0.8), 'shrinkage'],
  ['shrunk to .7', shrink(0.7), 'shrinkage'],
  ['shrunk to .6', shrink(0.6), 'shrinkage'],
  ['8 originals, jitter .3 SD', copyOriginals(8, 0.3), 'mode collapse'],
  ['components beyond 6 halved', flatten(6, 0.5), 'rank collapse'],
  ['moved by .5', move(0.5), 'shift'],
];
const drawForty = (random: () => number) => drawSets(rows, n, random);

print(`${rows.length} rows by ${new Set(rows.map(({ artist }) => artist)).size} artists. ${n} v ${n}, as many of each`);
print(
  `genre, no artist on both sides; ${repetitions} repetitions of 999 permutations. Shares with 95 % intervals (Wilson).\n`,
);
const judged = effects.map(([name, effect, right]) => {
  const simulated = simulate(drawForty, effect, { repetitions, permutations: 999, seed: 1 });
  metrics[`found, ${name}`] = simulated.found;
  metrics[`named, ${name}`] = shareNamed(simulated, right);
  return [name, shareCell(simulated.found, repetitions), right, cellNamed(simulated, right), others(simulated, right)];
});
print(table(['B', 'narrowing found', 'right name', 'so named', 'otherwise'], judged));

const split = simulate((random) => splitArtists(rows, random), leave, { repetitions, permutations: 199, seed: 2 });
metrics['no evidence, artists split'] = shareNamed(split, 'no evidence');
print(`\nAll rows, artists split at random: no evidence in ${cellNamed(split, 'no evidence')}\n`);

print(
  'Lineage: 3 chains of 10 generations from real rows of a genre, 200 simulations each; jitter .3, or .6, z a generation.\n',
);
const courses: readonly Course[] = ['shrinking', 'drifting', 'standing still'];
const told = courses.map((course) => {
  const shares = [0.3, 0.6].map((jitter) => {
    const random = seededRandom(5);
    let right = 0;
    for (let k = 0; k < repetitions; k++) {
      const made = makeChains(rows, course, { chains: 3, generations: 10, factor: 0.9, step: 0.2, jitter }, random);
      if (lineageOf(made, k).course === course) right++;
    }
    metrics[`${course}, jitter ${jitter}`] = right / repetitions;
    return shareCell(right / repetitions, repetitions);
  });
  return [course, ...shares];
});
print(table(['chains', 'told, jitter .3', 'told, jitter .6'], told));

const sizes = [20, 40, 60, 80, 100, 200, 500];
const mostReal = 100;
print(
  'Power by n (tracks a side); beyond 100 of made-up artists, blended of real ones. Smallest detectable: the factor',
);
print('that the comparison quotes by itself, median over repetitions without effect, and the power found at it.\n');
const byCount = sizes.map((size) => {
  const [runs, permutations] = size <= mostReal ? [100, 199] : size <= 200 ? [40, 99] : [20, 99];
  const options = { repetitions: runs, permutations, seed: 3 };
  const random = seededRandom(4);
  const source = size > mostReal ? blendRows(rows, size, random) : rows;
  const run = (effect: Effect) => simulate((draw) => drawSets(source, size, draw), effect, options);
  const nothing = run(leave);
  const { detectable } = nothing;
  metrics[`detectable, n = ${size}`] = detectable;
  const shares = [shrink(0.95), shrink(0.9), shrink(0.8), shrink(0.7), copyOriginals(8, 0.3), flatten(6, 0.5)].map(
    (effect) => run(effect).found.toFixed(2),
  );
  const atDetectable = run(shrink(detectable)).found;
  return [`${size}`, `${runs}`, nothing.found.toFixed(3), ...shares, detectable.toFixed(2), atDetectable.toFixed(2)];
});
print(
  table(
    ['n', 'runs', 'false', '× .95', '× .9', '× .8', '× .7', '8 originals', 'rank', 'detectable', 'power there'],
    byCount,
  ),
);
print(JSON.stringify(metrics));

function shareCell(share: number, count: number): string {
  return intervalCell(shareInterval(share * count, count));
}

/** Of the repetitions in which anything was found; of all of them where nothing is to be found. */
function shareNamed({ patterns, repetitions: count }: Simulated, right: Pattern): number {
  const named = patterns[right] ?? 0;
  return named / detections({ patterns, repetitions: count }, right);
}

function detections({ patterns, repetitions: count }: Pick<Simulated, 'patterns' | 'repetitions'>, right: Pattern) {
  return right === 'no evidence' ? count : count - (patterns['no evidence'] ?? 0);
}

function cellNamed(simulated: Simulated, right: Pattern): string {
  const count = detections(simulated, right);
  return shareCell(shareNamed(simulated, right), count);
}

function others({ patterns }: Simulated, right: Pattern): string {
  return Object.entries(patterns)
    .filter(([name]) => name !== right)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
