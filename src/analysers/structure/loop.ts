import { defineAnalyser } from '../../analysis/define-analyser.js';
import { createComplexFft } from '../../dsp/fft.js';
import { median } from '../../dsp/statistics.js';

const rate = 11025;
/** Samples compared at a time: .74 s; and how far around a lag is searched: 60 ms. */
const chunk = 8192;
const search = 662;
const transformSize = 16384;
/** Lags on either side of the best that an in-between maximum is interpolated from. */
const interpolation = 8;
/** Passages that the lag is searched in. */
const searchedPassages = 6;
/** Passages this far below the loudest say nothing. */
const silenceShare = 1e-4;

/** Whether what comes back is the same recording pasted again or the same music played again. */
export const loop = defineAnalyser({
  kind: 'window',
  id: 'structure.loop',
  aspect: 'structure',
  version: 1,
  about: 'Waveform likeness of the window with itself at the lags where it repeats.',
  references: ['Streich & Ong 2008 (loop finding)', 'Knapp & Carter 1976 (generalised cross-correlation)'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    audio: { samples: 'mono', rate: 11025 },
    lags: { value: 'structure.repetition/lags' },
  },
  outputs: {
    exactness: { shape: 'value', unit: '', about: '1 pasted sample for sample, near 0 played anew' },
    period: { shape: 'value', unit: 's', about: 'lag at which the waveform is most like itself' },
  },
  features: [
    {
      of: 'exactness',
      statistic: 'value',
      title: 'Loop exactness',
      lower: 'played anew each time',
      higher: 'pasted',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 10,
      formula:
        'max over 4 lags of median over passages of max_{lag +- 60 ms} sum x[n] x[n + lag] / sqrt(sum x[n]^2 sum x[n + lag]^2), x pre-emphasised, to 5 kHz',
      citation: 'Knapp & Carter 1976 (cross-correlation)',
      scored: true,
    },
  ],
  analyse({ audio, lags }, _parameters, out) {
    const signal = preEmphasised(audio.channels[0]!);
    let best: Repeat | undefined;
    for (const seconds of lags.row) {
      const repeat = Number.isNaN(seconds) ? undefined : repeatNear(signal, Math.round(seconds * rate));
      if (repeat !== undefined && (best === undefined || repeat.likeness > best.likeness)) best = repeat;
    }
    if (best === undefined) {
      const reason = lags.missing ?? 'too short to repeat, or nothing but silence';
      out.exactness.missing(reason);
      out.period.missing(reason);
    } else {
      out.exactness.set(refinedLikeness(signal, best));
      out.period.set(best.lag / rate);
    }
  },
});

/** A lag in samples, the passages that were compared across it, and their median correlation at it. */
type Repeat = { readonly lag: number; readonly starts: readonly number[]; readonly likeness: number };

/** x[n] - 0.97 x[n - 1]: otherwise any held bass note would look like a loop. */
function preEmphasised(samples: Float32Array): Float64Array {
  const out = new Float64Array(samples.length);
  for (let n = 1; n < out.length; n++) out[n] = samples[n]! - 0.97 * samples[n - 1]!;
  return out;
}

/** Undefined where no passage can be compared. */
function repeatNear(signal: Float64Array, lag: number): Repeat | undefined {
  const last = signal.length - lag - 2 * search - chunk;
  if (last < 0) return undefined;
  const starts = Array.from({ length: Math.floor(last / chunk) + 1 }, (_, i) => i * chunk);
  const energies = starts.map((start) => energyOf(signal, start));
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), 0);
  if (loudest === 0) return undefined;
  const sounding = starts.filter((_, i) => energies[i]! > silenceShare * loudest);
  const exact = bestLag(signal, spread(sounding, searchedPassages), lag);
  const likeness = median(sounding.map((start) => dot(signal, start, exact) / scaleOf(signal, start, exact)));
  return { lag: exact, starts: sounding, likeness };
}

/** At most `count` of the values, from first to last. */
function spread(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, i) => values[Math.round((i * (values.length - 1)) / (count - 1))]!);
}

function energyOf(signal: Float64Array, start: number): number {
  return dot(signal, start, 0);
}

function dot(signal: Float64Array, start: number, lag: number): number {
  let sum = 0;
  for (let n = start; n < start + chunk; n++) sum += signal[n]! * signal[n + lag]!;
  return sum;
}

/** What a perfect repeat correlates at; 1 where a passage is silent. */
function scaleOf(signal: Float64Array, start: number, lag: number): number {
  return Math.sqrt(energyOf(signal, start) * energyOf(signal, start + lag)) || 1;
}

const fft = createComplexFft(transformSize);

/** The lag within `search` of the given one at which the passages' cross-correlations, summed alike, are largest. */
function bestLag(signal: Float64Array, starts: readonly number[], lag: number): number {
  const sumReal = new Float64Array(transformSize);
  const sumImaginary = new Float64Array(transformSize);
  const real = new Float64Array(transformSize);
  const imaginary = new Float64Array(transformSize);
  for (const start of starts) {
    real.fill(0);
    imaginary.fill(0);
    real.set(signal.subarray(start, start + chunk));
    imaginary.set(signal.subarray(start + lag - search, start + lag + search + chunk));
    fft.forward(real, imaginary);
    addCrossSpectrum(real, imaginary, scaleOf(signal, start, lag), sumReal, sumImaginary);
  }
  fft.inverse(sumReal, sumImaginary);
  let place = 0;
  for (let k = 1; k <= 2 * search; k++) if (sumReal[k]! > sumReal[place]!) place = k;
  return lag - search + place;
}

/** From the transform of a + i b, adds that of their cross-correlation sum_n a[n] b[n + k], over `scale`. */
function addCrossSpectrum(
  real: Float64Array,
  imaginary: Float64Array,
  scale: number,
  sumReal: Float64Array,
  sumImaginary: Float64Array,
): void {
  const size = real.length;
  for (let k = 0; k < size; k++) {
    const mirror = (size - k) % size;
    const aReal = 0.5 * (real[k]! + real[mirror]!);
    const aImaginary = 0.5 * (imaginary[k]! - imaginary[mirror]!);
    const bReal = 0.5 * (imaginary[k]! + imaginary[mirror]!);
    const bImaginary = 0.5 * (real[mirror]! - real[k]!);
    sumReal[k]! += (aReal * bReal + aImaginary * bImaginary) / scale;
    sumImaginary[k]! += (aReal * bImaginary - aImaginary * bReal) / scale;
  }
}

/** The median over the passages of the largest correlation within a sample of the lag, between samples too. */
function refinedLikeness(signal: Float64Array, { lag, starts }: Repeat): number {
  const correlation = new Float64Array(2 * interpolation + 1);
  const likenesses = starts.map((start) => {
    for (let k = -interpolation; k <= interpolation; k++) correlation[k + interpolation] = dot(signal, start, lag + k);
    let most = 0;
    for (let shift = -1; shift <= 1; shift += 0.125) most = Math.max(most, interpolated(correlation, shift));
    return Math.min(1, most / scaleOf(signal, start, lag));
  });
  return median(likenesses);
}

/** A correlation is as band-limited as its signal: windowed-sinc interpolation around its centre. */
function interpolated(values: Float64Array, shift: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = shift - (i - interpolation);
    const edge = Math.cos((Math.PI * distance) / (2 * (interpolation + 2))) ** 2;
    sum += values[i]! * edge * (distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance));
  }
  return sum;
}
