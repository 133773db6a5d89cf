const blockLength = 4096;

/** The next samples of each channel: `copy` puts those from a place on into the target, as many as it holds. */
export type GatherBlocks = (
  channelCount: number,
  length: number,
  copy: (channel: number, from: number, target: Float32Array) => void,
) => void;

/** Makes blocks of 4096 samples of pieces of any length; the receiver owns them. Where the channels become more or fewer, what was begun is dropped. */
export function gatherBlocks(onBlock: (channels: Float32Array<ArrayBuffer>[]) => void): GatherBlocks {
  let block: Float32Array<ArrayBuffer>[] = [];
  let filled = 0;
  return (channelCount, length, copy) => {
    if (channelCount !== block.length) filled = 0;
    for (let from = 0; from < length; ) {
      if (filled === 0) block = Array.from({ length: channelCount }, () => new Float32Array(blockLength));
      const count = Math.min(length - from, blockLength - filled);
      for (const [c, channel] of block.entries()) copy(c, from, channel.subarray(filled, filled + count));
      from += count;
      filled += count;
      if (filled < blockLength) continue;
      filled = 0;
      onBlock(block);
    }
  };
}
