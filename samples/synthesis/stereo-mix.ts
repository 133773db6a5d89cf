/** Hertz; everything is rendered at it. */
export const sampleRate = 44100;

export type StereoMix = { readonly left: Float64Array; readonly right: Float64Array };

export function silentMix(seconds: number): StereoMix {
  const length = Math.round(seconds * sampleRate);
  return { left: new Float64Array(length), right: new Float64Array(length) };
}

/** Adds a mono sound at constant power; `pan` runs from -1 (left) to 1 (right). What lies past the end is cut. */
export function place(mix: StereoMix, sound: Float64Array, startSeconds: number, gain = 1, pan = 0): void {
  const start = Math.round(startSeconds * sampleRate);
  const angle = ((pan + 1) * Math.PI) / 4;
  const leftGain = gain * Math.cos(angle) * Math.SQRT2;
  const rightGain = gain * Math.sin(angle) * Math.SQRT2;
  const end = Math.min(sound.length, mix.left.length - start);
  for (let n = Math.max(0, -start); n < end; n++) {
    mix.left[start + n]! += leftGain * sound[n]!;
    mix.right[start + n]! += rightGain * sound[n]!;
  }
}

/** Adds one mix to another. */
export function addMix(mix: StereoMix, other: StereoMix, gain = 1): void {
  for (let n = 0; n < mix.left.length; n++) {
    mix.left[n]! += gain * other.left[n]!;
    mix.right[n]! += gain * other.right[n]!;
  }
}

export function sliceMix(mix: StereoMix, startSeconds: number, seconds: number): StereoMix {
  const start = Math.round(startSeconds * sampleRate);
  const end = start + Math.round(seconds * sampleRate);
  return { left: mix.left.slice(start, end), right: mix.right.slice(start, end) };
}

/** The mix played `times` times over, sample for sample. */
export function repeatMix(mix: StereoMix, times: number): StereoMix {
  const repeat = (channel: Float64Array) => {
    const repeated = new Float64Array(channel.length * times);
    for (let turn = 0; turn < times; turn++) repeated.set(channel, turn * channel.length);
    return repeated;
  };
  return { left: repeat(mix.left), right: repeat(mix.right) };
}
