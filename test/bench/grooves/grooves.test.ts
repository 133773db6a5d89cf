import { expect, test } from 'vitest';
import { quantised, ramped, swingPattern } from '../../../bench/grooves/alter-groove.js';
import { deviationFromClick, type Groove, type Stroke } from '../../../bench/grooves/groove.js';
import { renderGroove } from '../../../bench/grooves/render-groove.js';
import { trueDeviations } from '../../../bench/grooves/true-deviations.js';

const strokes: Stroke[] = Array.from({ length: 64 }, (_, k) => ({
  seconds: 0.25 + 0.125 * k + 0.004 * ((k * 7) % 5),
  drum: k % 8 === 0 ? 'kick' : 'closedHat',
  velocity: 0.7,
}));
const groove: Groove = { name: 'a', drummer: 'b', style: 'c', bpm: 120, startSeconds: 0.25, strokes };

test('quantised by a share, a stroke keeps the rest of its distance from the click', () => {
  const half = quantised(groove, 0.5);
  half.strokes.forEach(({ seconds }, k) =>
    expect(deviationFromClick(groove, seconds)).toBeCloseTo(0.002 * ((k * 7) % 5), 9),
  );
  for (const { seconds } of quantised(groove, 1).strokes) expect(deviationFromClick(groove, seconds)).toBeCloseTo(0, 9);
});

test('on a ramp of 1 % a minute the tempo after a minute is 1 % higher', () => {
  const clicks = { ...groove, strokes: [60, 60.5].map((u) => ({ ...strokes[0]!, seconds: 0.25 + u })) };
  const [first, second] = ramped(clicks, 1).strokes.map(({ seconds }) => seconds);
  expect(0.5 / (second! - first!)).toBeCloseTo(1 + (0.01 * (first! - 0.25)) / 60, 3);
});

test('what was played is told from the click, less the mean and a line', () => {
  const truth = trueDeviations(groove);
  expect(truth).toHaveLength(64);
  const late = truth.map(({ milliseconds }) => milliseconds!);
  expect(late.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(0, 6);
  // 0, 8, 16, 4, 12 ms in turn
  expect(late[1]! - late[0]!).toBeCloseTo(8, 0);
  expect(late[2]! - late[3]!).toBeCloseTo(12, 0);
});

test('the second quaver of a swing pattern comes at its share of the beat', () => {
  const pattern = swingPattern(120, 0.6, 10, 0, 1);
  const places = pattern.strokes.map(({ seconds }) => ((seconds - 0.25) / 0.5) % 1);
  for (const place of places) expect(Math.min(place, Math.abs(place - 0.6), 1 - place)).toBeLessThan(1e-6);
});

test('equal grooves sound equal, an attack begins with its stroke, and a bed has the level asked for', () => {
  const alone = renderGroove(groove, 4);
  expect(renderGroove(groove, 4)).toEqual(alone);
  const first = Math.round(0.25 * 44100);
  expect(alone.subarray(0, first).every((sample) => sample === 0)).toBe(true);
  expect(alone.subarray(first, first + 50).some((sample) => sample !== 0)).toBe(true);
  const power = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);
  const quiet = { ...groove, strokes: strokes.slice(0, 1) };
  const under = renderGroove(quiet, 4, { kind: 'noise', decibels: 0 });
  // one stroke and as much noise: half of the power lies outside the stroke
  expect(power(under.subarray(2 * 44100)) / power(under)).toBeGreaterThan(0.2);
});
