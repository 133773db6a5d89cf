import { analysers } from '../analysers/index.js';
import { onsetNoiseOf } from '../analysers/timing/onset-noise.js';
import type { AudioStream } from '../audio/decode.js';
import { analyseAudio, type TrackAnalysis } from '../features/analyse-audio.js';
import type { TimedOnset } from '../scoring/onset-displacement.js';

/** A recording that is to be compared with another version of itself. */
export type AnalysedVersion = {
  readonly analysis: TrackAnalysis;
  /** Of every excerpt. */
  readonly onsets: readonly (readonly TimedOnset[])[];
};

/** The features of one version, and where its sounds begin. */
export async function analyseVersion(audio: AudioStream): Promise<AnalysedVersion> {
  const onsets: TimedOnset[][] = [];
  const analysis = await analyseAudio(audio, {
    analysers,
    onWindow({ scope, outputs }) {
      if (scope !== 'excerpt') return;
      const attacks = outputs.get('timing.onsets/attacks');
      onsets.push(
        attacks?.shape !== 'events'
          ? []
          : Array.from(attacks.seconds, (seconds, i) => ({
              seconds,
              noiseMs: onsetNoiseOf(attacks.rows[i * attacks.size]!),
            })),
      );
    },
  });
  return { analysis, onsets };
}
