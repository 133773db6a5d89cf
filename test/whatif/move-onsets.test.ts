import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { moveOnsets } from '../../src/whatif/move-onsets.js';

const rate = 44100;

/** Clicks of one sample at the given times, over faint noise. */
function clicks(times: readonly number[], seconds: number, noise = 0): Float32Array {
  const next = seededRandom(5);
  const samples = Float32Array.from({ length: seconds * rate }, () => noise * (next() - 0.5));
  for (const time of times) samples[Math.round(time * rate)] = 1;
  return samples;
}

const placesOf = (samples: Float32Array) => [...samples.keys()].filter((n) => samples[n]! > 0.9);

describe('moved onsets', () => {
  test('clicks come exactly as much later or earlier as is asked', () => {
    const times = [0.25, 0.5, 0.75, 1, 1.25, 1.5];
    const shiftsMs = [12, -9, 0, 25, -30, 4];
    const moves = times.map((seconds, i) => ({ seconds, toSeconds: seconds + shiftsMs[i]! / 1000 }));
    const [moved] = moveOnsets([clicks(times, 2, 0.01)], rate, moves);
    // to one sample, by which two roundings can differ
    for (const [i, place] of placesOf(moved!).entries())
      expect(Math.abs(place - (times[i]! + shiftsMs[i]! / 1000) * rate)).toBeLessThanOrEqual(1);
    expect(placesOf(moved!)).toHaveLength(times.length);
    expect(moved).toHaveLength(2 * rate);
  });

  test('nothing moved is the same sound, sample for sample', () => {
    const sound = clicks([0.3, 0.9], 1.5, 0.2);
    const moves = [0.3, 0.9].map((seconds) => ({ seconds, toSeconds: seconds }));
    expect(moveOnsets([sound, sound], rate, moves)).toEqual([sound, sound]);
  });

  test('no click is lost, doubled or cut, and their order stays, whatever is asked', () => {
    const times = Array.from({ length: 12 }, (_, i) => 0.2 + 0.15 * i);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 12, maxLength: 12 }), (shiftsMs) => {
        const moves = times.map((seconds, i) => ({ seconds, toSeconds: seconds + shiftsMs[i]! / 1000 }));
        const [moved] = moveOnsets([clicks(times, 2.5)], rate, moves);
        expect(placesOf(moved!)).toHaveLength(times.length);
      }),
      { numRuns: 15 },
    );
  });

  test('a held tone keeps its level through the splices, to within 1 dB', () => {
    const tone = Float32Array.from({ length: 2 * rate }, (_, n) => 0.5 * Math.sin((2 * Math.PI * 220 * n) / rate));
    const moves = [0.5, 1, 1.5].map((seconds, i) => ({ seconds, toSeconds: seconds + [0.011, -0.013, 0.02][i]! }));
    const [moved] = moveOnsets([tone], rate, moves);
    for (let from = 2000; from + 882 < moved!.length; from += 441) {
      const power = moved!.subarray(from, from + 882).reduce((sum, sample) => sum + sample ** 2, 0) / 882;
      expect(Math.abs(10 * Math.log10(power / 0.125))).toBeLessThan(1);
    }
  });
});
