import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dynamicsAnalysers } from '../../../src/analysers/dynamics/index.js';
import { levels } from '../../../src/analysers/dynamics/levels.js';
import { loudness } from '../../../src/analysers/dynamics/loudness.js';
import { runAnalysers } from '../run.js';
import { noise, rate, stereoSine, valueOf } from './signals.js';

const analysers = [levels, loudness];

function whole(channels: readonly Float32Array[]) {
  const [excerpt, track] = runAnalysers(analysers, channels, { extent: 'whole' }).windows;
  const integrated = valueOf(excerpt!, 'dynamics.loudness/integrated');
  const range = valueOf(excerpt!, 'dynamics.loudness/range');
  expect(valueOf(track!, 'dynamics.loudness/integrated')).toBe(integrated);
  expect(valueOf(track!, 'dynamics.loudness/range')).toBe(range);
  return { integrated, range };
}

test.each([
  ['1', -23, [[-23, 20]]],
  ['2', -33, [[-33, 20]]],
  [
    '3',
    -23,
    [
      [-36, 10],
      [-23, 60],
      [-36, 10],
    ],
  ],
  [
    '4',
    -23,
    [
      [-72, 10],
      [-36, 10],
      [-23, 60],
      [-36, 10],
      [-72, 10],
    ],
  ],
  [
    '5',
    -23,
    [
      [-26, 20],
      [-20, 20.1],
      [-26, 20],
    ],
  ],
] as const)('EBU Tech 3341 case %s: %d LUFS within 0.1 LU', (_case, target, parts) => {
  expect(Math.abs(whole(stereoSine(parts)).integrated - target)).toBeLessThan(0.1);
});

test.each([
  [
    '1',
    10,
    [
      [-20, 20],
      [-30, 20],
    ],
  ],
  [
    '2',
    5,
    [
      [-20, 20],
      [-15, 20],
    ],
  ],
  [
    '3',
    20,
    [
      [-40, 20],
      [-20, 20],
    ],
  ],
  [
    '4',
    15,
    [
      [-50, 20],
      [-35, 20],
      [-20, 20],
      [-35, 20],
      [-50, 20],
    ],
  ],
] as const)('EBU Tech 3342 case %s: %d LU within 1 LU', (_case, target, parts) => {
  expect(Math.abs(whole(stereoSine(parts)).range - target)).toBeLessThan(1);
});

test('a full-scale 997 Hz sine in one channel is -3.01 LUFS (BS.1770-4)', () => {
  const [sine] = stereoSine([[0, 20]], 997);
  expect(whole([sine!, new Float32Array(sine!.length)]).integrated).toBeCloseTo(-3.01, 2);
  expect(whole([sine!]).integrated).toBeCloseTo(-3.01, 2);
});

test('gain moves integrated loudness by as many LU, and loudness range not at all', () => {
  const sound = noise(12 * rate).map((sample, n) => sample * (0.02 + 0.3 * ((n % (4 * rate)) / (4 * rate))));
  const before = whole([sound]);
  fc.assert(
    fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (decibels) => {
      const after = whole([sound.map((sample) => sample * 10 ** (decibels / 20))]);
      expect(after.integrated - before.integrated).toBeCloseTo(decibels, 4);
      expect(after.range).toBeCloseTo(before.range, 4);
    }),
    { numRuns: 4 },
  );
});

test('a window inside a recording has the loudness of the same 30 s alone', () => {
  const sound = noise(60 * rate, 3).map((sample, n) => sample * 0.1 + (0.2 * n) / (60 * rate));
  const inside = runAnalysers(analysers, [sound]).windows[1]!;
  const alone = runAnalysers(analysers, [sound.subarray(30 * rate)]).windows[0]!;
  expect(valueOf(inside, 'dynamics.loudness/integrated')).toBe(valueOf(alone, 'dynamics.loudness/integrated'));
});

test('silence has no loudness, and says so', () => {
  const { rows, summary } = runAnalysers(dynamicsAnalysers, [new Float32Array(12 * rate)]);
  expect(summary.failures).toEqual([]);
  expect(rows[0]!.missing['dynamics.loudness/integrated.value']).toBe('nothing is louder than -70 LUFS');
  expect(rows[0]!.missing['dynamics.true-peak/peak.value']).toBe('digital silence');
  expect(Object.keys(rows[0]!.values)).toEqual([]);
});

test.each([
  ['3341-6 of EBU Tech 3341: 5.0', [-28, -28, -24, -30, -30], -23],
  ['5.1, whose low-frequency effects do not count', [-28, -28, -24, 0, -30, -30], -23],
  ['7.1, whose back pair weighs as the front', [-28, -28, -24, 0, -120, -120, -30, -30], -23],
])('%s', (_name, decibels, expected) => {
  const channels = decibels.map((level) => stereoSine([[level, 20]])[0]!);
  expect(Math.abs(whole(channels).integrated - expected)).toBeLessThan(0.1);
});
