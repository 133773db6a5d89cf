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
  /** As rows say it: what computed each feature, by id, at version 1. A feature's program is part of its id. */
  readonly versions: Readonly<Record<string, number>>;
  readonly features: readonly FeatureDescription[];
  readonly rows: readonly ForeignRow[];
  /** Columns that are not taken: their names say nothing to us, or the key. */
  readonly leftOut: readonly string[];
};

/** `values` by the other program's own names; NaN where it has no number. */
export type NamedValues = Omit<ForeignRow, 'row'> & { readonly values: ReadonlyMap<string, number> };

/** `program` computed it: what one program says is never compared with what another says. */
export function foreignTable(program: string, recordings: readonly NamedValues[]): ForeignTable {
  const smallest = new Map<string, number>();
  for (const { values } of recordings)
    for (const [name, value] of values)
      smallest.set(name, Math.min(smallest.get(name) ?? Infinity, Number.isNaN(value) ? Infinity : value));
  const features: FeatureDescription[] = [];
  const leftOut: string[] = [];
  const ids = new Map<string, string>();
  for (const [name, least] of smallest) {
    const feature = foreignFeature(program, name, least);
    if (feature === undefined) leftOut.push(name);
    else {
      features.push(feature);
      ids.set(name, feature.id);
    }
  }
  const rows = recordings.map(({ values, ...label }) => ({ ...label, row: rowOf(values, ids) }));
  const versions = Object.fromEntries(features.map(({ analyser, analyserVersion }) => [analyser, analyserVersion]));
  return { versions, features, rows, leftOut };
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
