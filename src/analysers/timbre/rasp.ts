import { defineAnalyser } from '../../analysis/define-analyser.js';
import { createCepstralPeak } from '../../dsp/cepstral-peak.js';
import { matchCycles } from '../../dsp/match-cycles.js';
import { mean, median } from '../../dsp/statistics.js';

/** The cepstrum looks at 46 ms up to 5.5 kHz, as voices are usually measured. */
const cepstralRate = 11025;
const cepstralFrame = 512;
/** Above it the period is shorter than what the cepstrum tells from the vowel. */
const highestCepstralHz = 800;
const rate = 44100;
/** With fewer cycles an average says little. */
const fewestCycles = 30;
/** Rows of f0 at either end of a voiced stretch that are left out: there the voice sets in or lets go. */
const edge = 2;
/** Rows at either end of the window that a frame would reach beyond, into what is not the window's own. */
const margin = 4;
/** Harmonicity is told no higher: the rest is rounding. */
const mostDecibels = 60;

const common = { statistic: 'value', minimumSeconds: 1, scored: true } as const;

/** How rough a lone voice is; only where one pitch is heard for certain, and missing elsewhere. */
export const rasp = defineAnalyser({
  kind: 'window',
  id: 'timbre.rasp',
  aspect: 'timbre',
  version: 1,
  about: 'Cepstral peak prominence, harmonics to noise, jitter and shimmer of a voice or line that stands alone.',
  references: [
    'Hillenbrand & Houde 1996, Acoustic correlates of breathy vocal quality',
    'Boersma 1993, Accurate short-term analysis of the fundamental frequency',
    'Titze & Liang 1993, Comparison of F0 extraction methods for high-precision voice perturbation measurements',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    audio: { samples: 'mono', rate },
    low: { samples: 'mono', rate: cepstralRate },
    f0: { series: 'pitch.f0/f0' },
  },
  outputs: {
    cepstralPeak: {
      shape: 'series',
      unit: 'dB',
      timeBase: 'f0',
      about: 'cepstral peak of the period over the line through the smoothed cepstrum; NaN unvoiced or above 800 Hz',
      undefinedMeans: 'no single line stands out',
    },
    harmonicsToNoise: { shape: 'value', unit: 'dB', about: 'power that comes again in the next cycle over the rest' },
    jitter: { shape: 'value', unit: '%', about: 'mean difference of neighbouring periods over the mean period' },
    shimmer: { shape: 'value', unit: 'dB', about: 'mean difference in level of neighbouring cycles' },
  },
  features: [
    {
      of: 'cepstralPeak',
      statistic: 'median',
      title: 'Cepstral peak prominence',
      lower: 'breathy or rough voice',
      higher: 'clear voice',
      unit: 'dB',
      range: [-100, 200],
      transform: 'identity',
      minimumSeconds: 1,
      formula: 'median_t C[t][T] - line(C[t])[T], C = 10 log10 |DFT(log |DFT(x)|^2)|^2 smoothed over 30 ms and .45 ms',
      citation: 'Hillenbrand & Houde 1996',
      scored: true,
    },
    {
      ...common,
      of: 'harmonicsToNoise',
      title: 'Harmonics to noise',
      lower: 'noisy voice',
      higher: 'clear voice',
      unit: 'dB',
      range: [0, mostDecibels],
      transform: 'identity',
      formula: '10 log10(r / (1 - r)), r the median over cycles of the normalised cross-correlation with the next',
      citation: 'Boersma 1993',
    },
    {
      ...common,
      of: 'jitter',
      title: 'Jitter',
      lower: 'even cycles',
      higher: 'rough voice',
      unit: '%',
      range: [0, 100],
      transform: 'log',
      formula: '100 mean_i |T[i] - T[i - 1]| / mean_i T[i], T the periods by waveform matching',
      citation: 'Titze & Liang 1993',
    },
    {
      ...common,
      of: 'shimmer',
      title: 'Shimmer',
      lower: 'even cycles',
      higher: 'rough voice',
      unit: 'dB',
      range: [0, 100],
      transform: 'log',
      formula: 'mean_i |20 log10(A[i] / A[i - 1])|, A the root mean square of a cycle',
      citation: 'Titze & Liang 1993',
    },
  ],
  analyse({ audio, low, f0 }, _parameters, out) {
    const voiced = voicedStretches(f0.rows);
    for (const prominence of cepstralPeaks(low.channels[0]!, f0.rows, f0.hopSeconds, voiced))
      out.cepstralPeak.push(prominence);
    const likenesses: number[] = [];
    const periods: number[] = [];
    let [periodChanges, levelChanges, pairs] = [0, 0, 0];
    for (const [first, end] of voiced) {
      const row = (sample: number) => Math.min(end - 1, Math.max(first, Math.round(sample / rate / f0.hopSeconds)));
      const cycles = matchCycles(
        audio.channels[0]!,
        Math.round(first * f0.hopSeconds * rate),
        Math.min(audio.channels[0]!.length, Math.round((end - 1) * f0.hopSeconds * rate)),
        (sample) => rate / f0.rows[row(sample)]!,
      );
      likenesses.push(...cycles.likenesses);
      periods.push(...cycles.periods);
      for (let i = 1; i < cycles.periods.length; i++) {
        if (Number.isNaN(cycles.periods[i]! + cycles.periods[i - 1]!)) continue;
        periodChanges += Math.abs(cycles.periods[i]! - cycles.periods[i - 1]!);
        levelChanges += Math.abs(20 * Math.log10(cycles.amplitudes[i]! / cycles.amplitudes[i - 1]!));
        pairs++;
      }
    }
    if (pairs < fewestCycles) {
      const reason = voiced.length === 0 ? 'no single line stands out' : 'hardly a cycle is like the next';
      for (const name of ['harmonicsToNoise', 'jitter', 'shimmer'] as const) out[name].missing(reason);
      return;
    }
    const likeness = median(likenesses);
    out.harmonicsToNoise.set(Math.min(mostDecibels, Math.max(0, 10 * Math.log10(likeness / (1 - likeness)))));
    out.jitter.set((100 * periodChanges) / pairs / mean(periods));
    out.shimmer.set(levelChanges / pairs);
  },
});

/** Runs of rows [first, end) with an f0, without their edges. */
function voicedStretches(f0: Float32Array): readonly (readonly [first: number, end: number])[] {
  const stretches: [number, number][] = [];
  let first = 0;
  for (let i = 0; i <= f0.length; i++) {
    if (i < f0.length && !Number.isNaN(f0[i]!)) continue;
    const [from, until] = [Math.max(margin, first + edge), Math.min(f0.length - margin, i - edge)];
    if (until > from + 1) stretches.push([from, until]);
    first = i + 1;
  }
  return stretches;
}

function cepstralPeaks(
  samples: Float32Array,
  f0: Float32Array,
  hopSeconds: number,
  voiced: readonly (readonly [first: number, end: number])[],
): Float64Array {
  const peaks = new Float64Array(f0.length).fill(NaN);
  const cepstrum = createCepstralPeak(cepstralFrame, cepstralRate);
  for (const [first, end] of voiced) {
    cepstrum.restart();
    for (let i = first; i < end; i++) {
      cepstrum.push(samples, Math.round(i * hopSeconds * cepstralRate));
      // three frames are held: their middle is the one before
      if (i >= first + 2 && f0[i - 1]! <= highestCepstralHz)
        peaks[i - 1] = cepstrum.prominence(cepstralRate / f0[i - 1]!);
    }
  }
  return peaks;
}
