import { onsetNoise } from '../../src/analysers/timing/onset-noise.js';
import type { GivenEvents } from '../../src/analysis/analyser.js';
import { mean } from '../../src/dsp/statistics.js';
import { matchEvents } from '../metrics/match-events.js';
import type { Groove } from './groove.js';

/** An onset that was played and heard: how late it was heard, and by how many decibels its attack rises. */
export type TimedOnset = { readonly errorMs: number; readonly contrast: number };

/** Strokes this near sound as one; with others this near, no one time is theirs. */
const togetherSeconds = 0.004;
const apartSeconds = 0.05;

/** The strokes that stand alone, or together with others within 4 ms, as they were heard. */
export function timedOnsets({ strokes }: Groove, onsets: GivenEvents, attacks: GivenEvents): TimedOnset[] {
  const times = strokes.map(({ seconds }) => seconds);
  const alone: number[] = [];
  for (let i = 0; i < times.length; ) {
    let end = i + 1;
    while (end < times.length && times[end]! - times[i]! <= togetherSeconds) end++;
    const before = times[i]! - (times[i - 1] ?? -Infinity);
    const after = (times[end] ?? Infinity) - times[end - 1]!;
    if (before > apartSeconds && after > apartSeconds) alone.push(mean(times.slice(i, end)));
    i = end;
  }
  return matchEvents(alone, onsets.seconds, apartSeconds / 2).map(([played, heard]) => ({
    errorMs: 1000 * (onsets.seconds[heard]! - alone[played]!),
    contrast: attacks.rows[heard * attacks.size]!,
  }));
}

/** Standard deviation, about the mean, of the errors in each row of the analysers' own table. */
export function noiseByContrast(
  timed: readonly TimedOnset[],
): { readonly from: number; readonly n: number; readonly sd: number }[] {
  return onsetNoise.map(({ from }, row) => {
    const to = onsetNoise[row + 1]?.from ?? Infinity;
    const errors = timed.flatMap(({ errorMs, contrast }) => (contrast >= from && contrast < to ? [errorMs] : []));
    const centre = mean(errors);
    return { from, n: errors.length, sd: Math.sqrt(mean(errors.map((error) => (error - centre) ** 2))) };
  });
}
