import { expect, test } from 'vitest';
import { analyse, tones } from './tones.js';

const feature = (id: string, list: Parameters<typeof tones>[1]) => analyse(tones(2, list)).row.values[id]!;
const dissonance = (...hertz: number[]) =>
  feature(
    'pitch.consonance/dissonance.median',
    hertz.map((f) => ({ hertz: f, partials: 6 })),
  );
const predominance = (...hertz: number[]) =>
  feature(
    'pitch.consonance/predominance.median',
    hertz.map((f) => ({ hertz: f, partials: 6 })),
  );

test('an octave and a fifth are smoother than a tone, a tone than a semitone', () => {
  expect(dissonance(440, 880)).toBeLessThan(dissonance(440, 660));
  expect(dissonance(440, 660)).toBeLessThan(dissonance(440, 495));
  expect(dissonance(440, 495)).toBeLessThan(dissonance(440, 466));
});

test('two sines are as rough as the formula says', () => {
  const scale = 0.24 / (0.0207 * 1000 + 18.96);
  const expected = (Math.exp(-3.5 * scale * 40) - Math.exp(-5.75 * scale * 40)) / 2;
  expect(feature('pitch.consonance/dissonance.median', [{ hertz: 1000 }, { hertz: 1040 }])).toBeCloseTo(expected, 3);
});

test('one complex tone is explained by one pitch, a cluster is not', () => {
  expect(predominance(220)).toBeGreaterThan(0.97);
  expect(predominance(220, 277.18, 311.13, 392)).toBeLessThan(0.6);
});
