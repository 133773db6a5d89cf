import { createPeriodicity } from '../../dsp/periodicity.js';
import { slidingMaximum } from '../../dsp/sliding-maximum.js';
import { createCandidateFinder, lagMargin, maximumCandidates, octaveCost } from './pitch-candidates.js';
import type { PitchLattice } from './track-pitch.js';

/** The rate of the samples. */
export const latticeRate = 11025;
/** The pitches that are sought. */
const lowHz = 42;
const highHz = 2100;
/** 67 ms, and the longest period fits 1024 points beside it: 2.8 periods of the lowest pitch. */
const frameSize = 740;
/** What a row looks at. */
export const frameSeconds = frameSize / latticeRate;

/** A frame is voiced where its best period is stronger than this ... */
const unvoicedStrength = 0.6;
/** ... and its level is no more than this below the loudest within half a second: what is softer is a note's decay. */
const decayShare = 10 ** (-14 / 20);
const neighbourSeconds = 0.5;

export type MeasuredLattice = PitchLattice & {
  /** 1 where a frame is within 40 dB of the loudest. */
  readonly sounding: Uint8Array;
  /** The highest maximum of each frame's autocorrelation, 0 to 1. */
  readonly periodicities: Float64Array;
};

/** Shared by all windows, each of which writes over what the one before left: made anew, their code would never stay compiled. */
const periodicity = createPeriodicity(frameSize, Math.ceil(latticeRate / lowHz) + lagMargin);
const finder = createCandidateFinder(latticeRate, latticeRate / periodicity.transformSize, lowHz, highHz);

/** Candidates of `count` frames, `hopSeconds` apart from the first sample on. */
export function measureLattice(samples: Float32Array, count: number, hopSeconds: number): MeasuredLattice {
  const counts = new Uint8Array(count);
  const hertz = new Float64Array(count * maximumCandidates);
  const strengths = new Float64Array(count * maximumCandidates);
  const periodicities = new Float64Array(count);
  const levels = new Float64Array(count);
  const centre = (i: number) => Math.round(i * hopSeconds * latticeRate);
  for (let i = 0; i < count; i += 2) {
    periodicity.measure(samples, centre(i), centre(i + 1));
    counts[i] = finder.find(periodicity.first, periodicity.firstPower, hertz, strengths, i * maximumCandidates);
    periodicities[i] = finder.highest;
    levels[i] = periodicity.levels[0]!;
    if (i + 1 === count) break;
    counts[i + 1] = finder.find(
      periodicity.second,
      periodicity.secondPower,
      hertz,
      strengths,
      (i + 1) * maximumCandidates,
    );
    periodicities[i + 1] = finder.highest;
    levels[i + 1] = periodicity.levels[1]!;
  }
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  const sounding = Uint8Array.from(levels, (level) => (level > 0.01 * loudest ? 1 : 0));
  const around = slidingMaximum(levels, Math.round(neighbourSeconds / hopSeconds));
  const unvoiced = levels.map((level, i) =>
    level < decayShare * around[i]! || sounding[i] === 0 ? 2 : unvoicedStrength,
  );
  return { counts, hertz, strengths, unvoiced, sounding, periodicities };
}

/** The autocorrelation at the period of a candidate, 0 to 1: its strength and what it paid for being low. */
export function periodicityAt({ hertz, strengths }: PitchLattice, place: number): number {
  return Math.min(1, strengths[place]! + octaveCost * Math.log2(highHz / hertz[place]!));
}
