import { expect, test } from 'vitest';
import { bestLag } from '../../src/dsp/best-lag.js';
import { createRiseEnvelope } from '../../src/dsp/rise-envelope.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';

const rate = 44100;

/** Noise bursts at irregular times. */
function bursts(seconds: number, delaySamples: number, gain = 1): Float32Array {
  const next = seededRandom(2);
  const times = Array.from({ length: 3 * seconds }, () => next() * seconds);
  return Float32Array.from({ length: seconds * rate }, (_, n) => {
    const since = Math.min(...times.map((time) => (n - delaySamples) / rate - time).filter((age) => age >= 0), 9);
    return gain * (next() - 0.5) * (0.01 + Math.exp(-20 * since));
  });
}

function envelope(samples: Float32Array, blockLength = samples.length): Float64Array {
  const rises = createRiseEnvelope(441);
  for (let from = 0; from < samples.length; from += blockLength)
    rises.push([samples.subarray(from, from + blockLength)]);
  return rises.finish();
}

test('does not depend on the level or on how the samples are cut', () => {
  const sound = bursts(2, 0);
  const whole = envelope(sound);
  expect(envelope(sound, 1000)).toEqual(whole);
  envelope(sound.map((sample) => 0.125 * sample)).forEach((value, n) => expect(value).toBeCloseTo(whole[n]!, 9));
});

test('silence has no rises, and bursts 0.37 s later are found 37 frames later', () => {
  expect(envelope(new Float32Array(4410)).every((value) => value === 0)).toBe(true);
  expect(bestLag(envelope(bursts(4, 0)), envelope(bursts(4, 0.37 * rate)), 100).lag).toBe(37);
});
