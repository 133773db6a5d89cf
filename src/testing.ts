import fc from 'fast-check';
import type { Analyser } from './analysis/analyser.js';
import { defineAnalyser } from './analysis/define-analyser.js';
import { type AnalysedWindow, createHost } from './analysis/host.js';
import type { WindowOutput } from './analysis/stores.js';
import { speakersOf } from './audio/channels.js';
import { seededRandom } from './dsp/seeded-random.js';
import { extractFeatures } from './features/extract-features.js';
import { registerFeatures } from './features/registry.js';
import { analysisRate, windowSeconds } from './frames/front-end.js';

export type ContractOptions = {
  /** The analysers whose outputs it takes, and those they take. */
  readonly inputs?: readonly Analyser[];
  /** Seed of the random block sizes and signals. */
  readonly seed?: number;
};

/**
 * Holds an analyser against the laws of the contract and says which it breaks, one sentence each; empty when it keeps them all.
 *
 * The laws: the descriptor is valid, frozen and survives JSON; the same numbers whatever the block sizes, on a second run,
 * and wherever in a recording its window lies; it neither keeps nor writes to what it was fed; a row for every frame, every
 * value set or missing with a reason, nothing infinite, every feature in its range; and all of that on nothing at all, one
 * sample, silence, DC, full-scale square waves, impulses, noise and samples that are not numbers, mono and stereo.
 */
export function contractViolations(analyser: Analyser, options: ContractOptions = {}): readonly string[] {
  const { inputs = [], seed = 1 } = options;
  const violations = new Set<string>();
  const blame = (law: string) => violations.add(law);

  for (const fault of descriptorFaults(analyser)) blame(fault);
  if (violations.size > 0) return [...violations];

  for (const [name, channels] of edgeSignals())
    for (const fault of edgeFaults(analyser, inputs, channels)) blame(`${name}: ${fault}`);

  const music = musicLike(4, seed);
  const once = run(analyser, inputs, [music]);
  if (!same(once, run(analyser, inputs, [music]), 0)) blame('a second run over the same samples gives other numbers');
  const blocks = fc.array(fc.integer({ min: 1, max: 50000 }), { minLength: 1, maxLength: 6 });
  const sizes = fc.check(
    fc.property(blocks, (lengths) => same(once, run(analyser, inputs, [music], lengths), 0)),
    { seed, numRuns: 4 },
  );
  if (sizes.failed) blame(`blocks of ${sizes.counterexample?.[0].join(', ')} samples give other numbers`);
  for (const fault of feedingFaults(analyser, inputs, music, once)) blame(fault);
  if (!positionFree(analyser, inputs, seed))
    blame(
      `a window inside a longer recording differs from the same ${windowSeconds} s alone: declare the lookback of its outputs`,
    );
  return [...violations];
}

function* descriptorFaults(analyser: Analyser): Generator<string> {
  try {
    defineAnalyser({ ...analyser } as never);
  } catch (error) {
    yield (error as Error).message;
  }
  if (!Object.isFrozen(analyser) || !Object.isFrozen(analyser.outputs))
    yield 'the descriptor is not frozen: define it with defineAnalyser';
  const { id, version, parameters, outputs, features } = analyser;
  const listed = { id, version, parameters, outputs, features };
  if (JSON.stringify(JSON.parse(JSON.stringify(listed))) !== JSON.stringify(listed))
    yield 'the descriptor does not survive JSON';
}

/** Nothing, next to nothing, and what no music is. */
function edgeSignals(): readonly (readonly [name: string, channels: readonly Float32Array[]])[] {
  const length = 1.3 * analysisRate;
  const make = (sample: (n: number) => number, count = length) =>
    Float32Array.from({ length: count }, (_, n) => sample(n));
  const square = make((n) => (n % 100 < 50 ? 1 : -1));
  const noise = musicLike(1.3, 7);
  return [
    ['nothing', [new Float32Array(0)]],
    ['one sample', [Float32Array.of(0.5)]],
    ['a tenth of a second', [noise.slice(0, 4410)]],
    ['silence', [new Float32Array(length)]],
    ['12 s of silence, stereo', [new Float32Array(12 * analysisRate), new Float32Array(12 * analysisRate)]],
    ['DC', [make(() => 0.5)]],
    ['a full-scale square wave', [square]],
    ['a square wave against its negative', [square, square.map((sample) => -sample)]],
    ['one impulse', [make((n) => (n === 30000 ? 1 : 0))]],
    ['sound in one channel only', [noise, new Float32Array(noise.length)]],
    [
      'samples that are not numbers',
      [noise.map((sample, n) => (n % 1000 === 0 ? NaN : n % 777 === 0 ? Infinity : sample))],
    ],
    ['samples beyond full scale', [noise.map((sample) => 100 * sample)]],
    ['the softest of noises', [noise.map((sample) => 1e-20 * sample)]],
  ];
}

function* edgeFaults(
  analyser: Analyser,
  inputs: readonly Analyser[],
  channels: readonly Float32Array[],
): Generator<string> {
  const windows: AnalysedWindow[] = [];
  const host = createHost({
    analysers: [...inputs, analyser],
    speakers: speakersOf(channels.length),
    onWindow: (window) => windows.push(window),
  });
  host.push(channels);
  for (const failure of host.finish().failures)
    if (failure.analyser === analyser.id) yield `it fails: ${failure.message}`;
  const registered = registerFeatures([analyser]);
  for (const window of windows) {
    for (const [name, output] of window.outputs)
      if (name.startsWith(`${analyser.id}/`)) yield* outputFaults(name, output);
    for (const [id, value] of Object.entries(extractFeatures([analyser], window).values)) {
      const [low, high] = registered.find((feature) => feature.id === id)!.range;
      if (value < low || value > high) yield `${id} is ${value}, outside its range ${low} to ${high}`;
    }
  }
}

function* outputFaults(name: string, output: WindowOutput): Generator<string> {
  if ('missing' in output && output.missing === 'not set') yield `'${name}' is neither set nor missing`;
  if (output.shape === 'label') return;
  const numbers = output.shape === 'value' ? output.row : output.rows;
  if (numbers.some((value) => value === Infinity || value === -Infinity)) yield `'${name}' is infinite`;
}

type Results = readonly (readonly [name: string, output: WindowOutput])[];

/** The analyser's own outputs over all windows, the samples pushed in blocks of the given lengths in turn. */
function run(
  analyser: Analyser,
  inputs: readonly Analyser[],
  channels: readonly Float32Array[],
  lengths: readonly number[] = [44100],
): Results {
  const results: (readonly [string, WindowOutput])[] = [];
  const host = createHost({
    analysers: [...inputs, analyser],
    speakers: speakersOf(channels.length),
    onWindow: ({ startSeconds, outputs }) => {
      for (const [name, output] of outputs)
        if (name.startsWith(`${analyser.id}/`)) results.push([`${startSeconds} ${name}`, output]);
    },
  });
  const total = channels[0]!.length;
  for (let from = 0, turn = 0; from < total; turn++) {
    const length = lengths[turn % lengths.length]!;
    host.push(channels.map((channel) => channel.subarray(from, from + length)));
    from += length;
  }
  host.finish();
  return results;
}

/** Feeds copies that are checked, and spoilt as soon as the analyser returns. */
function feedingFaults(
  analyser: Analyser,
  inputs: readonly Analyser[],
  music: Float32Array,
  expected: Results,
): readonly string[] {
  let written = false;
  function guarded<T>(fed: T, use: (copy: T) => void): void {
    const arrays: { copy: Float32Array | Float64Array; before: Float32Array | Float64Array }[] = [];
    const copy = copied(fed, arrays) as T;
    use(copy);
    for (const { copy: fedArray, before } of arrays) {
      if (!fedArray.every((value, i) => Object.is(value, before[i]))) written = true;
      fedArray.fill(NaN);
    }
  }
  const spoiling: Analyser =
    analyser.kind === 'stream'
      ? {
          ...analyser,
          prepare(setup, parameters, out) {
            const prepared = analyser.prepare(setup, parameters, out);
            return { process: (frame) => guarded(frame, (copy) => prepared.process(copy)) };
          },
        }
      : {
          ...analyser,
          analyse: (given, parameters, out, window) =>
            guarded(given, (copy) => analyser.analyse(copy, parameters, out, window)),
        };
  const faults: string[] = [];
  if (!same(expected, run(spoiling, inputs, [music]), 0)) faults.push('it keeps a reference to what it was fed');
  if (written) faults.push('it writes to what it was fed');
  return faults;
}

function copied(
  value: unknown,
  arrays: { copy: Float32Array | Float64Array; before: Float32Array | Float64Array }[],
): unknown {
  if (value instanceof Float32Array || value instanceof Float64Array) {
    const entry = { copy: value.slice(), before: value.slice() };
    arrays.push(entry);
    return entry.copy;
  }
  if (Array.isArray(value)) return value.map((item) => copied(item, arrays));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item, arrays)]));
}

/** A recursive filter's memory of what came before the window fades; what is left of it must be below one part in a thousand. */
function positionFree(analyser: Analyser, inputs: readonly Analyser[], seed: number): boolean {
  const forExcerpts =
    analyser.kind === 'window'
      ? analyser.scopes.includes('excerpt')
      : Object.values(analyser.outputs).some((output) => !('keep' in output && output.keep === 'track only'));
  if (!forExcerpts) return true;
  const before = musicLike(windowSeconds, seed + 1);
  const window = musicLike(11, seed);
  const whole = new Float32Array(before.length + window.length);
  whole.set(before);
  whole.set(window, before.length);
  const inside = run(analyser, inputs, [whole]).filter(([name]) => name.startsWith(`${windowSeconds} `));
  const alone = run(analyser, inputs, [window]).filter(([name]) => name.startsWith('0 '));
  const excerpt = alone.slice(0, inside.length); // the track's own outputs come after the excerpt's
  return inside.length > 0 && same(excerpt, inside, 1e-3);
}

/** Equal outputs in the same order; numbers within `tolerance` of the largest. */
function same(a: Results, b: Results, tolerance: number): boolean {
  return a.length === b.length && a.every(([, output], i) => sameOutput(output, b[i]![1], tolerance));
}

function sameOutput(a: WindowOutput, b: WindowOutput, tolerance: number): boolean {
  if (a.shape !== b.shape) return false;
  if (a.shape === 'label' || b.shape === 'label') return JSON.stringify(a) === JSON.stringify(b);
  const x = a.shape === 'value' ? a.row : a.rows;
  const y = b.shape === 'value' ? b.row : b.rows;
  if (x.length !== y.length) return false;
  let largest = 0;
  for (const value of x) if (Math.abs(value) > largest) largest = Math.abs(value);
  return x.every((value, i) => Object.is(value, y[i]) || Math.abs(value - y[i]!) <= tolerance * largest);
}

/** Decaying harmonic tones over a soft noise: something for every analyser to find. Seeded; peak below 1. */
function musicLike(seconds: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const samples = Float32Array.from({ length: Math.round(seconds * analysisRate) }, () => 0.01 * (random() - 0.5));
  for (let start = 0; start < samples.length; start += analysisRate / 4) {
    const hertz = 110 * 2 ** (Math.floor(random() * 24) / 12);
    for (let n = start; n < Math.min(samples.length, start + analysisRate / 4); n++) {
      const t = (n - start) / analysisRate;
      const phase = 2 * Math.PI * hertz * t;
      samples[n]! += 0.3 * Math.exp(-6 * t) * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(5 * phase));
    }
  }
  return samples;
}
