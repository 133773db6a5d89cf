import { gatherBlocks } from './gather-blocks.js';

/** Samples that are heard together, and when, in milliseconds of a clock that goes on. */
export type LiveBlock = {
  readonly channels: Float32Array<ArrayBuffer>[];
  /** Hertz. */
  readonly sampleRate: number;
  readonly atMs: number;
};

/** What is heard live, as it is given to the worker: an input's own samples, or blocks that the audio thread posts. */
export type LiveSource = ReadableStream<AudioData> | MessagePort;

/**
 * An input hands over 10 ms at a time. A thread that wakes for each takes several times what it does when it is awake, so
 * samples gather for so long, once all that came has been read.
 */
const gatheringMs = 300;
/** A read that takes longer had to wait for what it reads. */
const waitingMs = 3;

/** Hears a source until it ends; rejects where it cannot be read, or heard, any further. */
export async function hearSource(source: LiveSource, hear: (block: LiveBlock) => void): Promise<void> {
  if (source instanceof MessagePort) return hearPort(source, hear);
  let sampleRate = 0;
  let atMs = 0;
  const gather = gatherBlocks((channels) => hear({ channels, sampleRate, atMs }));
  const reader = source.getReader();
  for (;;) {
    const asked = performance.now();
    const { done, value: data } = await reader.read();
    if (done) return;
    const waited = performance.now() - asked;
    sampleRate = data.sampleRate;
    atMs = data.timestamp / 1000;
    gather(data.numberOfChannels, data.numberOfFrames, (planeIndex, frameOffset, target) =>
      data.copyTo(target, { planeIndex, frameOffset, frameCount: target.length, format: 'f32-planar' }),
    );
    data.close();
    if (waited > waitingMs) await sleep(gatheringMs);
  }
}

function hearPort(port: MessagePort, hear: (block: LiveBlock) => void): Promise<void> {
  return new Promise((_, reject) => {
    port.addEventListener('message', ({ data }: MessageEvent<LiveBlock>) => {
      try {
        // the audio thread has no clock but the one that people set: of it only what has passed since
        hear({ ...data, atMs: performance.now() - (Date.now() - data.atMs) });
      } catch (error) {
        port.close();
        reject(error);
      }
    });
    port.start();
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
