import { expect, test } from 'vitest';
import { strike } from '../../../bench/grooves/drum-kit.js';
import { analyse, cadence, midiToHertz, tones } from './tones.js';

const valuesOf = (samples: Float32Array) => analyse(samples).row.values;
const odd = 'pitch.harmonicity/oddToEven.median';
const inharmonicity = 'pitch.harmonicity/inharmonicity.median';
const partialsOf = (hertz: number, amplitude: (n: number) => number, stretch = 0) =>
  Array.from({ length: 10 }, (_, i) => ({
    hertz: hertz * (i + 1) * Math.sqrt(1 + stretch * (i + 1) ** 2),
    gain: 0.1 * amplitude(i + 1),
  })).filter(({ gain }) => gain > 0);

test('odd over even partials is what was added', () => {
  // 1 / n: (1/9 + 1/25 + 1/49 + 1/81) / (1/4 + 1/16 + 1/36 + 1/64 + 1/100)
  const expected = 10 * Math.log10((1 / 9 + 1 / 25 + 1 / 49 + 1 / 81) / (1 / 4 + 1 / 16 + 1 / 36 + 1 / 64 + 1 / 100));
  const full = valuesOf(
    tones(
      4,
      partialsOf(220, (n) => 1 / n),
    ),
  );
  expect(Math.abs(full[odd]! - expected)).toBeLessThan(0.1);
  expect(full[inharmonicity]!).toBeLessThan(0.1);
  expect(
    valuesOf(
      tones(
        4,
        partialsOf(220, (n) => (n % 2) / n),
      ),
    )[odd]!,
  ).toBeGreaterThan(40);
});

test('the inharmonicity of a stiff string is that of its formula', () => {
  const stiffness = 1e-4;
  const list = partialsOf(220, (n) => 1 / n, stiffness);
  const logs = list.map(({ hertz }, i) => 1200 * Math.log2(hertz / (220 * (i + 1))));
  const total = list.reduce((sum, { gain }) => sum + gain ** 2, 0);
  const centre = list.reduce((sum, { gain }, i) => sum + gain ** 2 * logs[i]!, 0) / total;
  const expected = list.reduce((sum, { gain }, i) => sum + gain ** 2 * Math.abs(logs[i]! - centre), 0) / total;
  expect(Math.abs(valuesOf(tones(4, list))[inharmonicity]! - expected)).toBeLessThan(0.05);
});

test('drums alone have no tuning, key, degrees or chords, and say so; with chords over them they have', () => {
  const drums = new Float32Array(12 * 44100);
  for (let beat = 0; beat < 46; beat++)
    strike(beat % 4 === 0 ? 'kick' : beat % 4 === 2 ? 'snare' : 'closedHat', 0.8, beat).forEach((sample, n) => {
      const at = Math.round(beat * 0.25 * 44100) + n;
      if (at < drums.length) drums[at]! += 0.4 * sample;
    });
  const { missing } = analyse(drums).row;
  for (const id of [
    'tuning/tuning',
    'key/gap',
    'histogram/entropy',
    'pitch-classes/transitionEntropy',
    'chords/vocabulary',
  ])
    expect(missing[`pitch.${id}.value`], id).toBe('nothing pitched stands out');
  expect(missing['pitch.chroma/entropy.median']).toBe('nothing pitched stands out');
  const band = analyse(cadence(0).map((sample, n) => sample + drums[n]!)).row;
  expect(band.missing['pitch.key/gap.value']).toBeUndefined();
  expect(Math.abs(band.values['pitch.tuning/tuning.value']!)).toBeLessThan(1);
});

test('tones without partials are pitched if they last', () => {
  const notes = [60, 62, 64, 65, 67, 69].map((midi, i) => ({ hertz: midiToHertz(midi), from: i / 2, to: (i + 1) / 2 }));
  expect(analyse(tones(3, notes)).row.missing['pitch.tuning/tuning.value']).toBeUndefined();
});
