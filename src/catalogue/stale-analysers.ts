import { analysersFor } from '../analysers/analysers-for.js';
import { analysers } from '../analysers/index.js';
import type { Analyser } from '../analysis/analyser.js';

/**
 * What must run again where rows were made by other versions: analysers whose version is another or that are new, those
 * that take their outputs, and what all these take from. Empty where nothing must.
 */
export function staleAnalysers(
  versions: Readonly<Record<string, number>>,
  current: readonly Analyser[] = analysers,
): readonly Analyser[] {
  const stale = new Set<string>(current.filter(({ id, version }) => versions[id] !== version).map(({ id }) => id));
  for (let before = -1; before < stale.size; ) {
    before = stale.size;
    for (const analyser of current) if (sourcesOf(analyser).some((id) => stale.has(id))) stale.add(analyser.id);
  }
  const outputs = current
    .filter(({ id }) => stale.has(id))
    .flatMap(({ id, outputs }) => Object.keys(outputs).map((output) => `${id}/${output}`));
  return analysersFor(outputs, current);
}

function sourcesOf(analyser: Analyser): readonly string[] {
  if (analyser.kind === 'stream') return [];
  return Object.values(analyser.inputs).flatMap((input) => {
    if ('samples' in input) return [];
    const output = 'series' in input ? input.series : 'events' in input ? input.events : input.value;
    return [output.split('/')[0]!];
  });
}
