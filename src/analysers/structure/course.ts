import { defineAnalyser } from '../../analysis/define-analyser.js';
import { lempelZivPhrases } from '../../dsp/lempel-ziv.js';
import { whitenedChroma } from './whitened-chroma.js';

/** Where the excerpt is going: louder, or round in circles. */
export const course = defineAnalyser({
  kind: 'window',
  id: 'structure.course',
  aspect: 'structure',
  version: 2,
  about: 'Rise of level from the first half to the second, and compressibility.',
  references: ['Lempel & Ziv 1976'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    semitones: { series: 'structure.chroma-frames/power' },
    levels: { series: 'dynamics.levels/weighted' },
  },
  outputs: {
    levelRise: { shape: 'value', unit: 'dB', about: 'loudness of the second half less that of the first' },
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
  analyse({ semitones, levels }, _parameters, out) {
    const half = Math.floor(levels.count / 2);
    setDecibels(out.levelRise, sumOf(levels.rows, half, 2 * half), sumOf(levels.rows, 0, half));

    const symbols = strongestClasses(whitenedChroma(semitones.rows));
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
  else sink.missing('one half is silent');
}

function sumOf(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum;
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
