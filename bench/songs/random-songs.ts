import { seededRandom } from '../../src/dsp/seeded-random.js';
import { composeSection, joined, type Section, type SectionPlan, type Voice } from './compose-section.js';
import { renderSection } from './render-section.js';

const bands: readonly (readonly Voice[])[] = [
  ['bass', 'keys', 'mallet'],
  ['bass', 'string'],
  ['keys', 'string'],
  ['bass', 'keys'],
  ['mallet', 'string', 'bass', 'keys'],
  ['bass', 'mallet'],
  [],
];
const humanMilliseconds = 3;
const humanDecibels = 2;

export type LoopPair = {
  readonly name: string;
  /** The loop pasted sample for sample, and its notes played as often with 3 ms and 2 dB of looseness. */
  readonly pasted: Float32Array;
  readonly played: Float32Array;
};

/** A loop of 1, 2 or 4 bars of other notes, instruments and tempo for each seed, 8 times (what is short, 16 or 24 times). */
export function loopPair(seed: number): LoopPair {
  const random = seededRandom(1000 + seed);
  const bars = [1, 2, 4][seed % 3]!;
  const bpm = 75 + 70 * random();
  const voices = bands[seed % bands.length]!;
  const drumming = voices.length === 0 ? 0.7 : seed % 4 === 3 ? 0 : 0.5;
  const loop = composeSection({ bars, period: bars, tonic: 48 + below(12, random), voices, drumming }, random);
  const times = [24, 16, 8][seed % 3]!;
  const beatSeconds = 60 / bpm;
  // the second time round holds the tail of the first, as every later one would
  const twice = renderSection(joined([loop, loop]), beatSeconds);
  const length = Math.floor(twice.length / 2);
  const pasted = new Float32Array(times * length);
  for (let turn = 0; turn < times; turn++) pasted.set(twice.subarray(length, 2 * length), turn * length);
  const played = renderSection(joined(Array.from({ length: times }, () => loop)), beatSeconds, loosely(random));
  const name = `${times} x ${bars} bars, ${bpm.toFixed(0)} BPM, ${[...voices, ...(drumming > 0 ? ['drums'] : [])].join(' ')}`;
  return { name, pasted, played };
}

/** 12 bars that go through 4 again and again, of other chords, instruments and tempo for each seed; every other one with drums. */
export function randomSection(seed: number): { readonly section: Section; readonly beatSeconds: number } {
  const random = seededRandom(4000 + seed);
  const beatSeconds = 60 / (80 + 60 * random());
  const voices = bands[seed % (bands.length - 1)]!;
  const tonic = 48 + below(12, random);
  const drumming = (Math.floor(seed / (bands.length - 1)) % 2) * 0.5;
  return { section: composeSection({ bars: 12, period: 4, tonic, voices, drumming }, random), beatSeconds };
}

export type Song = {
  readonly name: string;
  readonly samples: Float32Array;
  /** Where sections give way to one another, and how many bars each has. */
  readonly boundaries: readonly number[];
};

/**
 * AABA, each section played anew with 3 ms and 2 dB of looseness. `periodic` sections go through 2 or 4 bars again and
 * again; the others have chords and a melody of their own in every bar. A third of the songs changes neither instruments
 * nor key in B.
 */
export function aabaSong(seed: number, { periodic }: { readonly periodic: boolean }): Song {
  const random = seededRandom(2000 + seed);
  const bpm = 80 + 60 * random();
  const bars = 8;
  const period = periodic ? [2, 4][seed % 2]! : bars;
  const alike = seed % 3 === 0;
  const melodic = bands.length - 1;
  const first = seed % melodic;
  const tonic = 48 + below(12, random);
  const plan: SectionPlan = { bars, period, tonic, voices: bands[first]!, drumming: 0.5 };
  const other: SectionPlan = alike
    ? plan
    : {
        ...plan,
        voices: bands[(first + 1 + below(melodic - 1, random)) % melodic]!,
        tonic: tonic + [0, 5, 7, 9][below(4, random)]!,
        drumming: 0.7,
      };
  const [a, b]: [Section, Section] = [composeSection(plan, random), composeSection(other, random)];
  const beatSeconds = 60 / bpm;
  const samples = renderSection(joined([a, a, b, a]), beatSeconds, loosely(random));
  return {
    name: `${bpm.toFixed(0)} BPM, period ${period} bars, B ${alike ? 'alike' : 'other'}`,
    samples,
    boundaries: [1, 2, 3].map((section) => section * a.beats * beatSeconds),
  };
}

function loosely(random: () => number) {
  return { milliseconds: humanMilliseconds, decibels: humanDecibels, random };
}

function below(count: number, random: () => number): number {
  return Math.floor(random() * count);
}
