import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { standardDeviation } from '../../../src/dsp/statistics.js';
import { analyseLine, type SungLine, sungLine } from './sung-line.js';
import { cadence } from './tones.js';

const noteSeconds = 0.5;

/** 30 s of notes of an equal temperament of `steps`, each `offset` cents off. */
function melody(steps: number, offset: (note: number) => number, seed = 1) {
  const random = seededRandom(seed);
  return Array.from({ length: 60 }, (_, note) => ({
    cents: (1200 / steps) * Math.floor(8 * random()) + offset(note),
    seconds: noteSeconds,
  }));
}

function heard(line: SungLine) {
  const { row, window } = analyseLine(sungLine(line));
  const value = (name: string) => row.values[`pitch.intonation/${name}.value`]!;
  const notes = window.outputs.get('pitch.intonation/notes')!;
  if (notes.shape !== 'events') throw new Error('notes are events');
  return { drift: value('drift'), spread: value('spread'), bias: value('bias'), notes };
}

/** Gaussian numbers of exactly this mean and standard deviation. */
function gaussian(deviation: number, seed: number): readonly number[] {
  const random = seededRandom(seed);
  const raw = Array.from(
    { length: 60 },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
  const mean = raw.reduce((sum, x) => sum + x, 0) / raw.length;
  const sd = standardDeviation(raw);
  return raw.map((x) => ((x - mean) / sd) * deviation);
}

test.each([5, 7, 12, 14])(
  'whatever the temperament, a true line of %i equal steps has no spread, bias or drift',
  (steps) => {
    const { drift, spread, bias, notes } = heard({ notes: melody(steps, () => 0) });
    expect(notes.seconds.length).toBe(60);
    expect(Math.abs(spread)).toBeLessThan(0.5);
    expect(Math.abs(bias)).toBeLessThan(0.5);
    expect(Math.abs(drift)).toBeLessThan(0.5);
  },
);

test('notes have their pitch, middle and length', () => {
  const { notes } = heard({ notes: melody(7, () => 0), hertz: 440 });
  const truth = melody(7, () => 0);
  for (let i = 0; i < 60; i++) {
    expect(Math.abs(notes.rows[2 * i]! - truth[i]!.cents), `note ${i}`).toBeLessThan(1);
    expect(Math.abs(notes.rows[2 * i + 1]! - 0.9 * noteSeconds), `note ${i}`).toBeLessThan(0.06);
    expect(Math.abs(notes.seconds[i]! - noteSeconds * (i + 0.45)), `note ${i}`).toBeLessThan(0.03);
  }
});

test.each([8, 25])(
  'a spread of %i cents about seven equal degrees is recovered, by the mean of four lines within 10 %',
  (deviation) => {
    const spreads = [1, 2, 3, 4].map((seed) => {
      const offsets = gaussian(deviation, seed);
      return heard({ notes: melody(7, (note) => offsets[note]!, seed) }).spread;
    });
    const mean = spreads.reduce((sum, x) => sum + x, 0) / spreads.length;
    // 60 notes less 8 degrees tell a standard deviation to 10 %, four lines to 5 %
    expect(Math.abs(mean / deviation - 1), spreads.join(' ')).toBeLessThan(0.1);
  },
);

test.each([20, -20, 60])('a drift of %i cents a minute is recovered within 2, and is no spread', (drift) => {
  const line = heard({ notes: melody(7, () => 0), driftCentsPerMinute: drift });
  expect(Math.abs(line.drift - drift)).toBeLessThan(2);
  expect(line.spread).toBeLessThan(0.5);
});

test('where notes scatter by 30 cents no drift is told', () => {
  const offsets = gaussian(30, 5);
  const { row } = analyseLine(sungLine({ notes: melody(7, (note) => offsets[note]!, 5), driftCentsPerMinute: 20 }));
  expect(row.missing['pitch.intonation/drift.value']).toContain('too loosely');
});

test('vibrato is neither spread nor drift', () => {
  const { drift, spread } = heard({ notes: melody(7, () => 0), vibrato: { rateHz: 5.5, extentCents: 60 } });
  expect(spread).toBeLessThan(1);
  expect(Math.abs(drift)).toBeLessThan(1);
});

test('where every fourth note is 40 cents flat, the bias says so', () => {
  const { bias } = heard({ notes: melody(7, (note) => (note % 4 === 3 ? -40 : 0)) });
  expect(Math.abs(bias + 10)).toBeLessThan(3);
});

test('gain, polarity and transposition change nothing', () => {
  const offsets = gaussian(12, 9);
  const notes = melody(7, (note) => offsets[note]!);
  const line = heard({ notes });
  const moved = heard({ notes, hertz: 220 * 2 ** (5 / 12) });
  expect(Math.abs(moved.spread - line.spread)).toBeLessThan(0.5);
  expect(Math.abs(moved.bias - line.bias)).toBeLessThan(0.5);
  expect(Math.abs(moved.drift - line.drift)).toBeLessThan(2);
  const samples = sungLine({ notes });
  for (const gain of [0.05, -1]) {
    const { row } = analyseLine(samples.map((x) => gain * x));
    expect(row.values['pitch.intonation/spread.value']!).toBeCloseTo(line.spread, 2);
    expect(row.values['pitch.intonation/drift.value']!).toBeCloseTo(line.drift, 1);
  }
});

test('chords have none, and say why; so has a line of too few notes', () => {
  expect(analyseLine(cadence(0)).row.missing['pitch.intonation/spread.value']).toBe('no single line stands out');
  const few = analyseLine(sungLine({ notes: [0, 200, 400, 500].map((cents) => ({ cents, seconds: 2 })) }));
  expect(few.row.missing['pitch.intonation/spread.value']).toBe('too few steady notes');
});
