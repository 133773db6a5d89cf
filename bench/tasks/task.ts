import type { EssentiaResult } from '../../src/adapters/essentia.js';
import type { Interval } from '../metrics/bootstrap.js';

/** What a task prints besides its last line, and whom it compares with. */
export type TaskContext = {
  readonly print: (line: string) => void;
  /** Something that went wrong with one file, or how far it is. */
  readonly note: (line: string) => void;
  /** essentia.js on mono samples at 44.1 kHz; undefined leaves it out of the comparison. */
  readonly essentia: ((samples: Float32Array) => Promise<EssentiaResult>) | undefined;
  /** 'embedded' scores against the embedded profiles; calibration only. */
  readonly against: 'itself' | 'embedded';
};

/** One line of JSON: shares as fractions, each with `Low` and `High` 95 % bounds; null where undefined. */
export type Metrics = Readonly<Record<string, number | null>>;

/** Measures one thing on a folder of recordings with annotations. Throws SwerveError where the folder is not of its layout. */
export type Task = (folder: string, context: TaskContext) => Promise<Metrics>;

/** `{name, nameLow, nameHigh}` of each interval, to four decimals. */
export function withBounds(intervals: Readonly<Record<string, Interval>>): Metrics {
  const metrics: Record<string, number | null> = {};
  for (const [name, { value, low, high }] of Object.entries(intervals)) {
    metrics[name] = rounded(value);
    metrics[`${name}Low`] = rounded(low);
    metrics[`${name}High`] = rounded(high);
  }
  return metrics;
}

/** JSON has no NaN. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
}
