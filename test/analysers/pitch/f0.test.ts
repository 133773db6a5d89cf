import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { median } from '../../../src/dsp/statistics.js';
import { analyse, cadence, seriesOf, tones } from './tones.js';

const output = 'pitch.f0/f0';
const cents = (hertz: number, reference: number) => 1200 * Math.log2(hertz / reference);

test('sines and complex tones of 55 to 2000 Hz are themselves within a cent', () => {
  fc.assert(
    fc.property(
      fc.double({ min: Math.log(55), max: Math.log(2000), noNaN: true }),
      fc.constantFrom(1, 2, 8),
      (log, partials) => {
        const hertz = Math.exp(log);
        const rows = seriesOf(analyse(tones(1, [{ hertz, partials }])).window, output);
        expect(rows.length).toBe(100);
        for (const pitch of rows.subarray(10, 90)) expect(Math.abs(cents(pitch, hertz)), `${hertz} Hz`).toBeLessThan(1);
      },
    ),
    {
      numRuns: 12,
      examples: [
        [Math.log(55), 8],
        [Math.log(2000), 1],
        [Math.log(1999), 2],
      ],
    },
  );
});

test('a weak fundamental keeps its pitch; an absent one is not guessed, for a chord has a common period too', () => {
  const partials = (first: number) => [1, 3, 4, 5, 6].map((n) => ({ hertz: 150 * n, gain: n === 1 ? first : 0.05 }));
  expect(median(seriesOf(analyse(tones(2, partials(0.005))).window, output))).toBeCloseTo(150, 1);
  expect(median(seriesOf(analyse(tones(2, partials(0))).window, output))).toBeNaN();
});

test('a melody with rests is voiced where it sounds, and unvoiced where it does not', () => {
  const notes = [220, 247, 262, 330].map((hertz, i) => ({ hertz, from: i, to: i + 0.7, partials: 5 }));
  const rows = seriesOf(analyse(tones(4, notes)).window, output);
  notes.forEach(({ hertz, from }) => {
    for (const pitch of rows.subarray(100 * from + 5, 100 * from + 65))
      expect(Math.abs(cents(pitch, hertz))).toBeLessThan(5);
    expect(rows.subarray(100 * from + 76, 100 * from + 94).every(Number.isNaN)).toBe(true);
  });
});

test('vibrato of 4 to 8 Hz and 10 to 100 cents either way is recovered within 5 %', () => {
  for (const [rateHz, extent] of [
    [4, 100],
    [5.5, 50],
    [6.3, 10],
    [8, 100],
    [8, 30],
  ] as const) {
    const { values } = analyse(sung(6, rateHz, extent)).row;
    expect(Math.abs(values['pitch.melody/vibratoRate.value']! / rateHz - 1), `${rateHz} Hz ${extent}`).toBeLessThan(
      0.05,
    );
    expect(Math.abs(values['pitch.melody/vibratoExtent.value']! / extent - 1), `${rateHz} Hz ${extent}`).toBeLessThan(
      0.05,
    );
    expect(values['pitch.melody/vibratoCoverage.value']!).toBeGreaterThan(0.95);
  }
});

test('a straight tone has no vibrato, a slow slide is a glide', () => {
  const straight = analyse(tones(6, [{ hertz: 330, partials: 4 }])).row;
  expect(straight.values['pitch.melody/vibratoCoverage.value']).toBe(0);
  expect(straight.missing['pitch.melody/vibratoRate.value']).toBe('no vibrato');
  expect(straight.values['pitch.melody/glideShare.value']).toBe(0);
  expect(analyse(slide(6, 600)).row.values['pitch.melody/glideShare.value']!).toBeGreaterThan(0.8);
});

test('range is that of the notes', () => {
  const notes = [220, 440].map((hertz, i) => ({ hertz, from: 3 * i, to: 3 * i + 3, partials: 4 }));
  expect(analyse(tones(6, notes)).row.values['pitch.melody/range.value']!).toBeCloseTo(12, 1);
});

test('chords and noise are missing rather than guessed, and less clear than a tone', () => {
  const random = seededRandom(7);
  const noise = Float32Array.from({ length: 6 * 44100 }, () => 0.2 * (random() - 0.5));
  const clarity = 'pitch.f0/periodicity.median';
  const tone = analyse(tones(6, [{ hertz: 220, partials: 6 }])).row.values[clarity]!;
  for (const samples of [noise, cadence(0)]) {
    const { row, window } = analyse(samples);
    expect(row.missing['pitch.f0/voicedShare.value']).toBe('no single line stands out');
    expect(row.missing['pitch.melody/range.value']).toBe('no single line stands out');
    expect(seriesOf(window, output).every(Number.isNaN)).toBe(true);
    expect(row.values[clarity]!).toBeLessThan(tone);
  }
});

/** 330 Hz with five partials and a sinusoidal vibrato. */
function sung(seconds: number, rateHz: number, extentCents: number): Float32Array {
  return gliding(seconds, (t) => extentCents * Math.sin(2 * Math.PI * rateHz * t));
}

/** Up and down again by `centsPerSecond`, a second each way. */
function slide(seconds: number, centsPerSecond: number): Float32Array {
  return gliding(seconds, (t) => centsPerSecond * Math.abs((t % 2) - 1));
}

function gliding(seconds: number, centsAt: (seconds: number) => number): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: seconds * 44100 }, (_, n) => {
    phase += (2 * Math.PI * 330 * 2 ** (centsAt(n / 44100) / 1200)) / 44100;
    let sum = 0;
    for (let partial = 1; partial <= 5; partial++) sum += Math.sin(partial * phase) / partial;
    return 0.1 * sum;
  });
}
