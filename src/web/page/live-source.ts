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
  const gather = gatherBlocks((channels) => hear({ channels, sampleRate, atMs }));
  for await (const data of source) {
    sampleRate = data.sampleRate;
    atMs = data.timestamp / 1000;
    gather(data.numberOfChannels, data.numberOfFrames, (planeIndex, frameOffset, target) =>
      data.copyTo(target, { planeIndex, frameOffset, frameCount: target.length, format: 'f32-planar' }),
    );
    data.close();
  }
}
