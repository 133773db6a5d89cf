import type { Analyser } from '../analysis/analyser.js';
import { splitOutputName } from '../analysis/plan.js';
import { featureId } from '../features/registry.js';
import type { FeatureRow } from '../features/row.js';
import type { RowPair } from './compare-rows.js';

const tempo = 'timing.tempo/tempo.value';
const beats = 'timing.beats';
/** Aligned versions of one performance have one tempo: further apart, the pulse is heard at another level. */
const mostTempoRatio = 1.08;

/**
 * Pairs of excerpts that can be compared feature by feature. Where the pulse of the shown pair is heard at different
 * levels (half, double, two thirds), whatever is measured from the beats says nothing of the change and is missing, with
 * that reason, in all pairs; other pairs of which that is so are left out.
 */
export function comparablePairs(
  pairs: readonly RowPair[],
  headline: number,
  analysers: readonly Analyser[],
): { readonly pairs: readonly RowPair[]; readonly headline: number } {
  const shown = pairs[headline]!;
  if (!hasOneBeat(shown)) {
    const ids = new Set(featuresOfBeats(analysers));
    const [before, after] = [shown.before, shown.after].map((row) => row.values[tempo]!.toFixed(0));
    const reason = `the pulse is heard at ${before} BPM before and at ${after} BPM after`;
    const without = (row: FeatureRow) => withoutFeatures(row, ids, reason);
    return { pairs: pairs.map((pair) => ({ before: without(pair.before), after: without(pair.after) })), headline };
  }
  const kept = pairs.filter(hasOneBeat);
  return { pairs: kept, headline: kept.indexOf(shown) };
}

function hasOneBeat({ before, after }: RowPair): boolean {
  const [first, second] = [before.values[tempo], after.values[tempo]];
  if (first === undefined || second === undefined) return true;
  return Math.abs(Math.log(second / first)) <= Math.log(mostTempoRatio);
}

/** The features of the analysers that take the beats, at first or second hand. */
function featuresOfBeats(analysers: readonly Analyser[]): string[] {
  const dependents = new Set<string>([beats]);
  for (let before = 0; before < dependents.size; ) {
    before = dependents.size;
    for (const analyser of analysers)
      if (inputsOf(analyser).some((id) => dependents.has(id))) dependents.add(analyser.id);
  }
  return analysers
    .filter(({ id }) => dependents.has(id))
    .flatMap((analyser) => analyser.features.map((feature) => featureId(analyser, feature)));
}

function inputsOf(analyser: Analyser): string[] {
  if (analyser.kind === 'stream') return [];
  return Object.values(analyser.inputs).flatMap((input) => {
    if ('samples' in input) return [];
    return [splitOutputName('series' in input ? input.series : 'events' in input ? input.events : input.value)[0]];
  });
}

function withoutFeatures(row: FeatureRow, ids: ReadonlySet<string>, reason: string): FeatureRow {
  const kept = Object.entries(row.values).filter(([id]) => !ids.has(id));
  const taken = Object.keys(row.values).filter((id) => ids.has(id));
  return {
    values: Object.fromEntries(kept),
    missing: { ...row.missing, ...Object.fromEntries(taken.map((id) => [id, reason])) },
  };
}
