import { expect, test } from 'vitest';
import { normalRandom } from '../../src/dsp/normal-random.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { onsetDisplacement, type TimedOnset } from '../../src/scoring/onset-displacement.js';

const beats = Array.from({ length: 200 }, (_, i): TimedOnset => ({ seconds: 0.25 * i, noiseMs: 1 }));

function displacedBy(milliseconds: (index: number) => number): TimedOnset[] {
  return beats.map(({ seconds, noiseMs }, i) => ({ seconds: seconds + milliseconds(i) / 1000, noiseMs }));
}

test('the same onsets lie 0 ms from themselves, also where all come later together', () => {
  for (const together of [0, 7]) {
    const { milliseconds, noiseMs, onsets } = onsetDisplacement(
      beats,
      displacedBy(() => together),
    )!;
    expect(milliseconds).toBeCloseTo(0, 9);
    expect([noiseMs, onsets]).toEqual([expect.closeTo(Math.SQRT2, 12), 200]);
  }
});

test('onsets displaced by chance are told by the standard deviation of the chance', () => {
  const normal = normalRandom(seededRandom(1));
  const { milliseconds } = onsetDisplacement(
    beats,
    displacedBy(() => 8 * normal()),
  )!;
  // a robust deviation of 200 normal numbers has a standard error of 8 %
  expect(Math.abs(milliseconds / 8 - 1)).toBeLessThan(0.16);
});

test('a few onsets that jump, and others that only one version has, move nothing', () => {
  const after = [
    ...displacedBy((i) => (i % 10 === 0 ? 40 : 0)),
    ...beats.slice(0, 50).map(({ seconds }) => ({ seconds: seconds + 0.12, noiseMs: 1 })),
  ].toSorted((a, b) => a.seconds - b.seconds);
  expect(onsetDisplacement(beats, after)!.milliseconds).toBeCloseTo(0, 9);
});

test('fewer than 16 pairs say nothing', () => {
  expect(onsetDisplacement(beats.slice(0, 15), beats)).toBeUndefined();
});
