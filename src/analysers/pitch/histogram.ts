import { defineAnalyser } from '../../analysis/define-analyser.js';
import { entropyBits } from '../../dsp/entropy.js';
import {
  centsBetween,
  type Degree,
  degreesSize,
  findDegrees,
  foldHistogram,
  histogramBins,
  maximumDegrees,
  writeDegrees,
} from './fold-histogram.js';
import { readPeakFrames } from './peak-frames.js';

/** What hangs on which maxima count as degrees jumps with small changes of the sound: it is reported, not scored. */
const common = { statistic: 'value', minimumSeconds: 5, scored: true } as const;
const citation = 'Gedik & Bozkurt 2010; Tzanetakis, Ermolinskyi & Cook 2003';

/** The octave cent by cent: which degrees are played, how sharply, and how far from twelve equal steps. */
export const histogram = defineAnalyser({
  kind: 'window',
  id: 'pitch.histogram',
  aspect: 'pitch',
  version: 2,
  about: 'A histogram of the octave in cents and the degrees found in it, assuming no temperament.',
  references: [
    'Gedik & Bozkurt 2010, Pitch-frequency histogram-based music information retrieval for Turkish music',
    'Gómez & Herrera 2008, Comparative analysis of music recordings from Western and non-Western traditions',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' }, tuning: { value: 'pitch.tuning/tuning' } },
  outputs: {
    histogram: {
      shape: 'value',
      unit: '',
      size: histogramBins,
      about: 'magnitude of the peaks at each cent above C of A = 440 Hz, sum 1',
    },
    degrees: {
      shape: 'value',
      unit: '',
      size: degreesSize,
      about: `cents above C of up to ${maximumDegrees} degrees, ascending, then their shares, prominences and spreads in cents; NaN past the last`,
    },
    entropy: { shape: 'value', unit: '', about: 'entropy of the histogram over that of an even one, 0 to 1' },
    degreeCount: { shape: 'value', unit: '', about: 'effective number of degrees, 2^entropy of their shares' },
    degreeSpread: { shape: 'value', unit: 'cents', about: 'mean distance of the peaks from the nearest degree' },
    degreeDeviation: {
      shape: 'value',
      unit: 'cents',
      about: 'mean distance of the degrees from the tuned semitone grid, 0 to 50',
    },
    offGrid: { shape: 'value', unit: '', about: 'share of the peaks more than 25 cents from the tuned grid, 0 to 1' },
  },
  features: [
    {
      ...common,
      of: 'entropy',
      title: 'Pitch histogram entropy',
      lower: 'pitches gather on few points',
      higher: 'pitches fill the octave',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      formula: '-sum_n h log2 h / log2 1200, h the folded histogram of 1-cent bins',
      citation,
    },
    {
      ...common,
      of: 'degreeCount',
      title: 'Effective number of degrees',
      lower: 'few degrees',
      higher: 'many degrees',
      unit: '',
      range: [1, 34],
      transform: 'identity',
      formula: '2^(-sum_i s log2 s), s the shares of the maxima of the histogram smoothed by 12 cents',
      citation,
      scored: false,
    },
    {
      ...common,
      of: 'degreeSpread',
      title: 'Spread about the degrees',
      lower: 'pitches hit their degree',
      higher: 'pitches waver about their degree',
      unit: 'cents',
      range: [0, 600],
      transform: 'identity',
      formula: 'sum_n h |n - nearest degree|',
      citation,
      scored: false,
    },
    {
      ...common,
      of: 'degreeDeviation',
      title: 'Equal-temperament deviation',
      lower: 'degrees on equal semitones',
      higher: 'degrees between equal semitones',
      unit: 'cents',
      range: [0, 50],
      transform: 'identity',
      formula: 'sum_i s |degree - nearest tuned semitone|, s the degrees’ shares',
      citation: 'Gómez & Herrera 2008',
      scored: false,
    },
    {
      ...common,
      of: 'offGrid',
      title: 'Non-tempered share',
      lower: 'all on the semitone grid',
      higher: 'much between semitones',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      formula: 'sum of h over bins more than 25 cents from the tuned grid',
      citation: 'Gómez & Herrera 2008',
      // mostly noise, of which there are more peaks an octave the higher it lies: a fourth moves it by .3
      scored: false,
    },
  ],
  analyse({ peaks, tuning }, _parameters, out) {
    const frames = readPeakFrames(peaks);
    const shares = tuning.missing === undefined ? foldHistogram(frames) : undefined;
    if (shares === undefined) {
      for (const output of [
        out.histogram,
        out.degrees,
        out.entropy,
        out.degreeCount,
        out.degreeSpread,
        out.degreeDeviation,
        out.offGrid,
      ])
        output.missing(tuning.missing ?? 'nothing pitched sounds');
      return;
    }
    const degrees = findDegrees(shares);
    const tuningCents = tuning.row[0]!;
    out.degrees.set(writeDegrees(degrees));
    out.histogram.set(shares);
    out.entropy.set(Math.min(1, entropyBits(shares) / Math.log2(histogramBins)));
    out.offGrid.set(shareOffGrid(shares, tuningCents));
    if (degrees.length === 0) {
      for (const output of [out.degreeCount, out.degreeSpread, out.degreeDeviation])
        output.missing('no degree stands out');
      return;
    }
    const total = degrees.reduce((sum, { share }) => sum + share, 0);
    out.degreeCount.set(2 ** entropyBits(degrees.map(({ share }) => share / total)));
    out.degreeSpread.set(meanDistance(shares, degrees));
    out.degreeDeviation.set(
      degrees.reduce((sum, { cents, share }) => sum + share * distanceFromGrid(cents, tuningCents), 0) / total,
    );
  },
});

function meanDistance(shares: Float64Array, degrees: readonly Degree[]): number {
  let sum = 0;
  for (let n = 0; n < histogramBins; n++) {
    if (shares[n] === 0) continue;
    let least = 600;
    for (const { cents } of degrees) least = Math.min(least, Math.abs(centsBetween(cents, n)));
    sum += shares[n]! * least;
  }
  return sum;
}

function shareOffGrid(shares: Float64Array, tuningCents: number): number {
  let sum = 0;
  for (let n = 0; n < histogramBins; n++) if (distanceFromGrid(n, tuningCents) > 25) sum += shares[n]!;
  return Math.min(1, sum);
}

/** 0 to 50. */
function distanceFromGrid(cents: number, tuningCents: number): number {
  const place = (((cents - tuningCents) % 100) + 100) % 100;
  return Math.min(place, 100 - place);
}
