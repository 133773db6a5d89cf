import type { AudioStream } from '../audio/decode.js';
import { openFile } from '../sources/file.js';
import { compareVersions, type TrackComparison } from './compare-versions.js';
import { createScorer, type ScorerOptions } from './scorer.js';

/** A file's path, or a function that opens the audio; it is read twice, first to align. */
export type Version = string | (() => AudioStream | Promise<AudioStream>);

export type CompareTracksOptions = ScorerOptions & { readonly signal?: AbortSignal };

/** Two versions of a recording, from files or from audio of your own: `compareVersions`. Errors: those of `scoreTrack`. */
export function compareTracks(
  before: Version,
  after: Version,
  options: CompareTracksOptions = {},
): Promise<TrackComparison> {
  const { signal, ...scorerOptions } = options;
  const opener = (version: Version) => async () => {
    signal?.throwIfAborted();
    return typeof version === 'string' ? openFile(version, signal === undefined ? {} : { signal }) : version();
  };
  return compareVersions(opener(before), opener(after), createScorer(scorerOptions));
}
