import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createResampler } from '../../../src/dsp/resampler.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { median } from '../../../src/dsp/statistics.js';
import { analyseLine, sungLine } from './sung-line.js';
import { analyse, cadence, seriesOf, tones } from './tones.js';

const output = 'pitch.f0/f0';
const cents = (hertz: number, reference: number) => 1200 * Math.log2(hertz / reference);

const series = (from: number, to: number, gain = (n: number) => 1 / n) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ partial: from + i, gain: gain(from + i) }));
/** Partials and their magnitudes, up to how high a fundamental they give a pitch. */
const kinds = {
  sine: { partials: series(1, 1), highestHz: 2000 },
  'few harmonics': { partials: series(1, 3), highestHz: 2000 },
  'many harmonics': { partials: series(1, 30), highestHz: 2000 },
  'all alike': { partials: series(1, 20, () => 0.3), highestHz: 2000 },
  rising: { partials: series(1, 8, (n) => n / 8), highestHz: 2000 },
  'odd harmonics only': { partials: series(1, 15).filter(({ partial }) => partial % 2 === 1), highestHz: 2000 },
  // the seventh harmonic must lie below 5.5 kHz; ears find no missing fundamental above 800 Hz either (Ritsma 1962)
  'missing fundamental': { partials: series(2, 12), highestHz: 780 },
  'missing first two': { partials: series(3, 14), highestHz: 780 },
} as const;
const complexTone = (kind: keyof typeof kinds, hertz: number, rate = 44100) =>
  kinds[kind].partials
    .filter(({ partial }) => partial * hertz < 0.45 * rate)
    .map(({ partial, gain }) => ({ hertz: partial * hertz, gain: 0.1 * gain }));

test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
  'tones of 55 to 2000 Hz are themselves within a cent: %s',
  (kind) => {
    const { highestHz } = kinds[kind];
    const within = (hertz: number) => {
      const rows = seriesOf(analyseLine(tones(0.5, complexTone(kind, hertz))).window, output);
      expect(rows.length).toBe(50);
      for (const pitch of rows.subarray(8, 42)) expect(Math.abs(cents(pitch, hertz)), `${hertz} Hz`).toBeLessThan(1);
    };
    within(55);
    within(highestHz);
    fc.assert(
      fc.property(fc.double({ min: Math.log(55), max: Math.log(highestHz), noNaN: true }), (log) =>
        within(Math.exp(log)),
      ),
      {
        numRuns: 10,
        seed: 4,
      },
    );
  },
);

test.each([22050, 48000])('a tone recorded at %i Hz is itself within a cent', (rate) => {
  for (const hertz of [55, 61.7, 123, 440, 987, 2000]) {
    const recorded = Float32Array.from({ length: rate / 2 }, (_, n) =>
      [1, 2, 3, 4, 5].reduce(
        (sum, partial) =>
          partial * hertz < 0.45 * rate
            ? sum + (0.1 / partial) * Math.sin((2 * Math.PI * partial * hertz * n) / rate)
            : sum,
        0,
      ),
    );
    const rows = seriesOf(analyseLine(resampled(recorded, rate, 44100)).window, output);
    for (const pitch of rows.subarray(8, 42)) expect(Math.abs(cents(pitch, hertz)), `${hertz} Hz`).toBeLessThan(1);
  }
});

test('a weak fundamental keeps its pitch; the common period of a chord is none, though no fundamental sounds there', () => {
  const chord = (first: number) => [1, 3, 4, 5, 6].map((n) => ({ hertz: 150 * n, gain: n === 1 ? first : 0.05 }));
  expect(median(seriesOf(analyse(tones(2, chord(0.005))).window, output))).toBeCloseTo(150, 1);
  expect(median(seriesOf(analyse(tones(2, chord(0))).window, output))).toBeNaN();
  const just = [4, 5, 6].map((n) => ({ hertz: 65 * n, partials: 8, gain: 0.05 }));
  expect(median(seriesOf(analyse(tones(2, just)).window, output))).toBeNaN();
});

test('confidence is what noise leaves of the autocorrelation: c / (1 - c) is the harmonics-to-noise ratio', () => {
  const random = seededRandom(3);
  const tone = tones(6, [{ hertz: 220 }]);
  const confidenceAt = (noiseDecibels: number) => {
    // the noise as the analyser hears it: its weights keep .5 of the band's 5.5 kHz, times .85, of 22.05
    const variance = (0.005 * 10 ** (noiseDecibels / 10)) / ((0.85 * 0.5 * 5512.5) / 22050);
    const amplitude = Math.sqrt(12 * variance);
    return median(
      seriesOf(analyseLine(tone.map((x) => x + amplitude * (random() - 0.5))).window, 'pitch.f0/confidence'),
    );
  };
  const weight = Math.cos((Math.PI * 220) / (2 * 0.85 * 5512.5)) ** 2;
  for (const decibels of [-20, -15]) {
    const ratio = weight / 10 ** (decibels / 10);
    expect(confidenceAt(decibels) / (ratio / (1 + ratio)), `${decibels} dB`).toBeCloseTo(1, 2);
  }
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

test('gain, polarity and leading silence change nothing; a transposed line is transposed', () => {
  const melody = [0, 400, 700, 500, 200].map((cents) => ({ cents, seconds: 0.4 }));
  const rows = seriesOf(analyseLine(sungLine({ notes: melody })).window, output);
  const samples = sungLine({ notes: melody });
  for (const gain of [0.01, -1, 3])
    seriesOf(analyseLine(samples.map((x) => gain * x)).window, output).forEach((pitch, i) => {
      if (Number.isNaN(rows[i]!)) expect(pitch).toBeNaN();
      else expect(Math.abs(cents(pitch, rows[i]!))).toBeLessThan(0.01);
    });
  const late = new Float32Array(44100 + samples.length);
  late.set(samples, 44100);
  const lateRows = seriesOf(analyseLine(late).window, output);
  for (let i = 5; i < rows.length; i++)
    if (!Number.isNaN(rows[i]!) && !Number.isNaN(lateRows[i + 100]!))
      expect(Math.abs(cents(lateRows[i + 100]!, rows[i]!)), `row ${i}`).toBeLessThan(1);
  fc.assert(
    fc.property(fc.integer({ min: -14, max: 24 }), (semitones) => {
      const moved = seriesOf(
        analyseLine(sungLine({ notes: melody, hertz: 220 * 2 ** (semitones / 12) })).window,
        output,
      );
      expect(Math.abs(cents(median(moved), median(rows)) - 100 * semitones), `${semitones}`).toBeLessThan(1);
    }),
    { numRuns: 8, seed: 1 },
  );
});

/** A recording at `from` Hz as it comes to the analysers. */
function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  const resampler = createResampler(from, to, 1);
  const [first, rest] = [resampler.push([samples])[0]!, resampler.flush()[0]!];
  const all = new Float32Array(first.length + rest.length);
  all.set(first);
  all.set(rest, first.length);
  return all;
}
