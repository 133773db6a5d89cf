import { defineAnalyser } from '../../analysis/define-analyser.js';
import { maximumPeaks } from '../pitch/spectral-peaks.js';

/** Past this many critical bands a pair beats too fast to be rough: less than a thousandth of the most. */
const farthest = 2.7;
/** Nor do two of which one is this share of the other: less than a thousandth, too. */
const faintest = 0.05;

/** How much the partials of each frame beat with one another. */
export const roughness = defineAnalyser({
  kind: 'window',
  id: 'timbre.roughness',
  aspect: 'timbre',
  version: 1,
  about: 'Roughness of the spectral peaks up to 4.9 kHz, whatever their level.',
  references: ['Vassilakis 2001, Perceptual and physical properties of amplitude fluctuation'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' } },
  outputs: {
    roughness: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about: 'mean over the peaks of the roughness that each has with those above it',
      undefinedMeans: 'nothing pitched sounds',
    },
  },
  features: [
    {
      of: 'roughness',
      statistic: 'median',
      title: 'Roughness',
      lower: 'smooth',
      higher: 'rough',
      unit: '',
      range: [0, 10],
      transform: 'log',
      minimumSeconds: 1,
      formula:
        'median_t sum_{i<j} (a_i a_j)^.1 .5 (2 min(a_i, a_j) / (a_i + a_j))^3.11 (e^(-3.5 s d) - e^(-5.75 s d)) / peaks, a re the strongest of the frame, d = f_j - f_i, s = .24 / (.0207 f_i + 18.96)',
      citation: 'Vassilakis 2001',
      scored: true,
    },
  ],
  analyse({ peaks }, _parameters, out) {
    const tenthRoots = new Float64Array(maximumPeaks);
    for (let t = 0; t < peaks.count; t++) {
      const row = peaks.rows.subarray(t * peaks.size, (t + 1) * peaks.size);
      out.roughness.push(
        roughnessOf(row.subarray(0, maximumPeaks), row.subarray(maximumPeaks, 2 * maximumPeaks), tenthRoots),
      );
    }
  },
});

/** Of ascending frequencies, NaN past the last, and their magnitudes; `tenthRoots` is written over. */
function roughnessOf(frequencies: Float32Array, magnitudes: Float32Array, tenthRoots: Float64Array): number {
  let strongest = 0;
  let count = 0;
  for (; count < frequencies.length && frequencies[count]! > 0; count++)
    if (magnitudes[count]! > strongest) strongest = magnitudes[count]!;
  if (count === 0) return NaN;
  for (let i = 0; i < count; i++) tenthRoots[i] = (magnitudes[i]! / strongest) ** 0.1;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const scale = 0.24 / (0.0207 * frequencies[i]! + 18.96);
    const a = magnitudes[i]!;
    for (let j = i + 1; j < count; j++) {
      const distance = scale * (frequencies[j]! - frequencies[i]!);
      if (distance > farthest) break;
      const b = magnitudes[j]!;
      const fainter = a < b ? a : b;
      if (fainter < faintest * (a + b - fainter)) continue;
      // one exponential for the power of the depth and the decay, and one for the rise
      const fading = Math.exp(3.11 * Math.log((2 * fainter) / (a + b)) - 3.5 * distance);
      sum += tenthRoots[i]! * tenthRoots[j]! * fading * (1 - Math.exp(-2.25 * distance));
    }
  }
  return (0.5 * sum) / count;
}
