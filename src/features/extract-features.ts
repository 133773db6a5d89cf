import type { Analyser, Feature, Output } from '../analysis/analyser.js';
import type { AnalysedWindow } from '../analysis/host.js';
import type { WindowOutput } from '../analysis/stores.js';
import { featureId } from './registry.js';
import type { FeatureRow } from './row.js';
import { summarise } from './statistics.js';

/** The features of the given analysers over one window. */
export function extractFeatures(analysers: readonly Analyser[], window: AnalysedWindow): FeatureRow {
  const values: Record<string, number> = {};
  const missing: Record<string, string> = {};
  for (const analyser of analysers) {
    if (!(analyser.kind === 'stream' ? window.scope === 'excerpt' : analyser.scopes.includes(window.scope))) continue;
    for (const feature of analyser.features) {
      const id = featureId(analyser, feature);
      const number = measure(
        feature,
        analyser.outputs[feature.of]!,
        window.outputs.get(`${analyser.id}/${feature.of}`)!,
        window,
      );
      if (typeof number === 'string') missing[id] = number;
      else values[id] = number;
    }
  }
  return { values, missing };
}

/** Words rather than numbers, such as the key, by `analyser/output`. */
export function labelsOf({ outputs }: AnalysedWindow): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [name, output] of outputs)
    if (output.shape === 'label' && output.label !== undefined) labels[name] = output.label;
  return labels;
}

/** The number, or why there is none. */
function measure(
  feature: Feature,
  output: Output,
  given: WindowOutput,
  { scope, seconds }: AnalysedWindow,
): number | string {
  if (seconds < feature.minimumSeconds)
    return scope === 'track'
      ? `needs a whole track of at least ${feature.minimumSeconds} s, this has ${seconds.toFixed(1)} s`
      : `needs ${feature.minimumSeconds} s, the excerpt has ${seconds.toFixed(1)} s`;
  const value = number(feature, given, seconds);
  if (Number.isFinite(value)) return value;
  if (given.shape === 'value' && given.missing !== undefined) return given.missing;
  return ('undefinedMeans' in output ? output.undefinedMeans : undefined) ?? 'not defined anywhere in the excerpt';
}

function number(feature: Feature, given: WindowOutput, seconds: number): number {
  const { statistic, index = 0 } = feature;
  if (given.shape === 'label') return NaN;
  if (statistic === 'value') return given.shape === 'value' ? given.row[index]! : NaN;
  if (given.shape === 'value') return NaN;
  if (statistic === 'rate') return given.shape === 'events' ? given.seconds.length / seconds : NaN;
  return summarise(statistic, column(given.rows, given.size, index));
}

function column(rows: Float32Array | Float64Array, size: number, index: number): ArrayLike<number> {
  if (size === 1) return rows;
  const values = new Float64Array(rows.length / size);
  for (let i = 0; i < values.length; i++) values[i] = rows[i * size + index]!;
  return values;
}
