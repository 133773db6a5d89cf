import { defineAnalyser } from '../../analysis/define-analyser.js';
import { nthLargest } from '../../dsp/nth-largest.js';
import { findHarmonics, harmonics } from './harmonic-series.js';
import { type PeakFrames, readPeakFrames } from './peak-frames.js';

/** Both hang on how finely peaks are resolved, which is so many hertz and not so many cents: a fourth up or down moves them by .3 to 1 standard deviation. */
const common = { statistic: 'median', unit: '', minimumSeconds: 1, scored: false } as const;

/** How rough the spectrum's peaks are together, and how well one harmonic series explains them. */
export const consonance = defineAnalyser({
  kind: 'window',
  id: 'pitch.consonance',
  aspect: 'pitch',
  version: 1,
  about: 'Sensory dissonance of each frame’s peaks, and the share of them that one harmonic series explains.',
  references: [
    'Plomp & Levelt 1965, Tonal consonance and critical bandwidth',
    'Sethares 1993, Local consonance and the relationship between timbre and scale',
    'Maher & Beauchamp 1994, Fundamental frequency estimation of musical signals',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' } },
  outputs: {
    dissonance: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about: 'roughness of all pairs of peaks over the power of the frame; 0 for one harmonic series of few partials',
      undefinedMeans: 'nothing pitched sounds',
    },
    predominance: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about:
        'share of the frame’s magnitude in the ten harmonics, each within 25 cents, of the pitch that explains most',
      undefinedMeans: 'nothing pitched sounds',
    },
  },
  features: [
    {
      ...common,
      of: 'dissonance',
      title: 'Sensory dissonance',
      lower: 'smooth',
      higher: 'rough',
      range: [0, 60],
      transform: 'log',
      formula:
        'median_t sum_(i<j) a_i a_j (exp(-3.5 s d) - exp(-5.75 s d)) / sum a^2, d = f_j - f_i, s = .24 / (.0207 f_i + 18.96)',
      citation: 'Plomp & Levelt 1965; Sethares 1993',
    },
    {
      ...common,
      of: 'predominance',
      title: 'Predominant pitch share',
      lower: 'many pitches and noise',
      higher: 'one pitch rules',
      range: [0, 1],
      transform: 'logit',
      formula: 'median_t max_f0 sum of a_p within 25 cents of n f0, n = 1 to 10, over sum a_p',
      citation: 'Maher & Beauchamp 1994',
    },
  ],
  analyse({ peaks }, _parameters, out) {
    const frames = readPeakFrames(peaks);
    const { count, capacity, sizes, frequencies, magnitudes } = frames;
    const found = new Int32Array(harmonics);
    for (let i = 0; i < count; i++) {
      const from = i * capacity;
      const to = from + sizes[i]!;
      out.dissonance.push(to > from ? dissonance(frequencies, magnitudes, from, to) : NaN);
      out.predominance.push(to > from ? predominance(frames, from, to, found) : NaN);
    }
  },
});

/** Past this many critical bands, s d, a pair is rough by less than a hundredth of the most. */
const farthest = 2.2;

function dissonance(frequencies: Float64Array, magnitudes: Float64Array, from: number, to: number): number {
  let rough = 0;
  let power = 0;
  for (let i = from; i < to; i++) {
    const scale = 0.24 / (0.0207 * frequencies[i]! + 18.96);
    power += magnitudes[i]! ** 2;
    for (let j = i + 1; j < to; j++) {
      const distance = scale * (frequencies[j]! - frequencies[i]!);
      if (distance > farthest) break;
      rough += magnitudes[i]! * magnitudes[j]! * (Math.exp(-3.5 * distance) - Math.exp(-5.75 * distance));
    }
  }
  return rough / power;
}

const strongestTried = 8;
const lowestPitchHz = 40;
const tolerance = 2 ** (25 / 1200);

/** Tries each of the strongest peaks as the first, second, third and fourth harmonic. */
function predominance(frames: PeakFrames, from: number, to: number, found: Int32Array): number {
  const { frequencies, magnitudes } = frames;
  const least = nthLargest(magnitudes.slice(from, to), to - from, Math.min(strongestTried, to - from));
  let total = 0;
  let best = 0;
  for (let p = from; p < to; p++) total += magnitudes[p]!;
  for (let p = from; p < to; p++) {
    if (magnitudes[p]! < least) continue;
    for (let harmonic = 1; harmonic <= 4 && frequencies[p]! / harmonic >= lowestPitchHz; harmonic++) {
      findHarmonics(frames, from, to, frequencies[p]! / harmonic, tolerance, found);
      let sum = 0;
      for (const peak of found) if (peak >= 0) sum += magnitudes[peak]!;
      best = Math.max(best, sum);
    }
  }
  return total > 0 ? Math.min(1, best / total) : NaN;
}
