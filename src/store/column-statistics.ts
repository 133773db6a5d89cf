import type { DuckDBConnection } from '@duckdb/node-api';
import { medianOf } from '../dsp/nth-largest.js';
import { quoted } from './catalogue-tables.js';
import type { Headlines } from './headlines.js';

/** Of one feature in one group: how many recordings have it, their median, and the median absolute deviation from it. */
export type ColumnStatistics = { readonly n: number; readonly median: number; readonly mad: number };

/** By group, in the order of its names; each by feature. */
export type GroupStatistics = readonly Readonly<Record<string, ColumnStatistics>>[];

/** Columns that are read in one pass over the table: enough to be quick, few enough for the memory. */
const columnsAtOnce = 10;

/** Reads column after column into one array that is ordered by group, whatever the order that rows come in. */
export async function columnStatistics(
  connection: DuckDBConnection,
  { places, groups, names }: Pick<Headlines, 'places' | 'groups' | 'names'>,
  ids: readonly string[],
): Promise<GroupStatistics> {
  const starts = new Int32Array(names.length + 1);
  for (const group of groups) if (group >= 0) starts[group + 1]!++;
  for (let group = 0; group < names.length; group++) starts[group + 1]! += starts[group]!;
  const grouped = starts[names.length]!;
  const next = starts.slice();
  const target = new Int32Array(places.reduce((most, place) => Math.max(most, place), -1) + 1).fill(-1);
  groups.forEach((group, row) => {
    if (group >= 0) target[places[row]!] = next[group]!++;
  });

  const statistics = names.map((): Record<string, ColumnStatistics> => ({}));
  const columns = Array.from({ length: columnsAtOnce }, () => new Float64Array(grouped));
  const scratch = new Float64Array(grouped);
  for (let from = 0; from < ids.length; from += columnsAtOnce) {
    const batch = ids.slice(from, from + columnsAtOnce);
    const result = await connection.stream(
      `SELECT rowid::DOUBLE, ${batch.map(definedColumn).join(', ')} FROM excerpts WHERE headline`,
    );
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const place = chunk.getColumnVector(0);
      const rows = Int32Array.from({ length: chunk.rowCount }, (_, row) => target[place.getItem(row) as number] ?? -1);
      batch.forEach((_, i) => {
        const vector = chunk.getColumnVector(i + 1);
        const column = columns[i]!;
        for (let row = 0; row < rows.length; row++)
          if (rows[row]! >= 0) column[rows[row]!] = vector.getItem(row) as number;
      });
    }
    batch.forEach((id, i) => {
      names.forEach((_, group) => {
        statistics[group]![id] = summary(columns[i]!.subarray(starts[group]!, starts[group + 1]!), scratch);
      });
    });
  }
  return statistics;
}

function summary(values: Float64Array, scratch: Float64Array): ColumnStatistics {
  let n = 0;
  for (const value of values) if (!Number.isNaN(value)) scratch[n++] = value;
  const median = medianOf(scratch, n);
  for (let i = 0; i < n; i++) scratch[i] = Math.abs(scratch[i]! - median);
  return { n, median, mad: medianOf(scratch, n) };
}

/** A column of numbers with NaN for NULL: a vector that is valid throughout is read several times as fast. */
export function definedColumn(id: string): string {
  return `coalesce(excerpts.${quoted(id)}, 'NaN'::DOUBLE)`;
}
