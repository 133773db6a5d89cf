import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { melodyScores } from '../../../bench/metrics/melody-scores.js';

const trackOf = (hertz: readonly number[], hopSeconds = 0.01) => ({
  seconds: hertz.map((_, i) => i * hopSeconds),
  hertz,
});
const reference = trackOf([0, 220, 220, 440, 440, 440, 0, 0, 330, 330]);
const map = (change: (hertz: number) => number) => trackOf(reference.hertz.map(change));
const sharp = (cents: number) =>
  melodyScores(
    reference,
    map((hertz) => hertz * 2 ** (cents / 1200)),
  );

describe('melodyScores, closed forms', () => {
  test('the reference itself', () => {
    expect(melodyScores(reference, reference)).toEqual({
      voicingRecall: 1,
      voicingFalseAlarm: 0,
      rawPitchAccuracy: 1,
      rawChromaAccuracy: 1,
      overallAccuracy: 1,
    });
  });

  test('nothing heard, whether by 0, by NaN, or by no frame', () => {
    for (const silent of [map(() => 0), map(() => Number.NaN), { seconds: [], hertz: [] }])
      expect(melodyScores(reference, silent)).toEqual({
        voicingRecall: 0,
        voicingFalseAlarm: 0,
        rawPitchAccuracy: 0,
        rawChromaAccuracy: 0,
        overallAccuracy: 0.3,
      });
  });

  test('an octave off keeps the chroma', () => {
    expect(
      melodyScores(
        reference,
        map((hertz) => 2 * hertz),
      ),
    ).toMatchObject({
      voicingRecall: 1,
      rawPitchAccuracy: 0,
      rawChromaAccuracy: 1,
      overallAccuracy: 0.3,
    });
  });

  test('49 cents are right, 51 wrong', () => {
    expect(sharp(49).rawPitchAccuracy).toBe(1);
    expect(sharp(-51).rawPitchAccuracy).toBe(0);
    expect(sharp(1151).rawChromaAccuracy).toBe(1);
  });

  test('a guess in an unvoiced frame counts for pitch, not for voicing', () => {
    expect(
      melodyScores(
        reference,
        map((hertz) => -hertz),
      ),
    ).toMatchObject({
      voicingRecall: 0,
      rawPitchAccuracy: 1,
      overallAccuracy: 0.3,
    });
  });

  test('voiced throughout raises false alarms alone', () => {
    expect(
      melodyScores(
        reference,
        map((hertz) => hertz || 100),
      ),
    ).toMatchObject({
      voicingRecall: 1,
      voicingFalseAlarm: 1,
      rawPitchAccuracy: 1,
      overallAccuracy: 0.7,
    });
  });

  test('references with no voiced frame, with no unvoiced one, and with none', () => {
    expect(melodyScores(trackOf([0, 0]), trackOf([0, 0]))).toMatchObject({
      voicingRecall: 1,
      rawPitchAccuracy: 0,
      overallAccuracy: 1,
    });
    expect(melodyScores(trackOf([9, 9]), trackOf([9, 9]))).toMatchObject({ voicingFalseAlarm: 0, overallAccuracy: 1 });
    expect(melodyScores(trackOf([]), trackOf([9]))).toMatchObject({ voicingRecall: 0, overallAccuracy: 0 });
  });
});

test('another frame rate: pitch is interpolated in cents between frames, voicing taken from the frame before', () => {
  const glide = {
    seconds: [0, 0.25, 0.5, 0.75, 1],
    hertz: [100, 2 ** 0.25 * 100, 2 ** 0.5 * 100, 2 ** 0.75 * 100, 200],
  };
  expect(melodyScores(glide, { seconds: [0, 1], hertz: [100, 200] }, 0.001).rawPitchAccuracy).toBe(1);
  // Unvoiced from .5 s on; the pitch of the frame before is held up to there.
  const half = melodyScores(trackOf([100, 100, 100, 100], 0.25), { seconds: [0, 0.5], hertz: [100, 0] });
  expect(half).toMatchObject({ voicingRecall: 0.5, rawPitchAccuracy: 0.5 });
});

test('times that differ by rounding are the same times', () => {
  const later = { seconds: reference.seconds.map((time) => time * (1 + 5e-6)), hertz: reference.hertz };
  expect(melodyScores(reference, later)).toMatchObject({ voicingRecall: 1, overallAccuracy: 1 });
  const muchLater = { seconds: reference.seconds.map((time) => time * (1 + 5e-3)), hertz: reference.hertz };
  expect(melodyScores(reference, muchLater).overallAccuracy).toBeLessThan(1);
});

test('a track that starts late or ends early is held to the edge', () => {
  const long = trackOf([100, 100, 100, 100, 100, 100], 0.1);
  expect(melodyScores(long, { seconds: [0.15, 0.3], hertz: [100, 100] }).voicingRecall).toBeCloseTo(5 / 6, 12);
});

test('times that do not ascend, or are too few, are refused', () => {
  for (const seconds of [
    [0, 0.2, 0.1],
    [0, 0.1],
    [-1, 0, 1],
    [0, Number.NaN, 1],
  ])
    expect(() => melodyScores(reference, { seconds, hertz: [1, 1, 1] })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
});

test('chroma is never harder than pitch, and every score lies in 0 to 1', () => {
  const pitch = fc.oneof(fc.constant(0), fc.double({ min: -800, max: 800, noNaN: true }));
  fc.assert(
    fc.property(fc.array(pitch, { maxLength: 40 }), fc.array(pitch, { maxLength: 40 }), (a, b) => {
      const scores = melodyScores(trackOf(a), trackOf(b, 0.013));
      expect(scores.rawChromaAccuracy).toBeGreaterThanOrEqual(scores.rawPitchAccuracy);
      for (const [name, score] of Object.entries(scores)) {
        expect(score, name).toBeGreaterThanOrEqual(0);
        expect(score, name).toBeLessThanOrEqual(1);
      }
    }),
  );
});
