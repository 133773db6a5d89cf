import type { GivenEvents, GivenSeries } from '../../analysis/analyser.js';

/** A line has come to its end where so much silence follows; breaths are shorter. */
const leastSilenceSeconds = 1;

/**
 * Cents above A = 440 Hz of the note on which a line ends, or undefined where it goes on to the window's end: notes as
 * `pitch.intonation/notes` has them, and the series of `pitch.f0/periodicity`, which is not defined in silence.
 */
export function finalNote(notes: GivenEvents, { rows, hopSeconds }: GivenSeries): number | undefined {
  const lastSounding = rows.findLastIndex((periodicity) => !Number.isNaN(periodicity));
  const silenceSeconds = (rows.length - 1 - lastSounding) * hopSeconds;
  const last = notes.seconds.length - 1;
  return last < 0 || silenceSeconds < leastSilenceSeconds ? undefined : notes.rows[last * notes.size];
}
