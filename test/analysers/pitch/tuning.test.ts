import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, cadence, midiToHertz, tones } from './tones.js';

const tuningOf = (samples: Float32Array) => {
  const { values } = analyse(samples).row;
  return { cents: values['pitch.tuning/tuning.value']!, temperedness: values['pitch.tuning/temperedness.value']! };
};

test('a detuned scale of sines is found within a cent, and lies wholly on its grid', () => {
  fc.assert(
    fc.property(fc.integer({ min: -48, max: 48 }), (cents) => {
      const scale = [57, 59, 61, 62, 64, 66, 68, 69];
      const samples = tones(
        4,
        scale.map((midi, i) => ({ hertz: midiToHertz(midi + cents / 100), from: i / 2, to: (i + 1) / 2 })),
      );
      const found = tuningOf(samples);
      expect(Math.abs(found.cents - cents)).toBeLessThan(1);
      expect(found.temperedness).toBeGreaterThan(0.95);
    }),
    { numRuns: 6 },
  );
});

test('the partials of complex tones, some far from any semitone, do not pull the tuning', () => {
  for (const cents of [-30, 12]) expect(Math.abs(tuningOf(cadence(0, cents)).cents - cents)).toBeLessThan(1);
});

test('tones spread evenly over a semitone have no temperedness to speak of', () => {
  const list = Array.from({ length: 10 }, (_, i) => ({ hertz: midiToHertz(60 + 2.1 * i) }));
  expect(tuningOf(tones(3, list)).temperedness).toBeLessThan(0.15);
});

test('silence has no tuning, and says why', () => {
  expect(analyse(new Float32Array(44100 * 3)).row.missing['pitch.tuning/tuning.value']).toBe('nothing pitched sounds');
});
