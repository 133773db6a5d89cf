/** 16-bit samples, one array a channel: what the encoders get, so that the last digit of a sine cannot change a file. */
export type Pcm = { readonly sampleRate: number; readonly channels: readonly Int16Array[] };

/** Rounded to 16 bits; -1 to 1 is full scale. */
export function toPcm(sampleRate: number, channels: readonly Float64Array[]): Pcm {
  return { sampleRate, channels: channels.map(rounded) };
}

function rounded(channel: Float64Array): Int16Array {
  const samples = new Int16Array(channel.length);
  for (let n = 0; n < samples.length; n++)
    samples[n] = Math.max(-32768, Math.min(32767, Math.round(32767 * channel[n]!)));
  return samples;
}
