import { defineAnalyser } from '../../analysis/define-analyser.js';
import { mean, median, standardDeviation } from '../../dsp/statistics.js';
import { onsetCurve } from './onset-curve.js';

/** Four frames of 10 ms are taken together. */
const decimation = 4;
const windowSeconds = 8;
const hopSeconds = 1;
const slowestBpm = 30;
const fastestBpm = 240;
const perOctave = 16;
const leastSeconds = 10;
/** A pulse is heard where strength^2 times the number of onsets exceeds this: by chance exp(-it) at one tempo (Rayleigh). */
const leastSurprise = 6;

export const localPulse = defineAnalyser({
  kind: 'window',
  id: 'timing.local-pulse',
  aspect: 'timing',
  version: 1,
  about:
    'The predominant pulse around each moment, whether or not there are steady beats: what is left of tempo in rubato.',
  references: [
    'Grosche & Mueller 2011, Extracting predominant local pulse information from music recordings, IEEE TASLP',
  ],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { flux: { series: 'timing.onset-strength/flux' } },
  outputs: {
    curve: {
      shape: 'events',
      unit: 'BPM',
      size: 2,
      about:
        'Every second, the predominant tempo of the 8 s around, and the share of the onset strength that keeps to it.',
      undefinedMeans: 'no pulse anywhere',
    },
    tempo: { shape: 'value', unit: 'BPM', about: 'Median of the local tempo, where there is a pulse.' },
    strength: { shape: 'value', unit: '', about: 'Mean share of the onset strength that keeps to the local pulse.' },
    movement: { shape: 'value', unit: '%', about: 'Standard deviation of the local tempo, octaves folded.' },
  },
  features: [
    {
      of: 'tempo',
      statistic: 'value',
      title: 'Local pulse',
      lower: 'slower',
      higher: 'faster',
      unit: 'BPM',
      range: [30, 240],
      transform: 'log',
      minimumSeconds: leastSeconds,
      formula: 'median over t of argmax_f |sum w[n - t] onset[n] exp(-2 pi i f n)|, w 8 s long, 30 to 240 BPM',
      citation: 'Grosche & Mueller 2011',
      scored: false,
    },
    {
      of: 'strength',
      statistic: 'value',
      title: 'Local pulse strength',
      lower: 'free',
      higher: 'pulsing',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: leastSeconds,
      formula: 'mean over t of max_f |sum w onset exp(-2 pi i f n)| / sum w onset',
      citation: 'Grosche & Mueller 2011',
      scored: false,
    },
    {
      of: 'movement',
      statistic: 'value',
      title: 'Local pulse movement',
      lower: 'held tempo',
      higher: 'rubato',
      unit: '%',
      range: [0, 50],
      transform: 'log',
      minimumSeconds: leastSeconds,
      formula: '100 ln 2 SD of log2(local tempo / its median), each to the nearest octave',
      citation: 'Grosche & Mueller 2011',
      scored: false,
    },
  ],
  analyse({ flux }, _parameters, out, { seconds }) {
    const { curve: curveOut, ...values } = out;
    const miss = (reason: string) => {
      for (const sink of Object.values(values)) sink.missing(reason);
    };
    if (seconds < leastSeconds) return miss('too short for a pulse');
    const fine = onsetCurve(flux);
    if (fine.every((value) => value === 0)) return miss('nothing begins');
    const rate = 1 / (decimation * flux.hopSeconds);
    const coarse = new Float64Array(Math.floor(fine.length / decimation));
    coarse.forEach((_, i) => {
      for (let k = 0; k < decimation; k++) coarse[i]! += fine[decimation * i + k]!;
    });
    const heard = pulses(coarse, rate);
    const strong = heard.filter(({ surprise }) => surprise >= leastSurprise);
    out.strength.set(mean(heard.map(({ strength }) => strength)));
    strong.forEach(({ place, bpm, strength }) => curveOut.at(flux.firstSeconds + place / rate, [bpm, strength]));
    if (2 * strong.length < heard.length) {
      out.tempo.missing('no pulse most of the time');
      out.movement.missing('no pulse most of the time');
      return;
    }
    const usual = median(strong.map(({ bpm }) => bpm));
    const octaves = strong.map(({ bpm }) => {
      const octave = Math.log2(bpm / usual);
      return octave - Math.round(octave);
    });
    out.tempo.set(usual);
    out.movement.set(Math.min(50, 100 * Math.LN2 * standardDeviation(octaves)));
  },
});

/** For each hop the strongest of the tempi, by a windowed sum at each of them. */
function pulses(curve: Float64Array, rate: number) {
  const reach = Math.round((windowSeconds * rate) / 2);
  const hop = Math.round(hopSeconds * rate);
  const window = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * i) / reach));
  const tempi = Array.from(
    { length: Math.floor(perOctave * Math.log2(fastestBpm / slowestBpm)) + 1 },
    (_, i) => slowestBpm * 2 ** (i / perOctave),
  );
  const waves = tempi.map((bpm) => windowedWave(window, (2 * Math.PI * bpm) / 60 / rate));
  const found: { place: number; bpm: number; strength: number; surprise: number }[] = [];
  for (let place = 0; place < curve.length; place += hop) {
    const from = Math.max(0, place - reach);
    const to = Math.min(curve.length, place + reach + 1);
    const shift = reach - place;
    let [total, squares] = [0, 0];
    for (let n = from; n < to; n++) {
      const value = window[n + shift]! * curve[n]!;
      total += value;
      squares += value * value;
    }
    if (!(total > 0)) continue;
    let [most, bpm] = [-1, 0];
    for (let k = 0; k < waves.length; k++) {
      const strength = strengthAt(waves[k]!, curve, from, to, shift);
      if (strength > most) [most, bpm] = [strength, tempi[k]!];
    }
    // total^2 / squares is the number of onsets, were all as strong
    found.push({ place, bpm, strength: most / total, surprise: (most * most) / squares });
  }
  return found;
}

type Wave = { readonly cosines: Float64Array; readonly sines: Float64Array };

function windowedWave(window: Float64Array, turn: number): Wave {
  const cosines = new Float64Array(window.length);
  const sines = new Float64Array(window.length);
  for (let i = 0; i < window.length; i++) {
    cosines[i] = window[i]! * Math.cos(turn * i);
    sines[i] = window[i]! * Math.sin(turn * i);
  }
  return { cosines, sines };
}

/** |sum over [from, to) of the wave, shifted, times the curve|. */
function strengthAt({ cosines, sines }: Wave, curve: Float64Array, from: number, to: number, shift: number): number {
  let real = 0;
  let imaginary = 0;
  for (let n = from; n < to; n++) {
    real += cosines[n + shift]! * curve[n]!;
    imaginary += sines[n + shift]! * curve[n]!;
  }
  return Math.hypot(real, imaginary);
}
