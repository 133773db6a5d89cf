import { climbToPeak, interpolationReach } from '../../dsp/band-limited-peak.js';

/** The pitches a frame may have, best first. */
export const maximumCandidates = 6;
/** Lags needed past the longest period. */
export const lagMargin = interpolationReach + 1;

/** A maximum less than this share of the highest is no candidate; between two lags it may be higher than it looks. */
const leastShare = 0.6;
/** What a period twice as long must be stronger by. */
export const octaveCost = 0.01;

export type CandidateFinder = {
  /**
   * Writes the pitches of a frame with the normalised autocorrelation `r` and the power spectrum `power` to `hertz[at ..]`
   * and their strengths (r at the period, less .01 for each octave below `highHz`) to `strengths[at ..]`; returns how many.
   */
  find(r: Float64Array, power: Float64Array, hertz: Float64Array, strengths: Float64Array, at: number): number;
  /** The highest maximum of the last frame, 0 to 1, whether or not it is a candidate. */
  readonly highest: number;
};

/**
 * Candidates between two pitches, from autocorrelations at `rate` that reach `rate / lowHz + lagMargin` lags. The common
 * period of a consonant chord is none: neither does its fundamental sound, nor do the harmonics that no other tone has.
 */
export function createCandidateFinder(rate: number, binHz: number, lowHz: number, highHz: number): CandidateFinder {
  const shortest = Math.max(2, Math.floor(rate / highHz));
  const longest = Math.ceil(rate / lowHz);
  const peak = { place: 0, height: 0 };
  let highest = 0;
  return {
    get highest() {
      return Math.min(1, highest);
    },
    find(r, power, hertz, strengths, at) {
      highest = 0;
      for (let lag = shortest; lag <= longest; lag++)
        if (r[lag]! > highest && r[lag]! > r[lag - 1]! && r[lag]! >= r[lag + 1]!) highest = r[lag]!;
      let strongest = 0;
      for (let bin = 0; bin < power.length; bin++) if (power[bin]! > strongest) strongest = power[bin]!;
      const least = leastShare * highest;
      let count = 0;
      for (let lag = shortest; lag <= longest; lag++) {
        if (r[lag]! <= 0 || r[lag]! < least || r[lag]! <= r[lag - 1]! || r[lag]! < r[lag + 1]!) continue;
        climbToPeak(r, lag, peak);
        const pitch = rate / peak.place;
        if (pitch < lowHz || pitch > highHz || !hasHarmonics(power, pitch / binHz, strongest)) continue;
        const strength = Math.min(1, peak.height) - octaveCost * Math.log2(highHz / pitch);
        count = insert(hertz, strengths, at, count, pitch, strength);
      }
      return count;
    },
  };
}

/** What is more than 30 dB below the strongest part does not sound. */
const soundingShare = 1e-3;
/** A fundamental less than 15 dB below the strongest part needs no other witness. */
const clearShare = 0.03;
/** Harmonics that belong to no tone an octave or a fifth above, as those of a major chord over its common period do. */
const telling = [3, 5, 7];

/**
 * Whether a tone is there and not only its period: its fundamental is clear, or sounds with two of the harmonics that tell
 * (alone it may be a bass under a voice on one of its harmonics), or, where it was filtered out, all of these do; `place`
 * is the fundamental's, in bins.
 */
function hasHarmonics(power: Float64Array, place: number, strongest: number): boolean {
  const fundamental = powerNear(power, place);
  if (fundamental >= clearShare * strongest) return true;
  let told = fundamental >= soundingShare * strongest ? 1 : 0;
  for (const n of telling) if (powerNear(power, n * place) >= soundingShare * strongest) told++;
  return told >= telling.length;
}

function powerNear(power: Float64Array, place: number): number {
  const bin = Math.round(place);
  if (bin + 1 >= power.length) return 0;
  return Math.max(power[bin - 1]!, power[bin]!, power[bin + 1]!);
}

/** Keeps the strongest, best first. */
function insert(
  hertz: Float64Array,
  strengths: Float64Array,
  at: number,
  count: number,
  pitch: number,
  strength: number,
): number {
  let place = Math.min(count, maximumCandidates - 1);
  if (count === maximumCandidates && strengths[at + place]! >= strength) return count;
  for (; place > 0 && strengths[at + place - 1]! < strength; place--) {
    hertz[at + place] = hertz[at + place - 1]!;
    strengths[at + place] = strengths[at + place - 1]!;
  }
  hertz[at + place] = pitch;
  strengths[at + place] = strength;
  return Math.min(count + 1, maximumCandidates);
}
