import { thirdOctaveCentres } from './filterbanks.js';

/** Steps of critical-band rate, Bark. */
const stepBark = 0.1;
const grid = Float64Array.from({ length: 240 }, (_, i) => (i + 0.5) * stepBark);
/** Recordings have no absolute level: every sound is taken to be at that of the standard's reference noise. */
const assumedDecibels = 60;
const spread = thirdOctaveCentres.map(spreadOf);
const weights = grid.map((z) => z * (z <= 15.8 ? 1 : 0.15 * Math.exp(0.42 * (z - 15.8)) + 0.85));
const scale = 1 / centroidOf(thirdOctaveCentres.map((centre) => (centre === 1000 ? 1 : 0)));

/**
 * Sharpness in acum of the powers of third octaves from 20 Hz up, whatever their level:
 * S = k sum N'(z) g(z) z / sum N'(z), N' = E^.23, E the powers spread over Bark by 27 dB/Bark below and
 * 22 + min(10, 230 / f) - .2 * 60 dB/Bark above; g = 1, above 15.8 Bark .15 e^(.42 (z - 15.8)) + .85;
 * k such that the third octave at 1 kHz has 1 acum.
 * Source: DIN 45692 (weighting and reference); Zwicker & Fastl 1999 (specific loudness far above threshold);
 * Terhardt 1979 (slopes of excitation).
 */
export function sharpness(powers: ArrayLike<number>): number {
  return scale * centroidOf(powers);
}

function centroidOf(powers: ArrayLike<number>): number {
  let weighted = 0;
  let total = 0;
  for (let i = 0; i < grid.length; i++) {
    let excitation = 0;
    for (let b = 0; b < powers.length; b++) excitation += powers[b]! * spread[b]![i]!;
    const loudness = excitation ** 0.23;
    weighted += loudness * weights[i]!;
    total += loudness;
  }
  return weighted / total;
}

function spreadOf(centre: number): Float64Array {
  const z = bark(centre);
  const above = 22 + Math.min(10, 230 / centre) - 0.2 * assumedDecibels;
  return grid.map((at) => 10 ** ((at < z ? -27 * (z - at) : -above * (at - z)) / 10));
}

/** Critical-band rate in Bark (Traunmueller 1990). */
function bark(hertz: number): number {
  return (26.81 * hertz) / (1960 + hertz) - 0.53;
}
