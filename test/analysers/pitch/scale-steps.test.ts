import { expect, test } from 'vitest';
import { makams } from '../../../bench/temperament/makams.js';
import { analyse, labelOf, type Tone, tones, valueOf } from './tones.js';

/** Notes of half a second, three partials each. */
const played = (places: readonly number[], tonicHertz: number): readonly Tone[] =>
  places.map((cents, i) => ({
    hertz: tonicHertz * 2 ** (cents / 1200),
    from: i / 2,
    to: (i + 1) / 2,
    partials: 3,
  }));
/** Up and down the scale, coming back to the tonic after every note. */
const comingBack = (scale: readonly number[]) =>
  [...scale, 1200, ...scale.toReversed()].flatMap((place) => [0, place]).slice(0, 28);
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
  const { window, row } = analyse(tones(14, played(comingBack(scale), tonicHertz)));
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
  expect(row.values['pitch.scale-steps/centre.value']).toBeGreaterThan(0.8);
});

test('the scale is told in words', () => {
  const { window } = analyse(tones(14, played(comingBack([0, 200, 300, 500, 700, 800, 1000]), 440)));
  expect(labelOf(window, 'pitch.scale-steps/scale')).toMatch(
    /^on A( [+−]\d cents)?: 0 \d+ \d+ \d+ \d+ \d+ \d+; steps( \d+){7} cents$/,
  );
});

test('twelve notes of which none is dwelt upon have degrees and no tonic, and say why', () => {
  const run = Array.from({ length: 12 }, (_, i) => ({ hertz: 262 * 2 ** (i / 12), from: i, to: i + 1, partials: 3 }));
  const { window, row } = analyse(tones(12, run));
  expect(window.outputs.get('pitch.scale-steps/tonic')).toMatchObject({ missing: 'no tonal centre holds' });
  expect(window.outputs.get('pitch.scale-steps/steps')).toMatchObject({ missing: 'no tonal centre holds' });
  expect(labelOf(window, 'pitch.scale-steps/scale')).toBeUndefined();
  expect(row.values['pitch.scale-steps/centre.value']).toBeLessThan(0.5);
});

test('a short sound and silence have none, and say why', () => {
  const tonicOf = (samples: Float32Array) => analyse(samples).window.outputs.get('pitch.scale-steps/tonic');
  expect(tonicOf(tones(6, played(comingBack([0, 200, 400, 700, 900]), 262).slice(0, 12)))).toMatchObject({
    missing: 'too short to tell a tonal centre',
  });
  expect(tonicOf(new Float32Array(44100 * 12))).toMatchObject({ missing: 'nothing pitched sounds' });
});
