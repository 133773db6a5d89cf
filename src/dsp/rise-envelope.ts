/** Where a recording grows louder, 100 times a second: what two versions of one recording are aligned by. */
export type RiseEnvelope = {
  /** The next samples, one array a channel. */
  push(channels: readonly Float32Array[]): void;
  /** The envelope of all that was pushed. */
  finish(): Float64Array;
};

/** Below this share of the mean power (-50 dB) nothing counts as a rise. */
const floorShare = 1e-5;
/** Smoothing over 2 x 4 frames, so that onsets a few hundredths apart still meet. */
const smoothingFrames = 4;

/**
 * e[n] = max(0, log((p[n] + f) / (p[n - 1] + f))) with p the power of `hopSize` samples and f a floor relative to the
 * mean, smoothed by a triangle. It does not depend on the level, and hardly on equalising or limiting.
 */
export function createRiseEnvelope(hopSize: number): RiseEnvelope {
  const powers: number[] = [];
  let power = 0;
  let count = 0;
  return {
    push(channels) {
      const length = channels[0]?.length ?? 0;
      for (let n = 0; n < length; n++) {
        for (const channel of channels) power += channel[n]! ** 2;
        if (++count < hopSize) continue;
        powers.push(power);
        power = 0;
        count = 0;
      }
    },
    finish() {
      const floor = floorShare * (powers.reduce((sum, value) => sum + value, 0) / powers.length) + Number.MIN_VALUE;
      const rises = Float64Array.from(powers, (value, n) =>
        n === 0 ? 0 : Math.max(0, Math.log((value + floor) / (powers[n - 1]! + floor))),
      );
      return movingMean(movingMean(rises).reverse()).reverse();
    },
  };
}

function movingMean(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value, n) => {
    sum += value - (values[n - smoothingFrames] ?? 0);
    return sum / smoothingFrames;
  });
}
