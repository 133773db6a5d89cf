/** The sound of the fixtures, as fixtures/generate.mjs has it: integers of 16 bits. */
export function signalSample(index: number, frames: number, channel: number, rate: number): number {
  const place = index / frames;
  const hertz = channel % 2 === 0 ? 441 : 1000;
  const ramp = channel % 2 === 0 ? place : 1 - place;
  // + 0 turns −0, which no integer of a file is, into 0.
  return Math.round((16000 / (1 + channel)) * ramp * Math.sin((2 * Math.PI * hertz * index) / rate)) + 0;
}

/** The same as channels, full scale 1. */
export function signal(frames: number, channelCount: number, rate: number): Float32Array[] {
  return Array.from({ length: channelCount }, (_, channel) =>
    Float32Array.from({ length: frames }, (_, index) => signalSample(index, frames, channel, rate) / 32768),
  );
}

/** Decibels by which `reference` stands above its difference from `estimate`, from sample `skip` on. */
export function signalToError(reference: Float32Array, estimate: Float32Array, skip = 0): number {
  let power = 0;
  let error = 0;
  for (let i = skip; i < reference.length - skip; i++) {
    power += reference[i]! ** 2;
    error += (reference[i]! - (estimate[i] ?? 0)) ** 2;
  }
  return 10 * Math.log10(power / error);
}
