import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levels } from '../../../src/analysers/dynamics/levels.js';
import { arrangement } from '../../../src/analysers/structure/arrangement.js';
import { barsBetween } from '../../../src/analysers/structure/bars-between.js';
import { segmentTrack } from '../../../src/analysers/structure/segment-track.js';
import { textureFrames } from '../../../src/analysers/structure/texture-frames.js';
import type { TrackFrames } from '../../../src/analysers/structure/track-frames.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { unitFrames } from '../../../src/dsp/self-distance.js';
import { noise, rate } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';

const hopSeconds = 0.5;
const partFrames = 40;
const noBeats = { seconds: new Float64Array(0), size: 1, rows: new Float64Array(0) };

/** Frames of a form such as 'AABA': a letter's 20 s are the same each time but for a little, and sound like no other's. */
function framesOf(form: string, seed: number): TrackFrames {
  const random = seededRandom(seed);
  const count = form.length * partFrames;
  const part = (size: number) => Float64Array.from({ length: partFrames * size }, random);
  const parts = new Map([...new Set(form)].map((letter) => [letter, { tone: part(20), harmony: part(24) }]));
  const joined = (which: 'tone' | 'harmony', scale: number) =>
    Float64Array.from(
      [...form].flatMap((letter) => [...parts.get(letter)![which]].map((value) => scale * (value + 0.1 * random()))),
    );
  return {
    count,
    startSeconds: 0,
    hopSeconds,
    tone: { count, size: 20, rows: joined('tone', 20) },
    harmony: unitFrames({ count, size: 24, rows: joined('harmony', 1) }),
  };
}

test.each(['AABA', 'ABAC', 'AAAB', 'ABCBA'])('%s is cut where its letters are', (form) => {
  for (let seed = 1; seed <= 5; seed++) {
    const { bounds } = segmentTrack(framesOf(form, seed));
    expect(bounds).toHaveLength(form.length + 1);
    for (const [i, frame] of bounds.entries()) expect(Math.abs(frame - i * partFrames)).toBeLessThanOrEqual(2);
  }
});

/** Six parts of 20 s that never return, each frame of the part's own sound and as much again of chance; the third is a loop of 4 s. */
function medley(seed: number): TrackFrames {
  const random = seededRandom(seed);
  const [parts, loop] = [6, 8];
  const count = parts * partFrames;
  const rows = (size: number) => {
    const own = Float64Array.from({ length: parts * size }, random);
    const chance = Float64Array.from({ length: count * size }, random);
    return chance.map((value, i) => {
      const [frame, k] = [Math.floor(i / size), i % size];
      const part = Math.floor(frame / partFrames);
      if (part === 2) return 1 + 2 * chance[(frame % loop) * size + k]!;
      return own[part * size + k]! + value;
    });
  };
  return {
    count,
    startSeconds: 0,
    hopSeconds,
    tone: { count, size: 20, rows: rows(20) },
    harmony: unitFrames({ count, size: 24, rows: rows(24) }),
  };
}

test('what never returns is cut where one sound gives way to another, whatever repeats itself in between', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const { bounds } = segmentTrack(medley(seed));
    for (let part = 0; part <= 6; part++)
      expect(Math.min(...bounds.map((frame) => Math.abs(frame - part * partFrames)))).toBeLessThanOrEqual(4);
  }
});

test('the sections of a song played backwards are the same ones', () => {
  const forwards = framesOf('AABA', 7);
  const reversed = ({ count, size, rows }: TrackFrames['tone']) => ({
    count,
    size,
    rows: Float64Array.from(
      { length: count * size },
      (_, i) => rows[(count - 1 - Math.floor(i / size)) * size + (i % size)]!,
    ),
  });
  const backwards = { ...forwards, tone: reversed(forwards.tone), harmony: reversed(forwards.harmony) };
  const there = segmentTrack(forwards).bounds;
  const back = segmentTrack(backwards)
    .bounds.map((frame) => forwards.count - frame)
    .toReversed();
  expect(back).toHaveLength(there.length);
  for (const [i, frame] of there.entries()) expect(Math.abs(frame - back[i]!)).toBeLessThanOrEqual(2);
});

test('bars are counted from downbeat to downbeat, wherever near them a section begins', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.2, max: 3, noNaN: true }),
      fc.double({ min: -0.45, max: 0.45, noNaN: true }),
      (barSeconds, early) => {
        const seconds = Float64Array.from({ length: 4 * 30 }, (_, beat) => 1 + (beat * barSeconds) / 4);
        const rows = Float64Array.from(seconds, (_, beat) => (beat % 4) + 1);
        const edges = [0, 8, 12, 28].map((bar) => 1 + (bar + early) * barSeconds);
        expect(barsBetween(edges, { seconds, size: 1, rows })).toEqual([8, 4, 16]);
      },
    ),
  );
  expect(barsBetween([0, 10], noBeats)).toBeUndefined();
});

test('what fills up step by step has a rising density and its peak at the end', () => {
  const hiss = noise(64 * rate);
  const parts = [400, 1200, 3600, 9000];
  const sound = hiss.map((x, n) => {
    const playing = 1 + Math.floor(n / (16 * rate));
    let sum = 0.0005 * x;
    for (const hertz of parts.slice(0, playing)) sum += 0.1 * Math.sin((2 * Math.PI * hertz * n) / rate);
    return sum;
  });
  const { values } = runAnalysers([levels, textureFrames, arrangement], [sound]).rows.at(-1)!;
  const backwards = runAnalysers([levels, textureFrames, arrangement], [sound.toReversed()]).rows.at(-1)!.values;
  const slope = 'structure.arrangement/slope.value';
  expect(values[slope]).toBeGreaterThan(0.1);
  expect(backwards[slope]).toBeCloseTo(-values[slope]!, 1);
  expect(values['structure.arrangement/timeToPeak.value']).toBeGreaterThan(0.85);
  expect(backwards['structure.arrangement/timeToPeak.value']).toBeLessThan(0.15);
});
