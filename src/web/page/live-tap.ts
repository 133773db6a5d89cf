// Runs in the audio thread: hands what it hears to the worker in blocks, and does nothing else there.
import { gatherBlocks } from './gather-blocks.js';
import type { LiveBlock } from './live-source.js';

/** What is used of the AudioWorklet's global scope; the library of the page does not describe it. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare const sampleRate: number;

class LiveTap extends AudioWorkletProcessor {
  private worker: MessagePort | undefined;
  private readonly gather = gatherBlocks((channels) => {
    const block: LiveBlock = { channels, sampleRate, atMs: Date.now() };
    this.worker?.postMessage(
      block,
      channels.map(({ buffer }) => buffer),
    );
  });

  constructor() {
    super();
    this.port.addEventListener('message', ({ data }: MessageEvent<MessagePort>) => {
      this.worker = data;
    });
    this.port.start();
  }

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const [first] = input ?? [];
    if (first !== undefined && this.worker !== undefined)
      this.gather(input!.length, first.length, (channel, from, target) =>
        target.set(input![channel]!.subarray(from, from + target.length)),
      );
    return true;
  }
}

registerProcessor('live-tap', LiveTap);
