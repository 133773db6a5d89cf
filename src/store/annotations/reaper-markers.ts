import { csvCell } from './annotation-csv.js';
import type { Annotations } from './annotations.js';

/**
 * The table that REAPER's Region/Marker Manager imports: a region for each section, a marker on each downbeat (each beat
 * where no bars are heard). Times are minutes and seconds, which is what its ruler has to show when they are read.
 */
export function reaperMarkers({ beats, sections }: Annotations): string {
  const regions = sections.map(({ seconds, duration, name }, i) => [
    `R${i + 1}`,
    `section ${name}`,
    clock(seconds),
    clock(seconds + duration),
    clock(duration),
  ]);
  const markers = beats
    .filter(({ position }) => position === undefined || position === 1)
    .map(({ seconds, bar }, i) => [`M${i + 1}`, bar === undefined ? 'beat' : `bar ${bar}`, clock(seconds), '', '']);
  const lines = [['#', 'Name', 'Start', 'End', 'Length'], ...regions, ...markers];
  return lines.map((line) => `${line.map(csvCell).join(',')}\n`).join('');
}

/** '2:05.250'. */
function clock(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const minutes = Math.floor(milliseconds / 60000);
  return `${minutes}:${((milliseconds % 60000) / 1000).toFixed(3).padStart(6, '0')}`;
}
