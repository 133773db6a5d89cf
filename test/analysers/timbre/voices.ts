import { seededRandom } from '../../../src/dsp/seeded-random.js';

const rate = 44100;
/** Frequency and bandwidth in hertz. */
const formants = [
  [700, 80],
  [1200, 100],
  [2600, 150],
] as const;

export type Roughness = {
  /** Standard deviation of each period, a share of it. */
  readonly periods?: number;
  /** Of each cycle's level, dB. */
  readonly levels?: number;
  /** Noise below the voice, dB. */
  readonly noise?: number;
};

/** Two seconds of a vowel, cycle by cycle, and what its jitter in % and shimmer in dB then are. */
export function voice(hertz: number, { periods = 0, levels = 0, noise = 100 }: Roughness = {}) {
  const random = seededRandom(3);
  /** Nearly normal, of variance 1 (Irwin and Hall). */
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
  const clean = new Float64Array(2 * rate);
  const lengths: number[] = [];
  const gains: number[] = [];
  for (let start = 0.01; start < 1.95; start += lengths.at(-1)!) {
    gains.push(levels * normal());
    lengths.push((1 + periods * normal()) / hertz);
    for (let n = Math.ceil(start * rate); n < (start + 0.03) * rate; n++)
      for (const [centre, bandwidth] of formants) {
        const age = n / rate - start;
        clean[n]! +=
          10 ** (gains.at(-1)! / 20) * Math.exp(-Math.PI * bandwidth * age) * Math.sin(2 * Math.PI * centre * age);
      }
  }
  const level = Math.sqrt(clean.reduce((sum, sample) => sum + sample ** 2, 0) / clean.length);
  const samples = Float32Array.from(clean, (sample) => 0.1 * (sample / level + 10 ** (-noise / 20) * normal()));
  const meanStep = (values: readonly number[]) =>
    values.slice(1).reduce((sum, value, i) => sum + Math.abs(value - values[i]!), 0) / (values.length - 1);
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return { samples, jitter: (100 * meanStep(lengths)) / meanLength, shimmer: meanStep(gains) };
}
