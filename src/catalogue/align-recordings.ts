import type { AudioStream } from '../audio/decode.js';
import { bestLag } from '../dsp/best-lag.js';
import { createRiseEnvelope } from '../dsp/rise-envelope.js';

/** How two versions of a recording lie to one another. */
export type Alignment = {
  /** By how much the music of the second comes later than that of the first; negative: earlier. */
  readonly offsetSeconds: number;
  /** Correlation of their envelopes there: 1 for a copy, about 0 for another piece. */
  readonly likeness: number;
  /** The stretch that both have, in samples at 44.1 kHz: where it begins in each, and its length. */
  readonly starts: readonly [number, number];
  readonly length: number;
};

const rate = 44100;
const hopSize = 441;
const mostSeconds = 10;

/** Finds the music of one version in the other, up to 10 s earlier or later, by where both grow louder. */
export async function alignRecordings(first: AudioStream, second: AudioStream): Promise<Alignment> {
  const [one, other] = [await envelopeOf(first), await envelopeOf(second)];
  const { lag, correlation } = bestLag(one.envelope, other.envelope, (mostSeconds * rate) / hopSize);
  const starts = [Math.max(0, -lag) * hopSize, Math.max(0, lag) * hopSize] as const;
  return {
    offsetSeconds: (lag * hopSize) / rate,
    likeness: correlation,
    starts,
    length: Math.min(one.length - starts[0], other.length - starts[1]),
  };
}

async function envelopeOf(audio: AudioStream): Promise<{ readonly envelope: Float64Array; readonly length: number }> {
  const rises = createRiseEnvelope(hopSize);
  let length = 0;
  for await (const { channels } of audio.blocks()) {
    rises.push(channels);
    length += channels[0]!.length;
  }
  return { envelope: rises.finish(), length };
}
