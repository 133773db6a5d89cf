// Runs in the audio thread: hands what it hears to the worker in blocks, and does nothing else there.

/** What is used of the AudioWorklet's global scope; the library of the page does not describe it. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Samples that go to the worker together, and when they were heard, in milliseconds. */
export type TappedBlock = { readonly channels: Float32Array[]; readonly atMs: number };

const blockLength = 4096;
const channelCount = 2;

class LiveTap extends AudioWorkletProcessor {
  private worker: MessagePort | undefined;
  private block = emptyBlock();
  private filled = 0;

  constructor() {
    super();
    this.port.addEventListener('message', ({ data }: MessageEvent<MessagePort>) => {
      this.worker = data;
    });
    this.port.start();
  }

  /** An input of one channel is heard on both. */
  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const [first] = input ?? [];
    if (first === undefined || this.worker === undefined) return true;
    for (let from = 0; from < first.length; ) {
      const to = Math.min(first.length, from + blockLength - this.filled);
      this.block.forEach((channel, c) => channel.set((input![c] ?? first).subarray(from, to), this.filled));
      this.filled += to - from;
      from = to;
      if (this.filled === blockLength) this.handOver(this.worker);
    }
    return true;
  }

  private handOver(worker: MessagePort): void {
    const tapped: TappedBlock = { channels: this.block, atMs: Date.now() };
    worker.postMessage(
      tapped,
      this.block.map(({ buffer }) => buffer),
    );
    this.block = emptyBlock();
    this.filled = 0;
  }
}

function emptyBlock(): Float32Array<ArrayBuffer>[] {
  return Array.from({ length: channelCount }, () => new Float32Array(blockLength));
}

registerProcessor('live-tap', LiveTap);
