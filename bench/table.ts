import type { Interval } from './metrics/bootstrap.js';

/** Columns as wide as their longest cell; the first is set left, the others right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => (column === 0 ? (cells[0] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width)))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** Three decimals unless told; a dash where there is no number. */
export function cell(value: number, decimals = 3): string {
  return Number.isNaN(value) ? '-' : value.toFixed(decimals);
}

/** `value [low, high]`. */
export function intervalCell({ value, low, high }: Interval, decimals = 3): string {
  return Number.isNaN(low)
    ? cell(value, decimals)
    : `${cell(value, decimals)} [${cell(low, decimals)}, ${cell(high, decimals)}]`;
}
