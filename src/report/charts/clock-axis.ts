import type { Axis } from '../plot.js';
import { formatClock } from '../quantity.js';

const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** An axis from the recording's beginning to its end, in minutes and seconds. */
export function clockAxis(seconds: number): Axis {
  const step = steps.find((candidate) => seconds / candidate <= 6) ?? seconds / 6;
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, i) => i * step);
  return { low: 0, high: seconds, label: 'time, min:s', ticks, tickText: formatClock };
}
