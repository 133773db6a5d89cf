/** A signal of EBU Tech 3341 (2016), table 1, and the true peak that a meter shall show, +0.2/-0.4 dB. */
export type TruePeakCase = { readonly name: string; readonly samples: Float32Array; readonly target: number };

const rate = 44100;
const seconds = 1;
const fadeSeconds = 0.05;
/** Samples from the middle of the burst to where it has died away. */
const burstReach = 24;

/** Cases 15 to 23, made from their description; the burst is held within the band by a raised cosine. */
export function truePeakCases(): TruePeakCase[] {
  const tones = [
    [15, 1 / 4, 0, 0.5, -6],
    [16, 1 / 4, 45, 0.5, -6],
    [17, 1 / 6, 60, 0.5, -6],
    [18, 1 / 8, 67.5, 0.5, -6],
    [19, 1 / 4, 45, 1.41, 3],
  ] as const;
  return [
    ...tones.map(([number, share, degrees, amplitude, target]) => ({
      name: `3341-${number}`,
      samples: tone(share, degrees, amplitude),
      target,
    })),
    ...[0, 1, 2, 3].map((quarters) => ({ name: `3341-${20 + quarters}`, samples: burst(quarters), target: 0 })),
  ];
}

/** A tone at a share of the sample rate, faded in and out. */
export function tone(share: number, degrees: number, amplitude: number): Float32Array {
  const length = seconds * rate;
  const fadeLength = fadeSeconds * rate;
  return Float32Array.from({ length }, (_, n) => {
    const fade = Math.min(1, n / fadeLength, (length - n) / fadeLength);
    return amplitude * fade * Math.sin(2 * Math.PI * share * n + (degrees * Math.PI) / 180);
  });
}

/** A full-scale burst at a quarter of the rate in a softer tone at a sixth, its top so many quarters of a sample late. */
function burst(quarters: number): Float32Array {
  const centre = (seconds * rate) / 2 + quarters / 4;
  return tone(1 / 6, 60, 0.3).map((sample, n) => {
    const t = n - centre;
    const share = Math.abs(t) < burstReach ? 0.5 + 0.5 * Math.cos((Math.PI * t) / burstReach) : 0;
    return (1 - share) * sample + share * Math.cos((Math.PI / 2) * t);
  });
}
