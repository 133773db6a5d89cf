import { highestHz } from '../analysers/timbre/spectral-frames.js';
import type { SpectrumBand } from '../scoring/spectrum-ribbon.js';
import type { Style } from './style.js';

const nameWidth = 34;
const marks = { above: '▲', below: '▼', within: '·' } as const;

/**
 * The long-term spectrum as far up as timbre is compared, a sign for each third octave: above, below or within what nine
 * of ten references have; then where it leaves that ribbon, and by how much.
 */
export function spectrumLines(spectrum: readonly SpectrumBand[], style: Style): string[] {
  const bands = spectrum.filter(({ centreHz }) => centreHz <= highestHz);
  if (bands.length === 0) return [];
  const span = `${hertzText(bands[0]!.centreHz)} to ${hertzText(bands.at(-1)!.centreHz)} in third octaves`;
  const row = bands.map((band) => marks[side(band)]).join('');
  const outside = runs(bands);
  return [
    `${'Spectrum'.padEnd(nameWidth)}${style.heading(row)}  ${style.faint(span)}`,
    `${' '.repeat(nameWidth)}${style.faint(outside.length > 0 ? outside.join(', ') : 'within what nine of ten have throughout')}`,
  ];
}

function side({ decibels, low, high }: SpectrumBand): keyof typeof marks {
  if (decibels > high) return 'above';
  return decibels < low ? 'below' : 'within';
}

/** '▼ 40 to 63 Hz by up to 7 dB' for each stretch of neighbours on one side. */
function runs(bands: readonly SpectrumBand[]): string[] {
  const told: string[] = [];
  for (let from = 0, end: number; from < bands.length; from = end) {
    const where = side(bands[from]!);
    end = from + 1;
    while (end < bands.length && side(bands[end]!) === where) end++;
    if (where === 'within') continue;
    const run = bands.slice(from, end);
    const most = Math.max(...run.map(({ decibels, low, high }) => Math.max(decibels - high, low - decibels)));
    const first = hertzText(run[0]!.centreHz);
    const stretch = run.length === 1 ? first : `${first} to ${hertzText(run.at(-1)!.centreHz)}`;
    told.push(`${marks[where]} ${stretch} by ${run.length === 1 ? '' : 'up to '}${most.toFixed(most < 1 ? 1 : 0)} dB`);
  }
  return told;
}

function hertzText(hertz: number): string {
  return hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`;
}
