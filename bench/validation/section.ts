import type { Interval } from '../metrics/bootstrap.js';

/** One thing that was to be shown: what was wanted, what was found, whether that is enough. */
export type Finding = {
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
  readonly n: string;
  readonly met: boolean;
};

/** A part of docs/validation.md. */
export type Report = {
  readonly title: string;
  readonly findings: readonly Finding[];
  /** Markdown below the heading. */
  readonly text: string;
  /** SVG by file name, written to docs/plots and shown below the text. */
  readonly plots?: Readonly<Record<string, string>>;
};

/** Measures one subject with the recordings below `data`; `note` tells how far it is. */
export type Section = (data: string, note: (line: string) => void) => Promise<Report>;

/** '.916' rather than '0.916', as shares are written in these pages. */
export function share(value: number, decimals = 3): string {
  return value.toFixed(decimals).replace(/^(-?)0\./, '$1.');
}

/** '.916 [.880–.940]'. */
export function withInterval({ value, low, high }: Interval, decimals = 3): string {
  return Number.isNaN(low)
    ? share(value, decimals)
    : `${share(value, decimals)} [${share(low, decimals)}–${share(high, decimals)}]`;
}

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
