import type { AudioStream } from '../audio/decode.js';
import { trimAudio } from '../audio/trim-audio.js';
import { SwerveError } from '../errors.js';
import { type Alignment, alignRecordings } from './align-recordings.js';
import { type AnalysedVersion, analyseVersion } from './analyse-version.js';
import type { Scorer, VersionComparison } from './scorer.js';

export type TrackComparison = VersionComparison & {
  readonly alignment: Pick<Alignment, 'offsetSeconds' | 'likeness'>;
  /** Integrated, in LUFS, of what the two have in common; null where it is silent. No part of the comparison. */
  readonly loudness: { readonly before: number | null; readonly after: number | null };
  /** What is wrong with the files or with comparing them, a sentence each. */
  readonly warnings: readonly string[];
};

const shortestSeconds = 10;
/** Versions of one performance are liker than this, other pieces at the same tempo seldom. */
const leastLikeness = 0.5;
const rate = 44100;

/**
 * How far a master, an effect or another rendering moved a recording towards or away from the average. The two are
 * opened twice: aligned (up to 10 s, by where they grow louder), and the stretch that both have compared, excerpt by
 * excerpt. Errors: 'too-short', those of opening and those of `Scorer.compare`.
 */
export async function compareVersions(
  openBefore: () => Promise<AudioStream>,
  openAfter: () => Promise<AudioStream>,
  scorer: Scorer,
): Promise<TrackComparison> {
  const { starts, length, offsetSeconds, likeness } = await alignRecordings(await openBefore(), await openAfter());
  if (length < shortestSeconds * rate)
    throw new SwerveError(
      'too-short',
      `The two have only ${(length / rate).toFixed(1)} s in common; at least ${shortestSeconds} s can be compared.`,
      'compare',
      'Choose longer ones.',
    );
  const before = await analyseVersion(trimAudio(await openBefore(), starts[0], length));
  const after = await analyseVersion(trimAudio(await openAfter(), starts[1], length));
  return {
    ...scorer.compare(before, after),
    alignment: { offsetSeconds, likeness },
    loudness: { before: loudnessOf(before), after: loudnessOf(after) },
    warnings: [...new Set([...before.analysis.warnings, ...after.analysis.warnings, ...unlikeness(likeness)])],
  };
}

function loudnessOf({ analysis }: AnalysedVersion): number | null {
  return analysis.track.values['dynamics.loudness/integrated.value'] ?? null;
}

function unlikeness(likeness: number): string[] {
  if (likeness >= leastLikeness) return [];
  return [
    `The two hardly match musically (their envelopes correlate by ${likeness.toFixed(2)}): what changed may be the music itself.`,
  ];
}
