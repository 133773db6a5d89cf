/** BL and BR also stand for surround left and right. */
export type Speaker = 'L' | 'R' | 'C' | 'LFE' | 'BL' | 'BR' | 'LC' | 'RC' | 'BC' | 'SL' | 'SR' | 'none';

/** Microsoft's order, which WAV, FLAC and WavPack share. */
const customary: readonly (readonly Speaker[])[] = [
  [],
  ['C'],
  ['L', 'R'],
  ['L', 'R', 'C'],
  ['L', 'R', 'BL', 'BR'],
  ['L', 'R', 'C', 'BL', 'BR'],
  ['L', 'R', 'C', 'LFE', 'BL', 'BR'],
  ['L', 'R', 'C', 'LFE', 'BC', 'SL', 'SR'],
  ['L', 'R', 'C', 'LFE', 'BL', 'BR', 'SL', 'SR'],
];
export const maximumChannels = customary.length - 1;

/** Which loudspeaker each channel is for: as the file says, or by custom of their number. */
export function speakersOf(channelCount: number, said?: readonly Speaker[]): readonly Speaker[] {
  return said ?? customary[channelCount] ?? Array.from({ length: channelCount }, () => 'none' as const);
}

const half = Math.SQRT1_2;
/** What each loudspeaker adds to left and right: ITU-R BS.775, which leaves the low-frequency effects out. */
const shares: Readonly<Record<Speaker, readonly [number, number]>> = {
  L: [1, 0],
  R: [0, 1],
  C: [half, half],
  LFE: [0, 0],
  BL: [half, 0],
  BR: [0, half],
  SL: [half, 0],
  SR: [0, half],
  LC: [1, 0],
  RC: [0, 1],
  BC: [0.5, 0.5],
  none: [0, 0],
};

/** Mono and stereo as they are; more channels become left + √½·centre + √½·surround left, and the same on the right. */
export function foldChannels(channels: readonly Float32Array[], speakers: readonly Speaker[]): readonly Float32Array[] {
  if (channels.length <= 2) return channels;
  const length = channels[0]!.length;
  const folded = [new Float32Array(length), new Float32Array(length)];
  for (const [index, channel] of channels.entries())
    for (const [side, out] of folded.entries()) {
      const share = shares[speakers[index] ?? 'none'][side]!;
      if (share !== 0) for (let i = 0; i < length; i++) out[i]! += share * channel[i]!;
    }
  return folded;
}
