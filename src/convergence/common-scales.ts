import type { Aspect } from '../analysis/analyser.js';
import { median } from '../dsp/statistics.js';
import { joinTables, type ReferenceTable, selectColumns, tableOf, transformRow } from '../profiles/reference-table.js';
import { fitScales } from '../profiles/standardise.js';
import type { Column, Transformable } from '../profiles/transform.js';
import type { RowSet } from './row-set.js';

export type ScaledFeature = Transformable & { readonly aspect: Aspect; readonly measurement: number };

/** Looks up a track's value by feature id. */
export type Lookup = (id: string) => number | undefined;

/** One robust z for several sets. */
export type CommonScales = {
  /** What each column of a row set is: a feature's id, and the part of a circular one. */
  readonly names: readonly string[];
  /** Of each column of a row set. */
  readonly aspects: readonly Aspect[];
  /** The measuring noise of each column, in z: how far it moves under changes that are not musical. */
  readonly noise: Float64Array;
  rowSet(tracks: readonly Lookup[], groups: readonly string[]): RowSet;
};

/**
 * Robust z that favours none of the sets: every column is centred on the mean of the sets' medians and scaled by the
 * spread that tracks have about their own set's median, all sets weighing the same, with the measuring noise in it as
 * profiles have it. Columns that do not vary in any set, or that a set lacks, are left out.
 */
export function commonScales(features: readonly ScaledFeature[], sets: readonly (readonly Lookup[])[]): CommonScales {
  const tables = sets.map((tracks) => tableOf(features, tracks));
  const medians = tables.map(columnMedians);
  const { columns } = tables[0]!;
  const residuals = joinTables(
    tables.map((table, set) => ({
      ...table,
      values: table.values.map((value, at) => value - medians[set]![at % table.width]!),
    })),
  );
  const weights = Float64Array.from(tables.flatMap(({ count }) => Array<number>(count).fill(1 / count)));
  const measurement = Float64Array.from(columns, ({ feature }) => features[feature]!.measurement);
  const { scale } = fitScales(residuals, weights, measurement);
  const centre = columns.map((_, j) => medians.reduce((sum, own) => sum + own[j]!, 0) / medians.length);
  const kept = [...columns.keys()].filter((j) => Number.isFinite(scale[j]!) && Number.isFinite(centre[j]!));
  const used: Column[] = kept.map((j) => columns[j]!);
  return {
    names: used.map(({ feature, part }) => `${features[feature]!.id} ${part}`),
    aspects: used.map(({ feature }) => features[feature]!.aspect),
    noise: Float64Array.from(kept, (j) => measurement[j]! / scale[j]!),
    rowSet(tracks, groups) {
      const width = used.length;
      const z = new Float64Array(tracks.length * width);
      tracks.forEach((valueOf, row) => {
        const values = transformRow(features, used, valueOf);
        kept.forEach((j, place) => {
          z[row * width + place] = (values[place]! - centre[j]!) / scale[j]!;
        });
      });
      return { count: tracks.length, width, z, groups };
    },
  };
}

function columnMedians(table: ReferenceTable): Float64Array {
  return Float64Array.from(table.columns, (_, column) => median(selectColumns(table, [column]).values));
}
