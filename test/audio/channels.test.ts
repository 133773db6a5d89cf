import { expect, test } from 'vitest';
import { foldChannels, speakersOf } from '../../src/audio/channels.js';

const half = Math.SQRT1_2;
const impulses = (count: number) =>
  Array.from({ length: count }, (_, channel) =>
    Float32Array.from({ length: count }, (_, i) => (i === channel ? 1 : 0)),
  );
const folded = (count: number) => foldChannels(impulses(count), speakersOf(count)).map((side) => [...side]);

test('mono and stereo stay as they are', () => {
  for (const count of [1, 2]) {
    const channels = impulses(count);
    expect(foldChannels(channels, speakersOf(count))).toBe(channels);
  }
});

test.each([
  ['left, right, centre', 3, [1, 0, half], [0, 1, half]],
  ['quadraphony', 4, [1, 0, half, 0], [0, 1, 0, half]],
  ['5.0', 5, [1, 0, half, half, 0], [0, 1, half, 0, half]],
  ['5.1, whose low-frequency effects are left out', 6, [1, 0, half, 0, half, 0], [0, 1, half, 0, 0, half]],
  ['6.1', 7, [1, 0, half, 0, 0.5, half, 0], [0, 1, half, 0, 0.5, 0, half]],
  ['7.1', 8, [1, 0, half, 0, half, 0, half, 0], [0, 1, half, 0, 0, half, 0, half]],
] as const)('%s', (_, count, left, right) => {
  expect(folded(count)).toEqual([left, right].map((side) => side.map(Math.fround)));
});

test('loudspeakers that are told come before custom', () => {
  const channels = impulses(3);
  expect(foldChannels(channels, ['C', 'L', 'R']).map((side) => [...side])).toEqual([
    [Math.fround(half), 1, 0],
    [Math.fround(half), 0, 1],
  ]);
});
