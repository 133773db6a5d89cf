import type { Analyser } from '../analysis/analyser.js';
import { type AnalysedWindow, createHost, type HostOptions } from '../analysis/host.js';
import type { AudioStream } from '../audio/decode.js';
import type { AudioFormat, Tags } from '../audio/pcm.js';
import { extractFeatures, labelsOf } from './extract-features.js';
import type { FeatureRow } from './row.js';

/** The features of one window of a recording. */
export type Excerpt = FeatureRow & {
  readonly startSeconds: number;
  readonly seconds: number;
  /** Words rather than numbers, such as the key, by `analyser/output`. */
  readonly labels: Readonly<Record<string, string>>;
};

/** What is known of a recording once it has been heard to its end. */
export type TrackAnalysis = {
  readonly format: AudioFormat;
  readonly tags: Tags;
  readonly seconds: number;
  readonly excerpts: readonly Excerpt[];
  /** Which excerpt holds the middle of the recording: the one that is scored. */
  readonly headline: number;
  /** The features that only a whole recording has. */
  readonly track: Excerpt;
  /** What was wrong with the file or with an analyser, a sentence each. */
  readonly warnings: readonly string[];
  /** The version of every analyser that ran. */
  readonly versions: Readonly<Record<string, number>>;
};

export type AnalysisOptions = Pick<HostOptions, 'extent' | 'parameters'> & {
  readonly analysers: readonly Analyser[];
  /** Also receives every window with its raw outputs. */
  readonly onWindow?: (window: AnalysedWindow) => void;
};

/** Runs the analysers over a recording from its first block to its last. */
export async function analyseAudio(audio: AudioStream, options: AnalysisOptions): Promise<TrackAnalysis> {
  const { analysers, onWindow, ...hostOptions } = options;
  const heard: (Excerpt & Pick<AnalysedWindow, 'scope'>)[] = [];
  const host = createHost({
    ...hostOptions,
    analysers,
    speakers: audio.speakers,
    sourceRate: audio.format.sampleRate,
    onWindow(window) {
      const { scope, startSeconds, seconds } = window;
      heard.push({ scope, startSeconds, seconds, ...extractFeatures(analysers, window), labels: labelsOf(window) });
      onWindow?.(window);
    },
  });
  for await (const { channels } of audio.blocks()) host.push(channels);
  const { seconds, failures } = host.finish();
  const excerpts = heard.filter(({ scope }) => scope === 'excerpt').map(withoutScope);
  return {
    format: audio.format,
    tags: audio.tags,
    seconds,
    excerpts,
    headline: Math.max(
      0,
      excerpts.findLastIndex(({ startSeconds }) => startSeconds <= seconds / 2),
    ),
    track: withoutScope(heard.at(-1)!),
    warnings: [
      ...audio.warnings,
      ...failures.map(({ analyser, message }) => `The analyser ${analyser} failed: ${message}`),
    ],
    versions: Object.fromEntries(analysers.map(({ id, version }) => [id, version])),
  };
}

function withoutScope({ scope: _scope, ...excerpt }: Excerpt & Pick<AnalysedWindow, 'scope'>): Excerpt {
  return excerpt;
}
