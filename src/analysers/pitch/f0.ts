import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median } from '../../dsp/statistics.js';
import { latticeRate, type MeasuredLattice, measureLattice, periodicityAt } from './measure-lattice.js';
import { maximumCandidates } from './pitch-candidates.js';
import { trackPitch } from './track-pitch.js';

const hopSeconds = 0.01;
/** The gate looks at every fifth frame. */
const gateSeconds = 0.05;

/** A window has a line where at least half of what sounds is this periodic; chords and mixes stay below, solos above. */
const clearStrength = 0.85;
const clearShare = 0.5;

/** The pitch of a line that stands alone; a dense mix has none, and says so. */
export const f0 = defineAnalyser({
  kind: 'window',
  id: 'pitch.f0',
  aspect: 'pitch',
  version: 2,
  about: 'Fundamental frequency of a solo voice or line every 10 ms; missing where several pitches sound together.',
  references: ['Boersma 1993, Accurate short-term analysis of the fundamental frequency'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { audio: { samples: 'mono', rate: latticeRate } },
  outputs: {
    f0: {
      shape: 'series',
      unit: 'Hz',
      timeBase: { firstSeconds: 0, hopSeconds },
      about: 'fundamental frequency, 42 to 2100 Hz; NaN unvoiced, and throughout where no line stands alone',
      undefinedMeans: 'no single line stands out',
    },
    confidence: {
      shape: 'series',
      unit: '',
      timeBase: { firstSeconds: 0, hopSeconds },
      about: 'autocorrelation at the period of f0, 0 to 1: c / (1 - c) is the harmonics-to-noise ratio; NaN unvoiced',
      undefinedMeans: 'no single line stands out',
    },
    periodicity: {
      shape: 'series',
      unit: '',
      timeBase: { firstSeconds: 0, hopSeconds: gateSeconds },
      about: 'autocorrelation at the best period from 0.5 to 24 ms, 0 to 1; NaN 40 dB below the loudest frame',
      undefinedMeans: 'nothing sounds',
    },
    voicedShare: { shape: 'value', unit: '', about: 'share of the sounding frames with an f0, 0 to 1' },
  },
  features: [
    {
      of: 'periodicity',
      statistic: 'median',
      title: 'Pitch clarity',
      lower: 'noise and many pitches',
      higher: 'one clear pitch at a time',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 1,
      formula: 'median_t max_lag r, r the autocorrelation of 67 ms Hann frames over that of the window',
      citation: 'Boersma 1993',
      scored: true,
    },
    {
      of: 'voicedShare',
      statistic: 'value',
      title: 'Voiced share',
      lower: 'mostly unvoiced',
      higher: 'voiced throughout',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 1,
      formula: 'frames with an f0 over frames within 40 dB of the loudest',
      citation: 'Boersma 1993',
      scored: true,
    },
  ],
  analyse({ audio }, _parameters, out, { seconds }) {
    const samples = audio.channels[0]!;
    const frames = Math.floor(seconds / hopSeconds + 1e-6);
    const gate = measureLattice(samples, Math.ceil((frames * hopSeconds) / gateSeconds - 1e-6), gateSeconds);
    for (let i = 0; i < gate.counts.length; i++)
      out.periodicity.push(gate.sounding[i] === 1 ? gate.periodicities[i]! : NaN);
    const best = bestStrengths(gate);
    if (!(shareAbove(best, clearStrength) >= clearShare)) {
      for (let i = 0; i < frames; i++) {
        out.f0.push(NaN);
        out.confidence.push(NaN);
      }
      out.voicedShare.missing(Number.isNaN(median(best)) ? 'nothing sounds' : 'no single line stands out');
      return;
    }
    const lattice = measureLattice(samples, frames, hopSeconds);
    const path = trackPitch(lattice);
    let voiced = 0;
    let sounding = 0;
    for (let i = 0; i < frames; i++) {
      const place = path[i]! < 0 ? -1 : i * maximumCandidates + path[i]!;
      out.f0.push(place < 0 ? NaN : lattice.hertz[place]!);
      out.confidence.push(place < 0 ? NaN : periodicityAt(lattice, place));
      if (place >= 0) voiced++;
      if (place >= 0 || lattice.sounding[i] === 1) sounding++;
    }
    out.voicedShare.set(sounding === 0 ? 0 : voiced / sounding);
  },
});

/** Strength of each frame's best candidate, 0 where it has none; NaN where nothing sounds. */
function bestStrengths({ counts, strengths, sounding }: MeasuredLattice): Float64Array {
  return Float64Array.from(counts, (count, i) =>
    sounding[i] === 0 ? NaN : count === 0 ? 0 : Math.max(0, strengths[i * maximumCandidates]!),
  );
}

/** Share of the defined numbers that are at least `least`; NaN of nothing. */
function shareAbove(values: Float64Array, least: number): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.filter((value) => value >= least).length / defined.length;
}
