import { aspects } from '../analysis/analyser.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { Style } from './style.js';

/** The registry for reading: by aspect, each feature's id, unit and transform, its formula and its citation. */
export function featureTable(features: readonly RegisteredFeature[], style: Style): string {
  const lines: string[] = [];
  const width = Math.max(0, ...features.map(({ id }) => id.length));
  for (const aspect of aspects) {
    const own = features.filter((feature) => feature.aspect === aspect);
    if (own.length === 0) continue;
    const scored = own.filter((feature) => feature.scored).length;
    lines.push(style.heading(`${aspect} (${own.length}, ${scored} scored)`));
    for (const { id, unit, transform, title, formula, citation, scored, scope } of own) {
      lines.push(
        `  ${style.strong(id.padEnd(width))}  ${(unit || '–').padEnd(9)}  ${transform.padEnd(8)}  ${scope.padEnd(14)}  ${scored ? 'scored' : 'reported'}`,
        `      ${title}: ${formula}`,
        style.faint(`      ${citation}`),
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}
