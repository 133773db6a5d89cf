import { expect, test } from 'vitest';
import { melodyNotes } from '../../../bench/metrics/melody-notes.js';

const seconds = Array.from({ length: 300 }, (_, i) => i / 100);
const notes = [
  { onsetSeconds: 0.5, offsetSeconds: 1, midi: 69 },
  { onsetSeconds: 1.5, offsetSeconds: 2.5, midi: 57.5 },
];
const noteAt = (time: number) => notes.find((note) => time >= note.onsetSeconds && time < note.offsetSeconds);
const hertzOf = (midi: number) => 440 * 2 ** ((midi - 69) / 12);
/** The annotated pitch off by so many cents, NaN between notes. */
const sung = (cents: number) =>
  seconds.map((time) => (noteAt(time) ? hertzOf(noteAt(time)!.midi + cents / 100) : Number.NaN));

test('sung as written', () => {
  const result = melodyNotes(notes, seconds, sung(0));
  expect(result).toMatchObject({ within50: 1, within25: 1, voicingF: 1 });
  for (const error of result.errorsCents) expect(error).toBeCloseTo(0, 9);
});

test('sharp and flat by 24, 26, 49 and 51 cents', () => {
  for (const sign of [1, -1]) {
    const within = (cents: number) => melodyNotes(notes, seconds, sung(sign * cents));
    expect(within(24)).toMatchObject({ within25: 1, within50: 1 });
    expect(within(26)).toMatchObject({ within25: 0, within50: 1 });
    expect(within(49)).toMatchObject({ within25: 0, within50: 1 });
    expect(within(51)).toMatchObject({ within25: 0, within50: 0, voicingF: 1 });
    expect(within(40).errorsCents[1]).toBeCloseTo(sign * 40, 9);
  }
});

test('the median forgives a slide into the note', () => {
  const hertz = sung(0).map((value, i) => (i >= 50 && i < 70 ? value / 2 : value));
  expect(melodyNotes(notes, seconds, hertz).within25).toBe(1);
});

test('an unvoiced note is a miss, and halves what it should of the voicing', () => {
  const hertz = sung(0).map((value, i) => (i < 100 ? Number.NaN : value));
  const result = melodyNotes(notes, seconds, hertz);
  expect(result).toMatchObject({ within50: 0.5, within25: 0.5 });
  expect(result.errorsCents[0]).toBeNaN();
  // 100 of 150 frames inside notes are voiced, and none outside.
  expect(result.voicingF).toBeCloseTo((2 * 100) / (100 + 150), 12);
});

test('voiced throughout: 150 of 300 frames are inside', () => {
  const hertz = sung(0).map((value) => value || 300);
  expect(melodyNotes(notes, seconds, hertz).voicingF).toBeCloseTo((2 * 150) / (300 + 150), 12);
});

test('nothing heard, nothing annotated, neither, and notes past the end', () => {
  expect(melodyNotes(notes, [], [])).toMatchObject({ within50: 0, within25: 0, voicingF: Number.NaN });
  expect(
    melodyNotes(
      notes,
      seconds,
      seconds.map(() => Number.NaN),
    ),
  ).toMatchObject({ within50: 0, voicingF: 0 });
  expect(melodyNotes([], seconds, sung(0))).toMatchObject({ within50: Number.NaN, voicingF: 0 });
  const late = [{ onsetSeconds: 8, offsetSeconds: 9, midi: 60 }];
  expect(melodyNotes(late, seconds, sung(0))).toMatchObject({ within50: 0, errorsCents: [Number.NaN] });
});

test('a track whose times and frequencies do not pair is refused', () => {
  expect(() => melodyNotes(notes, [0, 1], [440])).toThrow('2 times for 1 frequencies');
});

test('errors in hertz are those in cents at the annotated pitch', () => {
  const { errorsCents, errorsHertz } = melodyNotes(
    [{ onsetSeconds: 0, offsetSeconds: 1, midi: 69 }],
    [0.2, 0.5, 0.8],
    [444, 445, 446],
  );
  expect(errorsHertz[0]).toBeCloseTo(5, 9);
  expect(errorsCents[0]).toBeCloseTo(1200 * Math.log2(445 / 440), 9);
});
