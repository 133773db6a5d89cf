import { expect, test } from 'vitest';
import type { AnalysedWindow } from '../../src/analysis/host.js';
import type { WindowOutput } from '../../src/analysis/stores.js';
import { createPortrait } from '../../src/features/track-portrait.js';

const series = (levels: readonly number[]): WindowOutput => ({
  shape: 'series',
  firstSeconds: 1.5,
  hopSeconds: 0.1,
  size: 1,
  count: levels.length,
  rows: Float32Array.from(levels),
});
const value = (...row: readonly number[]): WindowOutput => ({
  shape: 'value',
  row: Float64Array.from(row),
  missing: undefined,
});
const windowOf = (scope: AnalysedWindow['scope'], outputs: Record<string, WindowOutput>): AnalysedWindow => ({
  scope,
  startSeconds: 0,
  seconds: 30,
  outputs: new Map(Object.entries(outputs)),
});
const heardLevels = (levels: readonly number[], integrated: number) => {
  const portrait = createPortrait();
  portrait.hear(
    windowOf('track', {
      'dynamics.loudness/shortTerm': series(levels),
      'dynamics.loudness/integrated': value(integrated),
    }),
  );
  return portrait.drawn(0).loudness;
};

test('a long curve is thinned to means of equal stretches, each at the middle of its own', () => {
  const loudness = heardLevels(
    Array.from({ length: 1800 }, (_, i) => -20 + (i % 3)),
    -19,
  );
  if ('missing' in loudness) throw new Error(loudness.missing);
  expect(loudness.values).toEqual(Array.from({ length: 600 }, () => -19));
  expect(loudness.firstSeconds).toBeCloseTo(1.6, 12);
  expect(loudness.hopSeconds).toBeCloseTo(0.3, 12);
});

test('silence is a gap, and a recording that is too short has a reason', () => {
  expect(heardLevels([-20, NaN, -18.004], NaN)).toMatchObject({ integrated: null, values: [-20, null, -18] });
  expect(heardLevels([], NaN)).toEqual({ missing: 'shorter than 3 s' });
  expect(createPortrait().drawn(0)).toEqual({
    loudness: { missing: 'the recording was not heard to its end' },
    pitches: { missing: 'no excerpt was compared' },
  });
});

test('the pitch histogram is that of the excerpt which is asked for, in 240 bins', () => {
  const portrait = createPortrait();
  for (const cents of [4, 902]) {
    const histogram = new Float64Array(1200);
    histogram[cents] = 1;
    const degrees = new Float64Array(4 * 34).fill(NaN);
    [cents, 1, 0.9, 3].forEach((number, block) => {
      degrees[34 * block] = number;
    });
    portrait.hear(
      windowOf('excerpt', {
        'pitch.histogram/histogram': value(...histogram),
        'pitch.histogram/degrees': value(...degrees),
      }),
    );
  }
  const { pitches } = portrait.drawn(1);
  if ('missing' in pitches) throw new Error(pitches.missing);
  expect(pitches.shares).toHaveLength(240);
  expect(pitches.shares.indexOf(1)).toBe(180);
  expect(pitches.degrees).toEqual([{ cents: 902, share: 1, prominence: 0.9, spreadCents: 3 }]);
});
