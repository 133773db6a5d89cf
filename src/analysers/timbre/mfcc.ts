import { defineAnalyser } from '../../analysis/define-analyser.js';
import { cosineMatrix } from '../../dsp/cosine-transform.js';
import { relativeDecibels, soundingRows } from '../../dsp/relative-decibels.js';
import { wholeBandHz } from '../needed-bands.js';
import { melBands } from './mel-frames.js';

const coefficients = 13;
/** Decibels below the window's loudest band that a band counts as, at least. */
const bandRange = 80;
/** Frames this far below the window's loudest count as silence. */
const frameRange = 60;
const matrix = cosineMatrix(coefficients + 1, melBands);

const directions: readonly (readonly [title: string, lower: string, higher: string])[] = [
  ['Balance of bass and treble (MFCC 1)', 'brighter', 'bassier'],
  ['Both ends against the middle (MFCC 2)', 'middle forward', 'scooped middle'],
];

/** The spectral envelope in thirteen numbers a frame. */
export const mfcc = defineAnalyser({
  kind: 'window',
  id: 'timbre.mfcc',
  aspect: 'timbre',
  version: 1,
  about: 'Mel-frequency cepstral coefficients 1 to 13 (40 Slaney bands to 15 kHz, decibels, orthonormal DCT-II).',
  references: ['Davis & Mermelstein 1980', 'Slaney 1998', 'librosa 0.11: mfcc'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { mel: { series: 'timbre.mel-frames/power' } },
  outputs: {
    coefficients: {
      shape: 'series',
      unit: 'dB',
      size: coefficients,
      about: 'coefficients 1 to 13; 0, the level, is left out',
      timeBase: 'mel',
      undefinedMeans: 'silence',
    },
  },
  features: [
    ...Array.from({ length: coefficients }, (_, i) => medianFeature(i)),
    spreadFeature(0, 'Movement of the balance of bass and treble', true),
    spreadFeature(1, 'Movement of the middle against both ends', false),
  ],
  analyse({ mel }, _parameters, out) {
    const { rows } = relativeDecibels(mel.rows, bandRange);
    const sounding = soundingRows(mel.rows, melBands, frameRange);
    const row = new Float64Array(coefficients);
    for (let t = 0; t < mel.count; t++) {
      if (sounding[t]!)
        for (let k = 1; k <= coefficients; k++) {
          let sum = 0;
          for (let b = 0; b < melBands; b++) sum += matrix[k * melBands + b]! * rows[t * melBands + b]!;
          row[k - 1] = sum;
        }
      else row.fill(NaN);
      out.coefficients.push(row);
    }
  },
});

function medianFeature(index: number) {
  const [title, lower, higher] = directions[index] ?? [
    `Envelope ripple ${index + 1} (MFCC ${index + 1})`,
    'ripple turned down',
    'ripple turned up',
  ];
  return {
    of: 'coefficients',
    index,
    statistic: 'median',
    title,
    lower,
    higher,
    unit: 'dB',
    range: [-600, 600],
    transform: 'identity',
    minimumSeconds: 1,
    formula: `median_t sqrt(2/40) sum_b 10 log10(mel[t][b]) cos(pi ${index + 1} (2 b + 1) / 80)`,
    citation: 'Davis & Mermelstein 1980',
    // The first is all but the centroid (rank correlation .97); the last three tell genres apart least.
    scored: index > 0 && index < 10,
    coordinate: index > 1,
    needsHz: wholeBandHz,
  } as const;
}

function spreadFeature(index: number, title: string, scored: boolean) {
  return {
    of: 'coefficients',
    index,
    statistic: 'iqr',
    title,
    lower: 'steadier tone',
    higher: 'tone changes more',
    unit: 'dB',
    range: [0, 600],
    transform: 'log',
    minimumSeconds: 2,
    formula: `interquartile range over time of MFCC ${index + 1}`,
    citation: 'Davis & Mermelstein 1980',
    scored,
    needsHz: wholeBandHz,
  } as const;
}
