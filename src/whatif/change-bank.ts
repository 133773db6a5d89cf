import { createResampler } from '../dsp/resampler.js';
import { type Hit, jittered, swung, tightened } from './groove-changes.js';
import { moveOnsets } from './move-onsets.js';
import type { Renderer, Stage } from './stage.js';

/** A recording's excerpt, and what a change may need of it. */
export type Excerpted = {
  readonly channels: readonly Float32Array[];
  readonly rate: number;
  /** Empty where onsets keep to no grid. */
  readonly hits: readonly Hit[];
};

/** A change that a producer could make, in steps of its unit. */
export type Change = {
  readonly id: string;
  readonly title: string;
  readonly unit: 'dB' | 'ms' | '%' | 'cents';
  /** Both ways where there are two. */
  readonly amounts: readonly number[];
  /** Why it cannot be made of this excerpt. */
  readonly impossible?: (excerpt: Excerpted) => string | undefined;
  readonly apply: (excerpt: Excerpted, amount: number, render: Renderer) => Promise<readonly Float32Array[]>;
};

/** Small enough to be one decision at a desk, large enough to be heard. */
export const changeBank: readonly Change[] = [
  {
    id: 'tilt',
    title: 'Tilt about 800 Hz',
    unit: 'dB',
    amounts: [-3, 3],
    apply: filtered((decibels) => [shelf('lowshelf', 800, -decibels / 2), shelf('highshelf', 800, decibels / 2)]),
  },
  {
    id: 'presence',
    title: 'Presence at 4 kHz',
    unit: 'dB',
    amounts: [-3, 3],
    apply: filtered((decibels) => [{ kind: 'filter', shape: 'peaking', frequencyHz: 4000, decibels, quality: 0.7 }]),
  },
  {
    id: 'low-end',
    title: 'Low end below 100 Hz',
    unit: 'dB',
    amounts: [-3, 3],
    apply: filtered((decibels) => [shelf('lowshelf', 100, decibels)]),
  },
  {
    id: 'width',
    title: 'Width (level of the sides)',
    unit: 'dB',
    amounts: [-3, 3],
    impossible: ({ channels }) => (channels.length === 2 ? undefined : 'the recording is not stereo'),
    apply: async ({ channels }, decibels) => widened(channels, 10 ** (decibels / 20)),
  },
  {
    id: 'limiting',
    title: 'Limiting, below the highest peak',
    unit: 'dB',
    amounts: [6],
    apply: async ({ channels, rate }, decibels, render) => {
      const peak = 20 * Math.log10(Math.max(1e-6, ...channels.map(highestOf)));
      return render(channels, rate, [{ kind: 'compressor', thresholdDecibels: peak - decibels, ...limiter }]);
    },
  },
  {
    id: 'groove-jitter',
    title: 'Groove loosened',
    unit: 'ms',
    amounts: [10],
    impossible: withoutGrid,
    apply: async ({ channels, rate, hits }, amount) => moveOnsets(channels, rate, jittered(hits, amount)),
  },
  {
    id: 'groove-tightening',
    title: 'Groove quantised',
    unit: '%',
    amounts: [100],
    impossible: withoutGrid,
    apply: async ({ channels, rate, hits }, amount) => moveOnsets(channels, rate, tightened(hits, amount / 100)),
  },
  {
    id: 'swing',
    title: 'Quavers between the beats later',
    unit: 'ms',
    amounts: [-15, 15],
    impossible: (excerpt) =>
      withoutGrid(excerpt) ??
      (excerpt.hits.some(({ sixteenth }) => sixteenth % 4 === 3) ? undefined : 'nothing is heard between the beats'),
    apply: async ({ channels, rate, hits }, amount) => moveOnsets(channels, rate, swung(hits, amount)),
  },
  {
    id: 'tuning',
    title: 'Tuning (varispeed)',
    unit: 'cents',
    amounts: [-25, 25],
    apply: async ({ channels, rate }, cents) => faster(channels, rate, 2 ** (cents / 1200)),
  },
];

const limiter = { kneeDecibels: 0, ratio: 20, attackSeconds: 0.001, releaseSeconds: 0.1 };

function filtered(stagesOf: (decibels: number) => readonly Stage[]): Change['apply'] {
  return ({ channels, rate }, decibels, render) => render(channels, rate, stagesOf(decibels));
}

function shelf(shape: 'lowshelf' | 'highshelf', frequencyHz: number, decibels: number): Stage {
  return { kind: 'filter', shape, frequencyHz, decibels, quality: 1 };
}

function withoutGrid({ hits }: Excerpted): string | undefined {
  return hits.length > 0 ? undefined : 'its onsets keep to no grid';
}

function highestOf(samples: Float32Array): number {
  return samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
}

/** The middle as it is, the sides by a factor. */
function widened([left, right]: readonly Float32Array[], factor: number): Float32Array[] {
  const side = left!.map((sample, n) => (factor * (sample - right![n]!)) / 2);
  return [
    left!.map((sample, n) => (sample + right![n]!) / 2 + side[n]!),
    right!.map((sample, n) => (sample + left![n]!) / 2 - side[n]!),
  ];
}

/** Played faster, and so higher and shorter, by a factor. */
function faster(channels: readonly Float32Array[], rate: number, factor: number): Float32Array[] {
  const resampler = createResampler(Math.round(rate * factor), rate, channels.length);
  const [body, rest] = [resampler.push(channels), resampler.flush()].map((block) =>
    block.map((channel) => channel.slice()),
  );
  return body!.map((channel, c) => {
    const whole = new Float32Array(channel.length + rest![c]!.length);
    whole.set(channel);
    whole.set(rest![c]!, channel.length);
    return whole;
  });
}
