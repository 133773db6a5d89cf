import { aspects } from '../analysis/analyser.js';
import type { RegisteredFeature } from '../features/registry.js';
import { formatQuantity } from './quantity.js';
import type { Style } from './style.js';

/** A registered feature, and its RMS shift, in transformed units, under changes that are not musical. */
type MeasuredFeature = RegisteredFeature & { readonly measurementNoise: number | undefined };

/** The registry for reading: by aspect, each feature's id, unit and transform, its formula, its citation and its noise. */
export function featureTable(features: readonly MeasuredFeature[], style: Style): string {
  const lines: string[] = [];
  const width = Math.max(0, ...features.map(({ id }) => id.length));
  for (const aspect of aspects) {
    const own = features.filter((feature) => feature.aspect === aspect);
    if (own.length === 0) continue;
    const scored = own.filter((feature) => feature.scored).length;
    lines.push(style.heading(`${aspect} (${own.length}, ${scored} scored)`));
    for (const feature of own) {
      const { id, unit, transform, title, formula, citation, scored, scope } = feature;
      lines.push(
        `  ${style.strong(id.padEnd(width))}  ${(unit || '–').padEnd(9)}  ${transform.padEnd(8)}  ${scope.padEnd(14)}  ${scored ? 'scored' : 'reported'}`,
        `      ${title}: ${formula}`,
        style.faint(`      ${[citation, ...noiseOf(feature)].join('; ')}`),
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}

/** What is known of a feature's noise: under changes that are not musical, and against performances whose truth is known. */
function noiseOf({ measurementNoise, detectorNoise, transform, unit }: MeasuredFeature): string[] {
  const scale = transform === 'identity' || transform === 'circular' ? unit : `in ${transform} units`;
  return [
    ...(measurementNoise === undefined ? [] : [`σ_meas ${measurementNoise} ${scale}`.trimEnd()]),
    ...(detectorNoise === undefined ? [] : [`σ_det ${formatQuantity(detectorNoise, unit)}`]),
  ];
}
