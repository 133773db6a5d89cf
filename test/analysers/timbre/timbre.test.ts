import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noise, rate, stereoSine, valueOf } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';
import { timbreWithInputs } from './timbre-with-inputs.js';

function row(...channels: readonly Float32Array[]) {
  const run = runAnalysers(timbreWithInputs, channels);
  expect(run.summary.failures).toEqual([]);
  return run.rows[0]!;
}

/** Noise with a beat in it: something moves in every feature. */
function music(seconds: number, seed = 1): Float32Array {
  return noise(seconds * rate, seed).map((x, n) => {
    const t = n / rate;
    return 0.3 * Math.exp(-8 * (t % 0.5)) * x + 0.2 * Math.sin(2 * Math.PI * 220 * (1 + Math.floor(t)) * t);
  });
}

test('a sine is its own centroid and rolloff, and has next to no spread', () => {
  const { values } = row(stereoSine([[-6, 3]], 3000)[0]!);
  expect(values['timbre.spectral-shape/centroid.median']).toBeCloseTo(3000, -1);
  expect(Math.abs(values['timbre.spectral-shape/rolloff85.median']! - 3000)).toBeLessThan(44);
  expect(values['timbre.spectral-shape/spread.median']).toBeLessThan(200);
  expect(values['timbre.spectral-shape/flatness.median']).toBeLessThan(1e-4);
});

test('white noise is centred at 7.5 kHz, flat, and has a tilt of 3 dB an octave in third octaves', () => {
  const { values } = row(noise(4 * rate));
  expect(Math.abs(values['timbre.spectral-shape/centroid.median']! - 7500)).toBeLessThan(100);
  // Periodogram bins are exponentially distributed: exp(mean log) / mean = exp(-0.5772) = .561.
  expect(values['timbre.spectral-shape/flatness.median']).toBeCloseTo(0.561, 1);
  expect(values['timbre.third-octave/tilt.value']).toBeCloseTo(3.01, 1);
  expect(values['timbre.third-octave/spectrum.18.value']).toBeCloseTo(10 * Math.log10(231 / 22440), 0);
});

test('white noise has a flat, even spectrum: slope 0, skewness 0, kurtosis 9/5', () => {
  const { values } = row(noise(4 * rate));
  expect(Math.abs(values['timbre.spectral-shape/slope.median']!)).toBeLessThan(0.5);
  expect(Math.abs(values['timbre.spectral-shape/skewness.median']!)).toBeLessThan(0.05);
  expect(values['timbre.spectral-shape/kurtosis.median']).toBeCloseTo(1.8, 1);
});

test('the noise floor is the level of a bed under the sounds', () => {
  const floorOf = (decibels: number) => {
    const bed = noise(8 * rate, 9);
    const sounds = noise(8 * rate).map((x, n) => (n % rate < rate / 2 ? x : 0) + 10 ** (decibels / 20) * bed[n]!);
    return row(sounds).values['timbre.noise-floor/level.value']!;
  };
  // the sounds are there half of the time: the whole is 3 dB below them; a twentieth of the bed's frames is softer still
  expect(floorOf(-40) - floorOf(-60)).toBeCloseTo(20, 0);
  expect(Math.abs(floorOf(-40) + 37 + 1)).toBeLessThan(2);
});

test('an attack takes the time of its ramp', () => {
  for (const ramp of [0.02, 0.05, 0.1]) {
    const swells = Float32Array.from({ length: 6 * rate }, (_, n) => {
      const t = (n / rate) % 1;
      return 0.5 * Math.min(1, t / ramp, Math.max(0, (0.6 - t) / 0.1)) * Math.sin(2 * Math.PI * 1000 * t);
    });
    // from 20 to 90 %
    const measured = row(swells).values['timbre.attack/time.median']!;
    expect(Math.abs(measured / (700 * ramp) - 1), `${ramp} s: ${measured} ms`).toBeLessThan(0.2);
  }
});

test('two tones are roughest about a quarter of a critical band apart, and smooth in unison or far apart', () => {
  const roughnessOf = (apart: number) => {
    const pair = Float32Array.from(
      { length: 3 * rate },
      (_, n) => 0.2 * (Math.sin((2 * Math.PI * 1000 * n) / rate) + Math.sin((2 * Math.PI * (1000 + apart) * n) / rate)),
    );
    return row(pair).values['timbre.roughness/roughness.median']!;
  };
  // Vassilakis: .5 (e^(-3.5 s d) - e^(-5.75 s d)), s = .24 / (.0207 * 1000 + 18.96), shared between two peaks
  const expected = (apart: number) => {
    const distance = (0.24 / (0.0207 * 1000 + 18.96)) * apart;
    return 0.25 * (Math.exp(-3.5 * distance) - Math.exp(-5.75 * distance));
  };
  for (const apart of [20, 40, 80, 200]) expect(roughnessOf(apart)).toBeCloseTo(expected(apart), 2);
  expect(roughnessOf(40)).toBeGreaterThan(3 * roughnessOf(300));
});

test('a low pass shows in the bandwidth, and a full band has no cutoff', () => {
  const cutoff = 'timbre.bandwidth/cutoff.value';
  expect(row(noise(2 * rate)).values[cutoff]).toBe(22000);
  const tones = Float32Array.from({ length: 2 * rate }, (_, n) => {
    let sum = 0;
    for (let hertz = 250; hertz < 16000; hertz += 500) sum += Math.sin((2 * Math.PI * hertz * n) / rate);
    return sum / 40;
  });
  expect(Math.abs(row(tones).values[cutoff]! - 16000)).toBeLessThanOrEqual(500);
});

test('tilting the spectrum moves tilt, centroid and sharpness one way', () => {
  const sound = noise(3 * rate);
  const readings = [-0.9, -0.5, 0, 0.5, 0.9].map((pole) => {
    let held = 0;
    return row(
      sound.map((x) => {
        held = (1 - Math.abs(pole)) * x - pole * held;
        return held;
      }),
    ).values;
  });
  for (const id of [
    'timbre.third-octave/tilt.value',
    'timbre.spectral-shape/centroid.median',
    'timbre.third-octave/sharpness.value',
  ])
    for (let step = 1; step < readings.length; step++)
      expect(readings[step]![id], id).toBeGreaterThan(readings[step - 1]![id]!);
});

test('clicks are struck, a held chord is not', () => {
  const clicks = new Float32Array(4 * rate);
  for (let n = 0; n < clicks.length; n += rate / 4) clicks[n] = 1;
  const chord = stereoSine([[-12, 4]], 440)[0]!.map((x, n) => x + 0.2 * Math.sin((2 * Math.PI * 660 * n) / rate));
  const share = 'timbre.flux/percussiveShare.value';
  expect(row(clicks).values[share]).toBeGreaterThan(0.9);
  expect(row(chord).values[share]).toBeLessThan(0.25);
});

test('gain changes nothing of timbre', () => {
  const sound = music(4);
  const before = row(sound, sound.toReversed()).values;
  fc.assert(
    fc.property(fc.double({ min: -40, max: 12, noNaN: true }), (decibels) => {
      const louder = sound.map((x) => x * 10 ** (decibels / 20));
      const after = row(louder, louder.toReversed()).values;
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const [id, value] of Object.entries(before))
        expect(Math.abs(after[id]! - value), id).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
    }),
    { numRuns: 3 },
  );
});

test('polarity changes nothing, and swapping the channels only the balance', () => {
  const left = music(3);
  const right = music(3, 5);
  const before = row(left, right).values;
  const inverted = row(
    left.map((x) => -x),
    right.map((x) => -x),
  ).values;
  expect(inverted).toEqual(before);
  const balance = 'timbre.stereo/balance.value';
  const swapped = row(right, left).values;
  expect(swapped[balance]).toBeCloseTo(-before[balance]!, 9);
  expect(swapped['timbre.stereo/correlation.value']).toBeCloseTo(before['timbre.stereo/correlation.value']!, 9);
});

test('unrelated channels: correlation 0, sides as strong as the middle, 3 dB lost in mono', () => {
  const { values } = row(noise(5 * rate, 1), noise(5 * rate, 99));
  expect(values['timbre.stereo/correlation.value']).toBeCloseTo(0, 1);
  expect(Math.abs(values['timbre.stereo/sideToMiddle.value']!)).toBeLessThan(0.3);
  expect(Math.abs(values['timbre.stereo/foldLoss.value']! - 3.01)).toBeLessThan(0.3);
  for (const band of [1, 2, 3, 4]) expect(values[`timbre.stereo/width.${band}.value`]).toBeCloseTo(0.5, 1);
});

test('width grows with the sides', () => {
  const middle = music(3);
  const side = music(3, 7);
  const widths = [0.1, 0.5, 1, 2].map((gain) => {
    const { values } = row(
      middle.map((x, n) => x + gain * side[n]!),
      middle.map((x, n) => x - gain * side[n]!),
    );
    return [1, 2, 3, 4].map((band) => values[`timbre.stereo/width.${band}.value`]!);
  });
  for (const band of [0, 1, 2, 3])
    for (const step of [1, 2, 3]) expect(widths[step]![band]).toBeGreaterThan(widths[step - 1]![band]!);
});

test('without a stereo image the stereo features are missing, and say why', () => {
  const sound = music(3);
  const reasons = (channels: readonly Float32Array[]) =>
    new Set(
      Object.entries(row(...channels).missing)
        .filter(([id]) => id.startsWith('timbre.stereo/'))
        .map(([, reason]) => reason),
    );
  expect(reasons([sound])).toEqual(new Set(['the recording is mono']));
  expect(reasons([sound, sound.slice()])).toEqual(new Set(['both channels are the same']));
  expect(reasons([sound, new Float32Array(sound.length)])).toEqual(new Set(['one channel is silent']));
});

test('silence around the music changes no median', () => {
  const sound = music(4);
  const padded = new Float32Array(8 * rate);
  padded.set(sound, 2 * rate);
  const [before, after] = [row(sound).values, row(padded).values];
  for (const id of ['timbre.spectral-shape/centroid.median', 'timbre.mfcc/coefficients.1.median'])
    expect(Math.abs(after[id]! / before[id]! - 1)).toBeLessThan(0.05);
  expect(valueOf(runAnalysers(timbreWithInputs, [padded]).windows[0]!, 'timbre.third-octave/tilt')).toBeCloseTo(
    before['timbre.third-octave/tilt.value']!,
    1,
  );
});
