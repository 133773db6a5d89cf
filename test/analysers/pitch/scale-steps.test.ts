import { expect, test } from 'vitest';
import { makams } from '../../../bench/temperament/makams.js';
import { analyse, cadence, labelOf, type Tone, tones, valueOf } from './tones.js';

/** Notes of half a second, three partials each. */
const played = (places: readonly number[], tonicHertz: number): readonly Tone[] =>
  places.map((cents, i) => ({
    hertz: tonicHertz * 2 ** (cents / 1200),
    from: i / 2,
    to: (i + 1) / 2,
    partials: 3,
  }));
/** Up and down the scale, coming back to the fifth degree after every note and ending on the tonic, a second before the end. */
const comingHome = (scale: readonly number[]) => [
  ...[...scale, 1200, ...scale.toReversed()].flatMap((place) => [scale[4]!, place]).slice(0, 25),
  0,
];
const lineSeconds = 14.1;
const defined = (row: Float64Array) => [...row].filter((cents) => !Number.isNaN(cents));

const scales = {
  'twelve equal, major': [0, 200, 400, 500, 700, 900, 1100],
  'twenty-four equal, bayati': [0, 150, 300, 500, 700, 800, 1000],
  'seven equal': Array.from({ length: 7 }, (_, i) => (1200 * i) / 7),
  'makam rast': makams.rast,
  'makam hüzzam': makams.huzzam,
};

test.each(Object.entries(scales))('%s: tonic, degrees and steps are found within 5 cents', (_name, scale) => {
  const tonicHertz = 311.7;
  const { window } = analyse(tones(lineSeconds, played(comingHome(scale), tonicHertz)));
  const [tonic] = valueOf(window, 'pitch.scale-steps/tonic');
  expect(Math.abs(tonic! - (2100 + 1200 * Math.log2(tonicHertz / 880)))).toBeLessThan(5);
  const degrees = defined(valueOf(window, 'pitch.scale-steps/degrees'));
  const steps = defined(valueOf(window, 'pitch.scale-steps/steps'));
  expect(degrees).toHaveLength(scale.length);
  scale.forEach((place, i) => {
    expect(Math.abs(degrees[i]! - place)).toBeLessThan(5);
    expect(Math.abs(steps[i]! - ((scale[i + 1] ?? 1200) - place))).toBeLessThan(5);
  });
  expect(steps.reduce((sum, step) => sum + step, 0)).toBeCloseTo(1200, 6);
});

const natural = [0, 200, 300, 500, 700, 800, 1000];

test('the scale is told in words', () => {
  const { window } = analyse(tones(lineSeconds, played(comingHome(natural), 440)));
  expect(labelOf(window, 'pitch.scale-steps/scale')).toMatch(
    /^on A( [+−]\d cents)?: 0 \d+ \d+ \d+ \d+ \d+ \d+; steps( \d+){7} cents$/,
  );
});

test('a line that goes on to the end has no tonic, however much it dwells upon a note, but degrees above that', () => {
  const { window } = analyse(tones(13, played(comingHome(natural), 440)));
  expect(window.outputs.get('pitch.scale-steps/tonic')).toMatchObject({
    missing: 'a single line, and no ending is heard',
  });
  expect(labelOf(window, 'pitch.scale-steps/scale')).toMatch(/^tonic undecided; above E/);
  expect(defined(valueOf(window, 'pitch.scale-steps/degrees'))).toHaveLength(natural.length);
});

test('chords have the tonic that they dwell upon and that their key has', () => {
  const { window, row } = analyse(Float32Array.from([...cadence(3), ...cadence(3)]));
  expect(Math.abs(valueOf(window, 'pitch.scale-steps/tonic')[0]! - 300)).toBeLessThan(5);
  expect(row.values['pitch.scale-steps/centre.value']).toBeGreaterThan(0.5);
});

test('chords of which none is dwelt upon, or too few, have none, and say why', () => {
  const tonicOf = (samples: Float32Array) => analyse(samples).window.outputs.get('pitch.scale-steps/tonic');
  const wandering = Array.from({ length: 24 }, (_, i) =>
    [0, 4, 7].map((step) => ({
      hertz: 262 * 2 ** ((((5 * i) % 12) + step) / 12),
      from: i,
      to: i + 1,
      partials: 3,
    })),
  );
  expect(tonicOf(tones(24, wandering.flat()))).toMatchObject({ missing: 'no tonal centre holds' });
  expect(tonicOf(cadence(3))).toMatchObject({ missing: 'too short to tell a tonal centre' });
});

test('silence has none, and says why', () => {
  const { window } = analyse(new Float32Array(44100 * 12));
  expect(window.outputs.get('pitch.scale-steps/tonic')).toMatchObject({ missing: 'nothing pitched sounds' });
});
