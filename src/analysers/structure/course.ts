import { defineAnalyser } from '../../analysis/define-analyser.js';
import { lempelZivPhrases } from '../../dsp/lempel-ziv.js';
import { relativeDecibels } from '../../dsp/relative-decibels.js';

const melBands = 40;
const bandRange = 60;
const levelRows = 30;

/** Where the excerpt is going: louder, busier, or round in circles. */
export const course = defineAnalyser({
  kind: 'window',
  id: 'structure.course',
  aspect: 'structure',
  version: 1,
  about: 'Rise of level and of density from the first half to the second, time to the peak, and compressibility.',
  references: ['Lempel & Ziv 1976'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    mel: { series: 'timbre.mel-frames/power' },
    chroma: { series: 'structure.chroma-frames/chroma' },
    levels: { series: 'dynamics.levels/weighted' },
  },
  outputs: {
    levelRise: { shape: 'value', unit: 'dB', about: 'loudness of the second half less that of the first' },
    densityRise: { shape: 'value', unit: 'dB', about: 'spectral flux of the second half over that of the first' },
    timeToPeak: { shape: 'value', unit: '', about: 'where the loudest 3 s begin: 0 at once, 1 at the end' },
    incompressibility: { shape: 'value', unit: '', about: 'phrases needed to tell the harmony: 0 few, about 1 random' },
  },
  features: [
    {
      of: 'levelRise',
      statistic: 'value',
      title: 'Rise of level',
      lower: 'fades',
      higher: 'grows',
      unit: 'dB',
      range: [-200, 200],
      transform: 'identity',
      minimumSeconds: 10,
      formula: '10 log10(K-weighted power of the second half / of the first)',
      citation: 'own definition, on ITU-R BS.1770-4',
      scored: false,
    },
    {
      of: 'densityRise',
      statistic: 'value',
      title: 'Rise of density',
      lower: 'thins out',
      higher: 'fills up',
      unit: 'dB',
      range: [-100, 100],
      transform: 'identity',
      minimumSeconds: 10,
      formula: '10 log10(sum of rises of 40 mel bands in dB in the second half / in the first)',
      citation: 'own definition, on the flux of Dixon 2006',
      scored: true,
    },
    {
      of: 'timeToPeak',
      statistic: 'value',
      title: 'Time to the peak',
      lower: 'loudest early',
      higher: 'loudest late',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'argmax_t short-term loudness / last t',
      citation: 'own definition, on EBU Tech 3341',
      scored: false,
    },
    {
      of: 'incompressibility',
      statistic: 'value',
      title: 'Incompressibility',
      lower: 'says the same again',
      higher: 'says something new',
      unit: '',
      range: [0, 2],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'c log_12(n) / n, c Lempel-Ziv phrases in the strongest pitch class of n frames of 111 ms',
      citation: 'Lempel & Ziv 1976',
      scored: true,
    },
  ],
  analyse({ mel, chroma, levels }, _parameters, out) {
    const half = Math.floor(levels.count / 2);
    setDecibels(out.levelRise, sumOf(levels.rows, half, 2 * half), sumOf(levels.rows, 0, half));

    const { rows } = relativeDecibels(mel.rows, bandRange);
    const melHalf = Math.floor(mel.count / 2);
    setDecibels(out.densityRise, risesBetween(rows, melHalf, 2 * melHalf), risesBetween(rows, 0, melHalf));

    const peak = loudestStart(levels.rows);
    if (Number.isNaN(peak)) out.timeToPeak.missing('shorter than 3 s, or silence');
    else out.timeToPeak.set(peak);

    const symbols = strongestClasses(chroma.rows);
    if (symbols.length < 16) out.incompressibility.missing('shorter than 2 s');
    else if (symbols.every((symbol) => symbol === silentSymbol)) out.incompressibility.missing('digital silence');
    else {
      const phrases = lempelZivPhrases(symbols);
      out.incompressibility.set((phrases * Math.log(symbols.length)) / Math.log(12) / symbols.length);
    }
  },
});

const silentSymbol = 12;

function setDecibels(
  sink: { set(value: number): void; missing(reason: string): void },
  after: number,
  before: number,
): void {
  if (after > 0 && before > 0) sink.set(10 * Math.log10(after / before));
  else sink.missing('one half is silent, or does not change');
}

function sumOf(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum;
}

/** The sum of what each band rises from row to row. */
function risesBetween(rows: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = (from + 1) * melBands; i < to * melBands; i++) sum += Math.max(0, rows[i]! - rows[i - melBands]!);
  return sum;
}

/** Where the loudest 3 s begin, as a share of where they could; NaN without 3 s and a tenth, or in silence. */
function loudestStart(levels: Float32Array): number {
  const places = levels.length - levelRows;
  let most = 0;
  let at = NaN;
  for (let i = 0; i <= places; i++) {
    const sum = sumOf(levels, i, i + levelRows);
    if (sum > most) {
      most = sum;
      at = i;
    }
  }
  return places > 0 ? at / places : NaN;
}

function strongestClasses(chroma: Float32Array): Uint8Array {
  return Uint8Array.from({ length: chroma.length / 12 }, (_, t) => {
    let strongest = silentSymbol;
    let most = 0;
    for (let i = 0; i < 12; i++)
      if (chroma[12 * t + i]! > most) {
        most = chroma[12 * t + i]!;
        strongest = i;
      }
    return strongest;
  });
}
