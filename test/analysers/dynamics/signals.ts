import type { AnalysedWindow } from '../../../src/analysis/host.js';

export const rate = 44100;

/** The same sine in both channels: [dBFS, seconds] after [dBFS, seconds], its phase running on. */
export function stereoSine(
  parts: readonly (readonly [level: number, seconds: number])[],
  hertz = 1000,
): Float32Array[] {
  const lengths = parts.map(([, seconds]) => Math.round(seconds * rate));
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const [i, [level]] of parts.entries()) {
    const amplitude = 10 ** (level / 20);
    for (const end = at + lengths[i]!; at < end; at++)
      samples[at] = amplitude * Math.sin((2 * Math.PI * hertz * at) / rate);
  }
  return [samples, samples];
}

/** The first number of a value output; NaN where it is missing. */
export function valueOf(window: AnalysedWindow, name: string, index = 0): number {
  return (window.outputs.get(name) as { row: Float64Array }).row[index]!;
}

/** White noise from -1 to 1, seeded. */
export function noise(length: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
