import { foldChannels, maximumChannels, type Speaker } from '../audio/channels.js';
import { silenceUndefined } from '../audio/silence-undefined.js';
import { createKernelMemory } from '../dsp/kernels.js';
import type { Channels } from './front-end.js';

/** The channels of a recording in every layout that is asked for. */
export type ChannelLayouts = {
  /**
   * Takes a copy of the next samples, at most `mostSamples`, what no sample is made 0 (`silenceUndefined`); returns how many these were.
   * Other layouts than 'all' are mixed when they are first asked for.
   */
  take(channels: readonly Float32Array[]): number;
  /** The samples last taken, in arrays that are used again: valid until samples are taken next, by whomever. */
  of(layout: Channels): readonly Float32Array[];
};

/** Samples taken at once. */
export const mostSamples = 16384;

type Blocks = ReturnType<typeof createBlocks>;
/** Shared by all recordings, since nothing stays in it. */
let shared: Blocks | undefined;

function createBlocks() {
  const memory = createKernelMemory(4 * mostSamples * (maximumChannels + 4));
  const block = () => memory.float32s(mostSamples);
  return {
    kernels: memory.kernels,
    taken: Array.from({ length: maximumChannels }, block),
    folded: Array.from({ length: 2 }, block),
    middle: block(),
    side: block(),
  };
}

/** mono: the mean of the channels; mid-side: (left + right) / 2 and (left - right) / 2; more than two channels are folded. */
export function createChannelLayouts(speakers: readonly Speaker[]): ChannelLayouts {
  shared ??= createBlocks();
  const { kernels, taken, folded, middle, side } = shared;
  const known = new Map<Channels, readonly Float32Array[]>();
  let length = 0;

  /** As many of the arrays as there are channels, with the samples copied into them. */
  function copied(channels: readonly Float32Array[], arrays: readonly Float32Array[]): readonly Float32Array[] {
    return channels.map((channel, c) => {
      arrays[c]!.set(channel);
      return arrays[c]!.subarray(0, length);
    });
  }

  function mixed(layout: Exclude<Channels, 'all'>): readonly Float32Array[] {
    const all = known.get('all')!;
    if (layout === 'left-right') return all.length <= 2 ? all : copied(foldChannels(all, speakers), folded);
    const [left, right] = layouts.of('left-right');
    if (left === undefined || right === undefined) return layouts.of('left-right');
    if (layout === 'mono') {
      kernels.middle(length, left.byteOffset, right.byteOffset, middle.byteOffset);
      return [middle.subarray(0, length)];
    }
    kernels.side(length, left.byteOffset, right.byteOffset, side.byteOffset);
    return [...layouts.of('mono'), side.subarray(0, length)];
  }

  const layouts: ChannelLayouts = {
    take(channels) {
      length = channels[0]!.length;
      known.clear();
      known.set('all', copied(channels, taken));
      return layouts.of('all').reduce((sum, channel) => sum + silenceUndefined(channel), 0);
    },
    of(layout) {
      const samples = known.get(layout) ?? mixed(layout as Exclude<Channels, 'all'>);
      known.set(layout, samples);
      return samples;
    },
  };
  return layouts;
}
