import type { AudioStream } from '../audio/decode.js';
import { withBlocks } from '../audio/with-blocks.js';

/** Shared by a thread and whoever watches it: odd while the thread waits for a decoder, another number each time. */
export type DecodingCount = Int32Array;

export function createDecodingCount(): DecodingCount {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Opened audio that counts each block that it waits for, as its opening was counted. */
export async function countDecoding(count: DecodingCount, open: () => Promise<AudioStream>): Promise<AudioStream> {
  const audio = await counted(count, open);
  return withBlocks(audio, async function* () {
    const blocks = audio.blocks()[Symbol.asyncIterator]();
    try {
      for (;;) {
        const step = await counted(count, () => blocks.next());
        if (step.done) return;
        yield step.value;
      }
    } finally {
      await blocks.return?.();
    }
  });
}

async function counted<T>(count: DecodingCount, wait: () => Promise<T>): Promise<T> {
  Atomics.add(count, 0, 1);
  try {
    return await wait();
  } finally {
    Atomics.add(count, 0, 1);
  }
}

/** To be called every second: for how many calls the thread has been waiting for one and the same block. */
export function createStandstill(count: DecodingCount): () => number {
  let last = 0;
  let still = 0;
  return () => {
    const now = Atomics.load(count, 0);
    still = now % 2 !== 0 && now === last ? still + 1 : 0;
    last = now;
    return still;
  };
}
