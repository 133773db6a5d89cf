import { defineAnalyser } from '../../analysis/define-analyser.js';
import { loudnessOf } from '../../dsp/k-weighting.js';
import { mean, median, quantile, sortedDefined } from '../../dsp/statistics.js';
import { topOctavesHz } from '../needed-bands.js';

/** 100 ms rows in a short-term window of 3 s, and 10 ms rows. */
const shortTermRows = 30;
const peakRowsPerLevel = 10;
/** Blocks of 3 s of the dynamic range: the loudest fifth of them is its level. */
const loudestShare = 0.2;
/** Parts of a window this far below its mean count as silence, in the crest of a band. */
const floorShare = 1e-6;
const bandNames = ['below 200 Hz', '200 to 800 Hz', 'above 3 kHz'] as const;

/** How far peaks stand out over the level around them: what limiters and compressors take away. */
export const crest = defineAnalyser({
  kind: 'window',
  id: 'dynamics.crest',
  aspect: 'dynamics',
  version: 2,
  about: 'Peak to loudness ratios, crest factors and dynamic range.',
  references: [
    'EBU Tech 3341',
    'Shepherd 2016 (peak to short-term loudness ratio)',
    'Katz 2014, Mastering Audio',
    'Pleasurize Music Foundation 2009 (dynamic range meter)',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    peaks: { series: 'dynamics.peaks/truePeak' },
    weighted: { series: 'dynamics.levels/weighted' },
    plain: { series: 'dynamics.levels/plain' },
    bands: { series: 'dynamics.band-levels/levels' },
    integrated: { value: 'dynamics.loudness/integrated' },
    peak: { value: 'dynamics.true-peak/peak' },
  },
  outputs: {
    peakToLoudness: { shape: 'value', unit: 'dB', about: 'true peak over integrated loudness (PLR)' },
    peakToShortTerm: {
      shape: 'value',
      unit: 'dB',
      about: 'median over time of the peak of 3 s over its loudness (PSR)',
    },
    overall: { shape: 'value', unit: 'dB', about: 'true peak over the root mean square' },
    dynamicRange: { shape: 'value', unit: 'dB', about: 'second highest peak over the level of the loudest fifth (DR)' },
    bands: { shape: 'value', unit: 'dB', size: 3, about: `crest of the bands ${bandNames.join(', ')}` },
  },
  features: [
    {
      of: 'peakToLoudness',
      statistic: 'value',
      title: 'Peak to loudness ratio',
      lower: 'more compressed',
      higher: 'peaks stand out more',
      unit: 'dB',
      range: [-20, 90],
      transform: 'identity',
      minimumSeconds: 3,
      formula: 'true peak (dBTP) - integrated loudness (LUFS)',
      citation: 'EBU Tech 3341',
      // One peak decides it, and an equaliser of 6 dB moves it by more than a standard deviation: loudness weighs the
      // treble, peaks do not. The ratio over 3 s says the same, more steadily.
      scored: false,
    },
    {
      of: 'peakToShortTerm',
      statistic: 'value',
      title: 'Peak to short-term ratio',
      lower: 'limited harder',
      higher: 'punchier',
      unit: 'dB',
      range: [-20, 90],
      transform: 'identity',
      minimumSeconds: 3,
      formula: 'median_t(20 log10(max |x| over 3 s) - short-term loudness[t])',
      citation: 'Shepherd 2016',
      scored: true,
    },
    {
      of: 'overall',
      statistic: 'value',
      title: 'Crest factor',
      lower: 'denser',
      higher: 'spikier',
      unit: 'dB',
      range: [-1, 90],
      transform: 'identity',
      minimumSeconds: 1,
      formula: '20 log10(max |x| / rms)',
      citation: 'Katz 2014',
      scored: false,
    },
    {
      of: 'dynamicRange',
      statistic: 'value',
      title: 'Dynamic range (DR)',
      lower: 'mastered louder',
      higher: 'more room for peaks',
      unit: 'dB',
      range: [-10, 90],
      transform: 'identity',
      minimumSeconds: 9,
      formula:
        '20 log10(second highest of the peaks of 3 s) - 10 log10(2 mean of the highest fifth of the mean squares of 3 s), over all channels at once',
      citation: 'after Pleasurize Music Foundation 2009 (TT dynamic range meter), on true peaks',
      // It is the peak to loudness ratio again, read more roughly.
      scored: false,
    },
    bandFeature(0, 'Crest of the bass', 'steadier bass', 'punchier bass'),
    bandFeature(1, 'Crest of the middle', 'steadier middle', 'punchier middle'),
    { ...bandFeature(2, 'Crest of the treble', 'steadier treble', 'spikier treble'), needsHz: topOctavesHz },
  ],
  analyse({ peaks, weighted, plain, bands, integrated, peak }, _parameters, out) {
    const truePeak = peak.row[0]!;
    const missing = peak.missing ?? integrated.missing;
    if (missing === undefined) out.peakToLoudness.set(truePeak - integrated.row[0]!);
    else out.peakToLoudness.missing(missing);

    const psr = median(peakToShortTerm(peaks.rows, weighted.rows));
    if (Number.isNaN(psr)) out.peakToShortTerm.missing('no 3 s louder than -70 LUFS');
    else out.peakToShortTerm.set(psr);

    let energy = 0;
    for (const square of plain.rows) energy += square;
    if (energy > 0) out.overall.set(truePeak - 10 * Math.log10(energy / plain.count));
    else out.overall.missing(plain.count === 0 ? 'shorter than 100 ms' : 'digital silence');

    const range = dynamicRange(peaks.rows, plain.rows);
    if (Number.isFinite(range)) out.dynamicRange.set(range);
    else out.dynamicRange.missing(plain.count < 2 * shortTermRows ? 'shorter than 6 s' : 'digital silence');

    const crests = [0, 1, 2].map((band) => bandCrest(bands.rows, band));
    if (crests.some(Number.isNaN)) out.bands.missing('a band is silent');
    else out.bands.set(crests);
  },
});

function bandFeature(index: number, title: string, lower: string, higher: string) {
  return {
    of: 'bands',
    index,
    statistic: 'value',
    title,
    lower,
    higher,
    unit: 'dB',
    range: [-10, 90],
    transform: 'identity',
    minimumSeconds: 1,
    formula: `20 log10(p95_t(max |x| of 100 ms) / rms) of the band ${bandNames[index]!}`,
    citation: 'Katz 2014, in bands by Butterworth filters',
    scored: true,
  } as const;
}

/** Decibels of the peak of every 3 s over its loudness; NaN below -70 LUFS. */
function peakToShortTerm(peaks: Float32Array, weighted: Float32Array): Float64Array {
  const ratios = new Float64Array(Math.max(0, weighted.length - shortTermRows + 1));
  for (let i = 0; i < ratios.length; i++) {
    let energy = 0;
    for (let k = i; k < i + shortTermRows; k++) energy += weighted[k]!;
    const peak = peakOfShortTerm(peaks, i);
    const short = loudnessOf(energy / shortTermRows);
    ratios[i] = short >= -70 ? 20 * Math.log10(peak) - short : NaN;
  }
  return ratios;
}

/** The highest of the 3 s from row `first` of the levels on. */
function peakOfShortTerm(peaks: Float32Array, first: number): number {
  let peak = 0;
  const end = Math.min(peaks.length, (first + shortTermRows) * peakRowsPerLevel);
  for (let k = first * peakRowsPerLevel; k < end; k++) if (peaks[k]! > peak) peak = peaks[k]!;
  return peak;
}

/** Twice the mean square, as the meter has it: a steady sine has a range of 0 dB. Not finite without two blocks that sound. */
function dynamicRange(peaks: Float32Array, plain: Float32Array): number {
  const blocks = Array.from({ length: Math.floor(plain.length / shortTermRows) }, (_, block) => block * shortTermRows);
  const peaksOfBlocks = blocks.map((first) => peakOfShortTerm(peaks, first)).sort((a, b) => b - a);
  const squares = blocks.map((first) => mean(plain.subarray(first, first + shortTermRows))).sort((a, b) => b - a);
  const loudest = mean(squares.slice(0, Math.max(1, Math.round(loudestShare * blocks.length))));
  return 20 * Math.log10(peaksOfBlocks[1] ?? Number.NaN) - 10 * Math.log10(2 * loudest);
}

function bandCrest(rows: Float32Array, band: number): number {
  let loudest = 0;
  for (let at = 2 * band; at < rows.length; at += 6) loudest = Math.max(loudest, rows[at + 1]!);
  const kept: number[] = [];
  let energy = 0;
  for (let at = 2 * band; at < rows.length; at += 6)
    if (rows[at + 1]! > floorShare * loudest) {
      kept.push(rows[at]!);
      energy += rows[at + 1]!;
    }
  if (kept.length === 0) return NaN;
  return 20 * Math.log10(quantile(sortedDefined(kept), 0.95)) - 10 * Math.log10(energy / kept.length);
}
