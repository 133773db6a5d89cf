import { defineAnalyser } from '../../analysis/define-analyser.js';
import { fitStability } from './fit-stability.js';
import { fitsAndFree, temperaments } from './fit-temperament.js';
import { readDegrees } from './fold-histogram.js';
import { readPeakFrames } from './peak-frames.js';

/** Less than odds of 3.16 to 1 is "not worth more than a bare mention" (Jeffreys 1961). */
const leastMarginBits = Math.log2(10) / 2;
/** One fifth of the window may be what a temperament hangs on, for it may have notes that are nowhere else. */
const leastStability = 0.8;
/** Fits past this say no more, and would make of a margin a matter of how many cents a rival misses by. */
const mostBits = 100;
const free = 'free';

/** Which temperament the degrees lie in, and by what margin; that none fits is an answer like the others. */
export const temperament = defineAnalyser({
  kind: 'window',
  id: 'pitch.temperament',
  aspect: 'pitch',
  version: 3,
  about: 'How well twelve, twenty-four and seven equal steps, just intonation, and none of these foretell the degrees.',
  references: [
    'Gedik & Bozkurt 2010, Pitch-frequency histogram-based music information retrieval for Turkish music',
    'Jeffreys 1961, Theory of probability',
    'Meinshausen & Bühlmann 2010, Stability selection',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { degrees: { value: 'pitch.histogram/degrees' }, peaks: { series: 'pitch.spectral-peaks/peaks' } },
  outputs: {
    temperament: {
      shape: 'label',
      title: 'Temperament',
      about: 'such as 12 equal steps, just intonation, free (none of these), or two that are not told apart',
    },
    fits: {
      shape: 'value',
      unit: 'bits',
      size: temperaments.length,
      about: `bits by which each foretells the degrees better than chance: ${temperaments.map(({ name }) => name).join(', ')}`,
    },
    margin: {
      shape: 'value',
      unit: 'bits',
      about:
        'fit of the best less that of the next; free has 0 or, where that foretells them better than all twelve, twelve steps that leave one degree free',
    },
    stability: {
      shape: 'value',
      unit: '',
      about:
        'share of five parts of the window, each without another fifth, in which a temperament that leads in the whole does, by 1.66 bits',
    },
  },
  features: [
    {
      of: 'margin',
      statistic: 'value',
      title: 'Temperament margin',
      lower: 'fits several temperaments',
      higher: 'fits one temperament',
      unit: 'bits',
      range: [0, mostBits],
      transform: 'identity',
      minimumSeconds: 5,
      formula:
        'best less second of log2 mean_theta prod_i (1200 / K N(d_i; 0, sigma_i))^(w_i), d_i from degree i to the nearest of K places; 0 for free, or all but one degree on twelve',
      citation: 'Jeffreys 1961; Gedik & Bozkurt 2010',
      scored: false,
    },
  ],
  analyse({ degrees: { row, missing }, peaks }, _parameters, out) {
    const degrees = readDegrees(row);
    if (degrees.length === 0) {
      for (const output of Object.values(out)) output.missing(missing ?? 'no degree stands out');
      return;
    }
    const fits = fitsAndFree(degrees);
    const ranked = [...temperaments.map(({ name }) => name), free]
      .map((name, place) => ({ name, place, bits: fits[place]! }))
      .sort((a, b) => b.bits - a.bits);
    const [best, next] = ranked as [(typeof ranked)[0], (typeof ranked)[0]];
    const margin = best.bits - next.bits;
    out.fits.set(fits.subarray(0, temperaments.length));
    out.margin.set(Math.min(mostBits, margin));
    let told = margin >= leastMarginBits;
    if (best.name === free) out.stability.missing('free claims nothing that a part of the window could take back');
    else if (!told) out.stability.missing('no temperament leads in the whole window');
    else {
      const stability = fitStability(readPeakFrames(peaks), best.place, leastMarginBits);
      out.stability.set(stability);
      told = stability >= leastStability;
    }
    out.temperament.set(told ? best.name : `not told apart: ${best.name} or ${next.name}`);
  },
});
