import { foldChannels, type Speaker } from '../audio/channels.js';
import type { Channels } from './front-end.js';

/** The channels of a recording in every layout that is asked for. */
export type ChannelLayouts = {
  /** Takes the next samples; those of other layouts than 'all' are mixed when they are first asked for. */
  take(channels: readonly Float32Array[]): void;
  /** The samples last taken, in arrays that are used again. */
  of(layout: Channels): readonly Float32Array[];
};

/** mono: the mean of the channels; mid-side: (left + right) / 2 and (left - right) / 2; more than two channels are folded. */
export function createChannelLayouts(speakers: readonly Speaker[]): ChannelLayouts {
  const known = new Map<Channels, readonly Float32Array[]>();
  let taken: readonly Float32Array[] = [];
  let middles = new Float32Array(0);
  let sides = new Float32Array(0);

  function mixed(layout: Channels): readonly Float32Array[] {
    if (layout === 'all') return taken;
    if (layout === 'left-right') return foldChannels(taken, speakers);
    const [left, right] = layouts.of('left-right');
    if (left === undefined || right === undefined) return layouts.of('left-right');
    const { length } = left;
    if (layout === 'mono') {
      if (middles.length < length) middles = new Float32Array(length);
      for (let n = 0; n < length; n++) middles[n] = 0.5 * (left[n]! + right[n]!);
      return [middles.subarray(0, length)];
    }
    if (sides.length < length) sides = new Float32Array(length);
    for (let n = 0; n < length; n++) sides[n] = 0.5 * (left[n]! - right[n]!);
    return [...layouts.of('mono'), sides.subarray(0, length)];
  }

  const layouts: ChannelLayouts = {
    take(channels) {
      taken = channels;
      known.clear();
    },
    of(layout) {
      const samples = known.get(layout) ?? mixed(layout);
      known.set(layout, samples);
      return samples;
    },
  };
  return layouts;
}
