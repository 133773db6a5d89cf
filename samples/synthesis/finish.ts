import { type StereoMix, sampleRate } from './stereo-mix.js';

/** Rounds off the peaks (tanh) and brings the loudest sample to `peak`, in place. `drive` 1 leaves soft passages as they are. */
export function saturate({ left, right }: StereoMix, drive = 1, peak = 0.8): void {
  const loudest = Math.max(peakOf(left), peakOf(right));
  const scale = drive / loudest;
  const outGain = peak / Math.tanh(drive);
  for (const channel of [left, right])
    for (let n = 0; n < channel.length; n++) channel[n] = outGain * Math.tanh(scale * channel[n]!);
}

/** Raised-cosine fades at both ends, in place. */
export function fade({ left, right }: StereoMix, inSeconds: number, outSeconds: number): void {
  const fadeIn = Math.round(inSeconds * sampleRate);
  const fadeOut = Math.round(outSeconds * sampleRate);
  for (const channel of [left, right]) {
    for (let n = 0; n < fadeIn; n++) channel[n]! *= 0.5 - 0.5 * Math.cos((Math.PI * n) / fadeIn);
    for (let n = 0; n < fadeOut; n++) channel[channel.length - 1 - n]! *= 0.5 - 0.5 * Math.cos((Math.PI * n) / fadeOut);
  }
}

function peakOf(channel: Float64Array): number {
  let peak = 0;
  for (const sample of channel) if (Math.abs(sample) > peak) peak = Math.abs(sample);
  return peak;
}
