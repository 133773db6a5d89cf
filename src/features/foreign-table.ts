import { foreignFeature } from './foreign-features.js';
import type { FeatureDescription } from './registry.js';
import type { FeatureRow } from './row.js';

/** One recording as another program described it. */
export type ForeignRow = {
  /** The file that was described, as the table names it. */
  readonly title: string;
  readonly artist: string;
  readonly album?: string;
  /** Its genre, or whatever else it was sorted by. */
  readonly label?: string;
  readonly row: FeatureRow;
};

/** What another program computed of some recordings, in the shape of our own rows. */
export type ForeignTable = {
  /** Who computed it: rows of one program are never compared with those of another. */
  readonly analyser: string;
  readonly features: readonly FeatureDescription[];
  readonly rows: readonly ForeignRow[];
  /** Columns that are not taken: their names say nothing to us, or the key. */
  readonly leftOut: readonly string[];
};

/** `values` by the other program's own names; NaN where it has no number. */
export type NamedValues = Omit<ForeignRow, 'row'> & { readonly values: ReadonlyMap<string, number> };

export function foreignTable(analyser: string, recordings: readonly NamedValues[]): ForeignTable {
  const smallest = new Map<string, number>();
  for (const { values } of recordings)
    for (const [name, value] of values)
      smallest.set(name, Math.min(smallest.get(name) ?? Infinity, Number.isNaN(value) ? Infinity : value));
  const features: FeatureDescription[] = [];
  const leftOut: string[] = [];
  const ids = new Map<string, string>();
  for (const [name, least] of smallest) {
    const feature = foreignFeature(analyser, name, least);
    if (feature === undefined) leftOut.push(name);
    else {
      features.push(feature);
      ids.set(name, feature.id);
    }
  }
  const rows = recordings.map(({ values, ...label }) => ({ ...label, row: rowOf(values, ids) }));
  return { analyser, features, rows, leftOut };
}

function rowOf(given: ReadonlyMap<string, number>, ids: ReadonlyMap<string, string>): FeatureRow {
  const values: Record<string, number> = {};
  const missing: Record<string, string> = {};
  for (const [name, id] of ids) {
    const value = given.get(name) ?? NaN;
    if (Number.isNaN(value)) missing[id] = 'no number in the table';
    else values[id] = value;
  }
  return { values, missing };
}
