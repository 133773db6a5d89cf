import type { AudioStream } from '../audio/decode.js';
import { trimAudio } from '../audio/trim-audio.js';
import { SwerveError } from '../errors.js';
import { openFile } from '../sources/file.js';
import { type Alignment, alignRecordings } from './align-recordings.js';
import { analyseVersion } from './analyse-version.js';
import { createScorer, type ScorerOptions, type VersionComparison } from './scorer.js';

/** A file's path, or a function that opens the audio; it is read twice, first to align. */
export type Version = string | (() => AudioStream | Promise<AudioStream>);

export type CompareTracksOptions = ScorerOptions & { readonly signal?: AbortSignal };

export type TrackComparison = VersionComparison & {
  readonly alignment: Pick<Alignment, 'offsetSeconds' | 'likeness'>;
  /** What is wrong with the files or with comparing them, a sentence each. */
  readonly warnings: readonly string[];
};

const shortestSeconds = 10;
/** Versions of one performance are liker than this, other pieces at the same tempo seldom. */
const leastLikeness = 0.5;
const rate = 44100;

/**
 * How far a master, an effect or another rendering moved a recording towards or away from the average. The two are
 * aligned (up to 10 s, by where they grow louder) and the stretch that both have is compared, excerpt by excerpt.
 * Errors: those of `scoreTrack`.
 */
export async function compareTracks(
  before: Version,
  after: Version,
  options: CompareTracksOptions = {},
): Promise<TrackComparison> {
  const { signal, ...scorerOptions } = options;
  const scorer = createScorer(scorerOptions);
  const open = async (version: Version) => {
    signal?.throwIfAborted();
    return typeof version === 'string' ? openFile(version, signal === undefined ? {} : { signal }) : version();
  };
  const { starts, length, offsetSeconds, likeness } = await alignRecordings(await open(before), await open(after));
  if (length < shortestSeconds * rate)
    throw new SwerveError(
      'too-short',
      `The two have only ${(length / rate).toFixed(1)} s in common; at least ${shortestSeconds} s can be compared.`,
      'compare',
      'Choose longer ones.',
    );
  const analysed = [];
  for (const [index, version] of [before, after].entries())
    analysed.push(await analyseVersion(trimAudio(await open(version), starts[index]!, length)));
  const [first, second] = analysed as [(typeof analysed)[number], (typeof analysed)[number]];
  return {
    ...scorer.compare(first, second),
    alignment: { offsetSeconds, likeness },
    warnings: [...new Set([...first.analysis.warnings, ...second.analysis.warnings, ...unlikeness(likeness)])],
  };
}

function unlikeness(likeness: number): string[] {
  if (likeness >= leastLikeness) return [];
  return [
    `The two hardly match musically (their envelopes correlate by ${likeness.toFixed(2)}): what changed may be the music itself.`,
  ];
}
