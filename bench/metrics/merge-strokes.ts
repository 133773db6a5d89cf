import { mean } from '../../src/dsp/statistics.js';
import type { Events } from './match-events.js';

/** Events less than `withinSeconds` after the first of their group become one, at the group's mean; Böck, Krebs & Schedl 2012. */
export function mergeStrokes(events: Events, withinSeconds = 0.03): number[] {
  const groups: number[][] = [];
  for (const seconds of Array.from(events)) {
    const group = groups.at(-1);
    if (group !== undefined && seconds - group[0]! < withinSeconds) group.push(seconds);
    else groups.push([seconds]);
  }
  return groups.map((group) => mean(group));
}
