import type { Excerpt, TrackAnalysis } from '../features/analyse-audio.js';

/** An analysis of the same sound by some analysers, laid over an earlier one by all; of the versions those that are named. */
export function mergeAnalyses(
  before: TrackAnalysis,
  after: TrackAnalysis,
  versions: Readonly<Record<string, number>>,
): TrackAnalysis {
  return {
    ...after,
    excerpts: after.excerpts.map((excerpt, place) => mergeExcerpts(before.excerpts[place]!, excerpt, after.versions)),
    track: mergeExcerpts(before.track, after.track, after.versions),
    warnings: [...new Set([...before.warnings, ...after.warnings])],
    versions,
  };
}

function mergeExcerpts(before: Excerpt, after: Excerpt, ran: TrackAnalysis['versions']): Excerpt {
  const others = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => ran[id.split('/')[0]!] === undefined));
  return {
    ...after,
    values: { ...others(before.values), ...after.values },
    missing: { ...others(before.missing), ...after.missing },
    labels: { ...others(before.labels), ...after.labels },
  };
}
