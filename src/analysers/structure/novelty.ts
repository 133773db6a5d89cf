import { defineAnalyser } from '../../analysis/define-analyser.js';
import { groupedRows } from '../../dsp/grouped-rows.js';
import { type Frames, footeNovelty, medianDistance, unitFrames } from '../../dsp/self-distance.js';
import { topOctavesHz, wholeBandHz } from '../needed-bands.js';
import { whitenedChroma } from './whitened-chroma.js';

const melBands = 40;
const chromaClasses = 12;
/** Rows of mel bands and of chroma in a frame of 222 ms, and frames on either side of a boundary: 4 s. */
const melGroup = 8;
const chromaGroup = 2;
const reach = 18;
const frameSeconds = 9800 / 44100;
const firstSeconds = reach * frameSeconds;
/** Frames between which diversity is taken: more, in a window of over a minute, are thinned out. */
const mostFrames = 300;
/** Decibels below its own mean, and below that of the loudest band, beyond which nothing in a band counts. */
const ownRange = 40;
const bandRange = 80;

/** How much a passage differs from the one before it, in tone and in harmony. */
export const novelty = defineAnalyser({
  kind: 'window',
  id: 'structure.novelty',
  aspect: 'structure',
  version: 2,
  about: 'Novelty of tone and of harmony against the 4 s before, and how diverse the whole is.',
  references: ['Foote 2000', 'Paulus, Mueller & Klapuri 2010'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { mel: { series: 'timbre.mel-frames/power' }, semitones: { series: 'structure.chroma-frames/power' } },
  outputs: {
    tone: {
      shape: 'series',
      unit: 'dB',
      about: 'spectral change between the 4 s before and the 4 s after',
      timeBase: { firstSeconds, hopSeconds: frameSeconds },
      undefinedMeans: 'shorter than 8 s, or silence',
    },
    harmony: {
      shape: 'series',
      unit: '',
      about: 'harmonic change between the 4 s before and the 4 s after',
      timeBase: { firstSeconds, hopSeconds: frameSeconds },
      undefinedMeans: 'shorter than 8 s, or silence',
    },
    diversity: { shape: 'value', unit: 'dB', about: 'median difference of tone between any two moments' },
    harmonicDiversity: { shape: 'value', unit: '', about: 'median difference of harmony between any two moments' },
  },
  features: [
    {
      of: 'tone',
      statistic: 'mean',
      title: 'Novelty of tone',
      lower: 'one texture throughout',
      higher: 'keeps changing texture',
      unit: 'dB',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 10,
      formula:
        'mean_t across - (before + after) / 2, weighted mean rms differences over 4 s of 40 mel bands in dB, each no lower than 40 dB below its mean',
      citation: 'Foote 2000',
      scored: true,
      needsHz: topOctavesHz,
    },
    {
      of: 'tone',
      statistic: 'p95',
      title: 'Strongest break in tone',
      lower: 'seamless',
      higher: 'has a break',
      unit: 'dB',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 10,
      formula: 'p95_t of the novelty of tone',
      citation: 'Foote 2000',
      scored: false,
    },
    {
      of: 'harmony',
      statistic: 'mean',
      title: 'Novelty of harmony',
      lower: 'harmony stays',
      higher: 'harmony moves on',
      unit: '',
      range: [0, 1],
      transform: 'log',
      minimumSeconds: 10,
      formula: 'mean_t across - (before + after) / 2, weighted mean cosine distances of chroma over 4 s',
      citation: 'Foote 2000',
      scored: true,
    },
    {
      of: 'diversity',
      statistic: 'value',
      title: 'Diversity of tone',
      lower: 'all of a kind',
      higher: 'many textures',
      unit: 'dB',
      range: [0, 60],
      transform: 'log',
      minimumSeconds: 5,
      formula: 'median over pairs of frames of 222 ms of the rms difference of 40 mel bands in dB',
      citation: 'Foote 1999 (self-similarity)',
      scored: true,
      needsHz: wholeBandHz,
    },
    {
      of: 'harmonicDiversity',
      statistic: 'value',
      title: 'Diversity of harmony',
      lower: 'one chord',
      higher: 'many chords',
      unit: '',
      range: [0, 1],
      transform: 'log',
      minimumSeconds: 5,
      formula: 'median over pairs of frames of 222 ms of 1 - cosine of their chroma',
      citation: 'Foote 1999 (self-similarity)',
      scored: true,
    },
  ],
  analyse({ mel, semitones }, _parameters, out) {
    const decibels = bandDecibels(mel.rows);
    const silent = decibels.length === 0;
    const tone = framesOf(decibels, melBands, melGroup);
    const harmony = unitFrames(framesOf(silent ? [] : whitenedChroma(semitones.rows), chromaClasses, chromaGroup));
    for (const value of footeNovelty(tone, rootMeanSquare, reach)) out.tone.push(value);
    for (const value of footeNovelty(harmony, half, reach)) out.harmony.push(value);
    const reason = silent ? 'digital silence, or too short' : 'shorter than half a second';
    const diversity = medianDistance(tone, rootMeanSquare, mostFrames);
    const harmonicDiversity = medianDistance(harmony, half, mostFrames);
    if (Number.isNaN(diversity)) out.diversity.missing(reason);
    else out.diversity.set(diversity);
    if (Number.isNaN(harmonicDiversity)) out.harmonicDiversity.missing(reason);
    else out.harmonicDiversity.set(Math.min(1, harmonicDiversity));
  },
});

/**
 * Decibels whose floor lies below each band's own mean, so that an equaliser, which moves a band and its floor alike, is no
 * change of texture. Empty in silence.
 */
function bandDecibels(power: Float32Array): Float64Array {
  const scale = 10 / Math.LN10;
  const means = new Float64Array(melBands);
  for (let row = 0; row < power.length; row += melBands)
    for (let b = 0; b < melBands; b++) means[b]! += (power[row + b]! * melBands) / power.length;
  const loudest = means.reduce((most, mean) => Math.max(most, mean), 0);
  if (!(loudest > 0)) return new Float64Array(0);
  const floors = means.map((mean) => Math.max(mean * 10 ** (-ownRange / 10), loudest * 10 ** (-bandRange / 10)));
  const lowest = floors.map((floor) => scale * Math.log(floor));
  const decibels = new Float64Array(power.length);
  for (let row = 0; row < power.length; row += melBands)
    for (let b = 0; b < melBands; b++)
      decibels[row + b] = power[row + b]! > floors[b]! ? scale * Math.log(power[row + b]!) : lowest[b]!;
  return decibels;
}

function framesOf(rows: ArrayLike<number>, size: number, group: number): Frames {
  const grouped = groupedRows(rows, size, group);
  return { count: grouped.length / size, size, rows: grouped };
}

function rootMeanSquare(squared: number): number {
  return Math.sqrt(squared / melBands);
}

/** 1 - cosine of unit vectors. */
function half(squared: number): number {
  return 0.5 * squared;
}
