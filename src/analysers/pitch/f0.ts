import { defineAnalyser } from '../../analysis/define-analyser.js';
import { createPeriodicity } from '../../dsp/periodicity.js';
import { slidingMaximum } from '../../dsp/sliding-maximum.js';
import { median } from '../../dsp/statistics.js';
import { createCandidateFinder, lagMargin, maximumCandidates } from './pitch-candidates.js';
import { type PitchLattice, trackPitch } from './track-pitch.js';

const rate = 11025;
const lowHz = 42;
const highHz = 2100;
/** 67 ms, and the longest period fits 1024 points beside it: 2.8 periods of the lowest pitch. */
const frameSize = 740;
/** What a row of f0 looks at. */
export const frameSeconds = frameSize / rate;
const hopSeconds = 0.01;
/** The gate looks at every fifth frame. */
const gateHop = 5;

/** A frame is voiced where its best period is stronger than this ... */
const unvoicedStrength = 0.6;
/** ... and its level is no more than this below the loudest within half a second: what is softer is a note's decay. */
const decayShare = 10 ** (-14 / 20);
const neighbourSeconds = 0.5;
/** A window has a line where at least half of what sounds is this periodic; chords and mixes stay below, solos above. */
const clearStrength = 0.85;
const clearShare = 0.5;

/** The pitch of a line that stands alone; a dense mix has none, and says so. */
export const f0 = defineAnalyser({
  kind: 'window',
  id: 'pitch.f0',
  aspect: 'pitch',
  version: 1,
  about: 'Fundamental frequency of a solo voice or line every 10 ms; missing where several pitches sound together.',
  references: ['Boersma 1993, Accurate short-term analysis of the fundamental frequency'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { audio: { samples: 'mono', rate } },
  outputs: {
    f0: {
      shape: 'series',
      unit: 'Hz',
      timeBase: { firstSeconds: 0, hopSeconds },
      about: 'fundamental frequency, 42 to 2100 Hz; NaN unvoiced, and throughout where no line stands alone',
      undefinedMeans: 'no single line stands out',
    },
    periodicity: {
      shape: 'series',
      unit: '',
      timeBase: { firstSeconds: 0, hopSeconds: gateHop * hopSeconds },
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
    const gate = measureLattice(samples, Math.ceil(frames / gateHop), gateHop);
    for (let i = 0; i < gate.counts.length; i++)
      out.periodicity.push(gate.sounding[i] === 1 ? gate.periodicities[i]! : NaN);
    const best = bestStrengths(gate);
    if (!(shareAbove(best, clearStrength) >= clearShare)) {
      for (let i = 0; i < frames; i++) out.f0.push(NaN);
      out.voicedShare.missing(Number.isNaN(median(best)) ? 'nothing sounds' : 'no single line stands out');
      return;
    }
    const lattice = measureLattice(samples, frames, 1);
    const path = trackPitch(lattice);
    let voiced = 0;
    let sounding = 0;
    for (let i = 0; i < frames; i++) {
      out.f0.push(path[i]! < 0 ? NaN : lattice.hertz[i * maximumCandidates + path[i]!]!);
      if (path[i]! >= 0) voiced++;
      if (path[i]! >= 0 || lattice.sounding[i] === 1) sounding++;
    }
    out.voicedShare.set(sounding === 0 ? 0 : voiced / sounding);
  },
});

type MeasuredLattice = PitchLattice & { readonly sounding: Uint8Array; readonly periodicities: Float64Array };

/** Candidates of frames `hop * 10 ms` apart. */
function measureLattice(samples: Float32Array, count: number, hop: number): MeasuredLattice {
  const periodicity = createPeriodicity(frameSize, Math.ceil(rate / lowHz) + lagMargin);
  const finder = createCandidateFinder(rate, rate / periodicity.transformSize, lowHz, highHz);
  const counts = new Uint8Array(count);
  const hertz = new Float64Array(count * maximumCandidates);
  const strengths = new Float64Array(count * maximumCandidates);
  const periodicities = new Float64Array(count);
  const levels = new Float64Array(count);
  const centre = (i: number) => Math.round(i * hop * hopSeconds * rate);
  for (let i = 0; i < count; i += 2) {
    periodicity.measure(samples, centre(i), centre(i + 1));
    counts[i] = finder.find(periodicity.first, periodicity.firstPower, hertz, strengths, i * maximumCandidates);
    periodicities[i] = finder.highest;
    levels[i] = periodicity.levels[0]!;
    if (i + 1 === count) break;
    counts[i + 1] = finder.find(
      periodicity.second,
      periodicity.secondPower,
      hertz,
      strengths,
      (i + 1) * maximumCandidates,
    );
    periodicities[i + 1] = finder.highest;
    levels[i + 1] = periodicity.levels[1]!;
  }
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  const sounding = Uint8Array.from(levels, (level) => (level > 0.01 * loudest ? 1 : 0));
  const around = slidingMaximum(levels, Math.round(neighbourSeconds / (hop * hopSeconds)));
  const unvoiced = levels.map((level, i) =>
    level < decayShare * around[i]! || sounding[i] === 0 ? 2 : unvoicedStrength,
  );
  return { counts, hertz, strengths, unvoiced, sounding, periodicities };
}

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
