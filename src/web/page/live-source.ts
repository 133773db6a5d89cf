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
 * An input hands over 10 ms at a time. Threads that wake for each take several times what they do when they are awake, so
 * samples gather for so long before they are read.
 */
const gatheringMs = 300;
/** So much of that time is slept through; the rest makes up for what was late. */
const sleptShare = 0.9;

/** Hears a source until it ends. */
export async function hearSource(source: LiveSource, hear: (block: LiveBlock) => void): Promise<void> {
  if (source instanceof MessagePort) {
    source.addEventListener('message', ({ data }: MessageEvent<LiveBlock>) => {
      // the audio thread has no clock but the one that people set: of it only what has passed since
      hear({ ...data, atMs: performance.now() - (Date.now() - data.atMs) });
    });
    source.start();
    return;
  }
  let sampleRate = 0;
  let atMs = 0;
  let gatheredMs = 0;
  let wokenMs = performance.now();
  const gather = gatherBlocks((channels) => hear({ channels, sampleRate, atMs }));
  for await (const data of source) {
    sampleRate = data.sampleRate;
    atMs = data.timestamp / 1000;
    gather(data.numberOfChannels, data.numberOfFrames, (planeIndex, frameOffset, target) =>
      data.copyTo(target, { planeIndex, frameOffset, frameCount: target.length, format: 'f32-planar' }),
    );
    gatheredMs += (1000 * data.numberOfFrames) / sampleRate;
    data.close();
    if (gatheredMs < gatheringMs) continue;
    gatheredMs = 0;
    await sleep(sleptShare * gatheringMs - (performance.now() - wokenMs));
    wokenMs = performance.now();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
