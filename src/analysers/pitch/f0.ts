import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median } from '../../dsp/statistics.js';
import { latticeRate, type MeasuredLattice, measureLattice, periodicityAt } from './measure-lattice.js';
import { maximumCandidates } from './pitch-candidates.js';
import { trackPitch } from './track-pitch.js';

const hopSeconds = 0.01;
/** The gate looks at every fifth frame. */
const gateSeconds = 0.05;

/** A frame has a pitch where its best candidate's autocorrelation is at least this. */
const leastPeriodicity = 0.6;
/** A line stands alone where half of the frames with a pitch are this periodic (13 dB of harmonics over noise): a second voice, however consonant, leaves less. */
const clearPeriodicity = 0.95;
/** And where at least this share of what sounds has a pitch. */
const leastPitchedShare = 1 / 3;

/** The pitch of a line that stands alone; a dense mix has none, and says so. */
export const f0 = defineAnalyser({
  kind: 'window',
  id: 'pitch.f0',
  aspect: 'pitch',
  version: 3,
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
      formula: 'median_t max_lag r, r the autocorrelation of 67 ms frames over that of their window, sin^3',
      citation: 'Boersma 1993',
      // noise below 5.5 kHz counts against it, and how much of it lies there moves with pitch: .4 by a fourth
      scored: false,
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
    const reason = whyNoLine(gate);
    if (reason !== undefined) {
      for (let i = 0; i < frames; i++) {
        out.f0.push(NaN);
        out.confidence.push(NaN);
      }
      out.voicedShare.missing(reason);
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

/** Undefined where a line stands alone. */
function whyNoLine(gate: MeasuredLattice): string | undefined {
  const periodicities: number[] = [];
  let sounding = 0;
  gate.counts.forEach((count, i) => {
    if (gate.sounding[i] === 0) return;
    sounding++;
    const periodicity = count === 0 ? 0 : periodicityAt(gate, i * maximumCandidates);
    if (periodicity >= leastPeriodicity) periodicities.push(periodicity);
  });
  if (sounding === 0) return 'nothing sounds';
  const stands = periodicities.length >= leastPitchedShare * sounding && median(periodicities) >= clearPeriodicity;
  return stands ? undefined : 'no single line stands out';
}
