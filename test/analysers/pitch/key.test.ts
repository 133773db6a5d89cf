import { expect, test } from 'vitest';
import { pitchAnalysers } from '../../../src/analysers/pitch/index.js';
import { keyName, scoreKeys } from '../../../src/analysers/pitch/score-keys.js';
import { trackKeys } from '../../../src/analysers/pitch/track-keys.js';
import { registerFeatures } from '../../../src/features/registry.js';
import { analyse, cadence, labelOf, midiToHertz, tones } from './tones.js';

const tonics = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

test('a cadence is in its key, wherever it is transposed and however it is tuned', () => {
  for (const [transposition, cents] of [
    [0, 0],
    [1, 35],
    [5, -20],
    [10, 0],
  ] as const)
    expect(labelOf(analyse(cadence(transposition, cents)).window, 'pitch.key/key')).toBe(
      `${tonics[transposition]} major`,
    );
});

test('a minor cadence is in its minor key, and less major than a major one', () => {
  const chords = [
    [45, 60, 64, 69],
    [50, 62, 65, 69],
    [40, 59, 64, 68],
    [45, 60, 64, 69],
  ];
  const samples = tones(
    12,
    chords.flatMap((chord, i) =>
      chord.map((midi) => ({ hertz: midiToHertz(midi), from: 3 * i, to: 3 * i + 3, partials: 5, gain: 0.05 })),
    ),
  );
  const { window, row } = analyse(samples);
  expect(labelOf(window, 'pitch.key/key')).toBe('A minor');
  expect(row.values['pitch.key/majorness.value']!).toBeLessThan(0);
  expect(analyse(cadence(0)).row.values['pitch.key/majorness.value']!).toBeGreaterThan(0);
});

test('no semitone of transposition changes a scored feature much, and gain changes none', () => {
  const features = registerFeatures(pitchAnalysers).filter(({ scored }) => scored);
  const { values } = analyse(cadence(0)).row;
  const transposed = analyse(cadence(3)).row.values;
  const quieter = analyse(cadence(0).map((sample) => 0.5 * sample)).row.values;
  for (const { id, range } of features) {
    if (values[id] === undefined) continue;
    const width = Math.min(range[1], 10) - Math.max(range[0], -10);
    expect(Math.abs(transposed[id]! - values[id]!), `${id} transposed`).toBeLessThan(0.1 * width);
    expect(Math.abs(quieter[id]! - values[id]!), `${id} quieter`).toBeLessThan(1e-5 * width);
  }
});

test('a piece that moves to another key is heard to, and one that stays is not', () => {
  const keysOf = (samples: Float32Array) => {
    const { window, row } = analyse(samples);
    const given = window.outputs.get('pitch.key/keys')!;
    if (given.shape !== 'events') throw new Error(`keys are ${given.shape}`);
    const names = [...given.seconds].map((_, i) => keyName(given.rows[2 * i]! + 12 * given.rows[2 * i + 1]!));
    return { names, seconds: [...given.seconds], held: row.values['pitch.key/held.value'] };
  };
  const [home, away] = [cadence(0), cadence(4)];
  const both = new Float32Array(home.length + away.length);
  both.set(home);
  both.set(away, home.length);
  const moved = keysOf(both);
  expect(moved.names).toEqual(['C major', 'E major']);
  expect(Math.abs(moved.seconds[1]! - 10)).toBeLessThan(2.5);
  expect(moved.held!).toBeLessThan(0.7);
  expect(keysOf(home)).toEqual({ names: ['C major'], seconds: [0], held: 1 });
});

test('keys a fifth apart change when the evidence lasts, not for one stretch', () => {
  const scores = (key: number) => Array.from({ length: 24 }, (_, k) => (k === key ? 0.8 : k === 7 ? 0.6 : 0));
  const path = (keys: readonly number[]) => [...trackKeys(Float64Array.from(keys.flatMap(scores)), 2.5)];
  expect(path([0, 0, 0, 7, 0, 0, 0]).every((key) => key === 0)).toBe(true);
  expect(path([0, 0, 0, 0, 4, 4, 4, 4])).toEqual([0, 0, 0, 0, 4, 4, 4, 4]);
  expect(path([])).toEqual([]);
});

test('the key of a window is that of its profile, for all 24 keys', () => {
  const scores = new Float64Array(24);
  const major = [5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4];
  const minor = [5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4];
  for (let key = 0; key < 24; key++) {
    const profile = key < 12 ? major : minor;
    scoreKeys(
      profile.map((_, pc) => profile[(pc - (key % 12) + 12) % 12]!),
      0,
      scores,
    );
    expect(scores.indexOf(Math.max(...scores)), keyName(key)).toBe(key);
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
  }
  scoreKeys(new Float64Array(12).fill(1), 0, scores);
  expect(scores.every((score) => score === 0)).toBe(true);
});
