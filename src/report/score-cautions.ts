import type { TrackAnalysis } from '../features/analyse-audio.js';
import { windowSeconds } from '../frames/front-end.js';

/** A second, and dBTP: a tone has flat tops at any level, and a bass a few near full scale: only many, and there, are told. */
const clipped = { fewestRuns: 10, leastPeak: -1 };

/** What makes the numbers of the excerpt that is compared less sure, or another thing, than they look; a sentence each. */
export function scoreCautions({ excerpts, headline }: Pick<TrackAnalysis, 'excerpts' | 'headline'>): readonly string[] {
  const { seconds, values } = excerpts[headline]!;
  const runs = values['dynamics.clipping/runs.value'] ?? 0;
  const peak = values['dynamics.true-peak/peak.value'] ?? -Infinity;
  return [
    ...(Math.round(seconds) < windowSeconds
      ? [
          `${Math.round(seconds)} s: profiles are of ${windowSeconds} s, and what is measured over less is less sure than the intervals say`,
        ]
      : []),
    ...(runs >= clipped.fewestRuns && peak >= clipped.leastPeak
      ? [
          `${Math.round(runs)} times a second samples stay at the largest value, as where they are clipped: peaks and crest are then the clipping's`,
        ]
      : []),
  ];
}
