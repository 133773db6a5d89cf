import { expect, test } from 'vitest';
import type { Analyser } from '../src/analysis/analyser.js';
import { defineAnalyser } from '../src/analysis/define-analyser.js';
import { contractViolations } from '../src/testing.js';

type Prepare = (out: { push(row: number): void }) => (samples: Float32Array, index: number) => void;

/** A stream analyser of 100 ms frames around what it does with each. */
function stream(prepare: Prepare): Analyser {
  return defineAnalyser({
    kind: 'stream',
    id: 'dynamics.specimen',
    aspect: 'dynamics',
    version: 1,
    about: 'A specimen.',
    references: [],
    parameters: {},
    frontEnd: { kind: 'samples', rate: 44100, channels: 'mono', frameSize: 4410, hopSize: 4410 },
    outputs: { level: { shape: 'series', unit: '', about: 'level', lookback: 0 } },
    features: [
      {
        of: 'level',
        statistic: 'median',
        title: 'Level',
        lower: 'softer',
        higher: 'louder',
        unit: '',
        range: [0, 1000],
        transform: 'identity',
        minimumSeconds: 0,
        formula: 'median_t level[t]',
        citation: 'test',
        scored: true,
      },
    ],
    prepare(_setup, _parameters, out) {
      const process = prepare(out.level);
      return { process: ({ index, channels }) => process(channels[0]!, index) };
    },
  });
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

const sound = stream((out) => (samples) => out.push(peakOf(samples)));

/** A window analyser of the sound specimen's levels. */
function windowed(analyse: (rows: Float32Array, set: (value: number) => void) => void): Analyser {
  return defineAnalyser({
    kind: 'window',
    id: 'dynamics.window-specimen',
    aspect: 'dynamics',
    version: 1,
    about: 'A specimen.',
    references: [],
    parameters: {},
    scopes: ['excerpt'],
    inputs: { level: { series: 'dynamics.specimen/level' } },
    outputs: { value: { shape: 'value', unit: '', about: 'value' } },
    features: [],
    analyse: ({ level }, _parameters, out) => analyse(level.rows, out.value.set),
  }) as Analyser;
}

test('a sound analyser breaks no law', () => {
  expect(contractViolations(sound)).toEqual([]);
  const mean = windowed((rows, set) => set(rows.reduce((sum, value) => sum + value, 0)));
  expect(contractViolations(mean, { inputs: [sound] })).toEqual([]);
});

let runs = 0;
const broken: readonly (readonly [fault: string, law: RegExp, analyser: Analyser])[] = [
  ['remembers earlier runs', /second run/, stream((out) => () => out.push(runs++ % 1000))],
  [
    'keeps the frame it was given',
    /keeps a reference/,
    stream((out) => {
      let before: Float32Array | undefined;
      return (samples) => {
        out.push(before === undefined ? 0 : peakOf(before));
        before = samples;
      };
    }),
  ],
  [
    'writes to its frame',
    /writes to what it was fed/,
    stream((out) => (samples) => {
      samples[0] = 0;
      out.push(peakOf(samples));
    }),
  ],
  [
    'leaves a row out on silence',
    /silence: it fails: 'level' has 0 rows after 1 frames/,
    stream((out) => (samples) => {
      if (peakOf(samples) > 0) out.push(peakOf(samples));
    }),
  ],
  [
    'divides by silence',
    /silence: 'dynamics.specimen\/level' is infinite/,
    stream((out) => (samples) => out.push(1 / peakOf(samples))),
  ],
  [
    'exceeds its range',
    /beyond full scale: .* outside its range/,
    stream((out) => (samples) => out.push(100 * peakOf(samples))),
  ],
  [
    'looks back without saying so',
    /declare the lookback/,
    stream((out) => {
      let before = 0;
      return (samples) => {
        out.push(before);
        before = peakOf(samples);
      };
    }),
  ],
  [
    'counts frames from the start of the recording',
    /declare the lookback/,
    stream((out) => (_samples, index) => out.push(index % 1000)),
  ],
];

test.each(broken)('an analyser that %s is caught', (_fault, law, analyser) => {
  expect(contractViolations(analyser).join('\n')).toMatch(law);
});

const brokenWindows: readonly (readonly [fault: string, law: RegExp, analyser: Analyser])[] = [
  [
    'throws on nothing',
    /nothing: it fails|one sample: it fails/,
    windowed((rows, set) => {
      if (rows.length === 0) throw new Error('empty');
      set(rows[0]!);
    }),
  ],
  [
    'forgets to say that a value is missing',
    /neither set nor missing/,
    windowed((rows, set) => {
      if (rows.length > 0) set(rows[0]!);
    }),
  ],
  ['sorts its input in place', /writes to what it was fed/, windowed((rows, set) => set(rows.sort()[0] ?? 0))],
];

test.each(brokenWindows)('a window analyser that %s is caught', (_fault, law, analyser) => {
  expect(contractViolations(analyser, { inputs: [sound] }).join('\n')).toMatch(law);
});

test('a descriptor that was not defined is caught', () => {
  expect(contractViolations({ ...sound })).toEqual(['the descriptor is not frozen: define it with defineAnalyser']);
  expect(contractViolations({ ...sound, version: 0.5 })[0]).toMatch(/version/);
});
