import type { GivenEvents } from '../../analysis/analyser.js';
import { median } from '../../dsp/statistics.js';

const fewestDownbeats = 4;

/** Whole bars from each edge to the next, each edge taken as its nearest downbeat; undefined without a steady pulse. */
export function barsBetween(edges: readonly number[], beats: GivenEvents): number[] | undefined {
  const downbeats = beats.seconds.filter((_, i) => beats.rows[i] === 1);
  if (downbeats.length < fewestDownbeats) return undefined;
  const usual = median(downbeats.slice(1).map((seconds, i) => seconds - downbeats[i]!));
  const places = edges.map((seconds) => Math.round(barAt(seconds, downbeats, usual)));
  return places.slice(1).map((place, i) => place - places[i]!);
}

/** How many bars after the first downbeat; bars before it and after the last are as long as usual. */
function barAt(seconds: number, downbeats: Float64Array, usual: number): number {
  const next = downbeats.findIndex((downbeat) => downbeat > seconds);
  if (next === 0) return (seconds - downbeats[0]!) / usual;
  const last = next < 0 ? downbeats.length - 1 : next - 1;
  const bar = next < 0 ? usual : downbeats[next]! - downbeats[last]!;
  return last + (seconds - downbeats[last]!) / bar;
}
