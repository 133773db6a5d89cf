import type { Speaker } from '../audio/channels.js';
import { createDecimator, firstOfTwoReach } from '../dsp/half-band.js';
import type { AnalysisRate, Channels } from './front-end.js';

/** The samples of one channel layout at one rate, held from `start` (absolute index of the first held sample) to `end`. */
export type PcmStage = {
  readonly rate: AnalysisRate;
  readonly channelCount: number;
  readonly start: number;
  readonly end: number;
  /** The held samples [from, to) of a channel; valid until the next push. */
  view(channel: number, from: number, to: number): Float32Array;
  /** The array that holds a channel: sample n is at n - start; valid until the next push. */
  buffer(channel: number): Float32Array;
  /** Lets go of the samples before `index`. */
  discardBefore(index: number): void;
  /** Makes room at once for so many samples that will be held, rather than little by little. */
  reserve(length: number): void;
};

export type PcmFeeder = PcmStage & {
  /** The next samples at 44.1 kHz, in the stage's layout. */
  push(channels: readonly Float32Array[]): void;
  flush(): void;
};

/** Makes the stage for a layout at 44.1 kHz, or one fed by a stage of twice its rate. */
export function createPcmStage(
  rate: AnalysisRate,
  channels: Channels,
  speakers: readonly Speaker[],
  onSamples: (stage: PcmStage) => void,
): PcmFeeder {
  const channelCount = channels === 'mono' ? 1 : channels === 'all' ? speakers.length : Math.min(2, speakers.length);
  const decimators = Array.from({ length: channelCount }, () => halvings(rate));
  let buffers = Array.from({ length: channelCount }, () => new Float32Array(65536));
  let start = 0;
  let end = 0;

  function enlarge(capacity: number): void {
    buffers = buffers.map((buffer) => {
      const larger = new Float32Array(capacity);
      larger.set(buffer.subarray(0, end - start));
      return larger;
    });
  }

  function append(mixed: readonly Float32Array[]): void {
    const length = mixed[0]!.length;
    const held = end - start;
    if (held + length > buffers[0]!.length) enlarge(Math.max(2 * buffers[0]!.length, held + length));
    for (let c = 0; c < channelCount; c++) buffers[c]!.set(mixed[c]!, held);
    end += length;
    onSamples(stage);
  }

  const stage: PcmFeeder = {
    rate,
    channelCount,
    get start() {
      return start;
    },
    get end() {
      return end;
    },
    view: (channel, from, to) => buffers[channel]!.subarray(from - start, to - start),
    buffer: (channel) => buffers[channel]!,
    discardBefore(index) {
      const dropped = Math.min(index, end) - start;
      // moving is put off until it frees half of the buffer, so that each sample is moved once on average
      if (dropped * 2 < buffers[0]!.length) return;
      for (const buffer of buffers) buffer.copyWithin(0, dropped, end - start);
      start += dropped;
    },
    reserve(length) {
      if (length > buffers[0]!.length) enlarge(length);
    },
    push(input) {
      append(input.map((samples, c) => decimators[c]!.reduce((signal, decimator) => decimator.push(signal), samples)));
    },
    flush() {
      if (rate === 44100) return;
      append(
        decimators.map((chain) =>
          chain.reduce<Float32Array>(
            (tail, decimator) => joined(decimator.push(tail).slice(), decimator.flush()),
            new Float32Array(0),
          ),
        ),
      );
    },
  };
  return stage;
}

function halvings(rate: AnalysisRate) {
  if (rate === 44100) return [];
  return rate === 22050 ? [createDecimator()] : [createDecimator(firstOfTwoReach), createDecimator()];
}

function joined(head: Float32Array, tail: Float32Array): Float32Array {
  const whole = new Float32Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
