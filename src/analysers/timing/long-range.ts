import { defineAnalyser } from '../../analysis/define-analyser.js';
import { fluctuationExponent, lagOneCorrelation } from './fluctuation.js';
import { gridDeviations } from './grid-deviations.js';
import { onsetCurve } from './onset-curve.js';
import { peaks, vertexOffset } from './onsets.js';

/** Hennig et al. 2011 take series of this length and longer. */
const fewestEvents = 256;
const threshold = 1;
/** Standard deviation of an onset's time where only frames of 10 ms tell it, on drums alone (docs/timing.md); in a mix it is more. */
const frameNoiseSeconds = 0.002;
/** The deviations must have this many times its power: twice its spread. */
const leastPower = 4;

export const longRange = defineAnalyser({
  kind: 'window',
  id: 'timing.long-range',
  aspect: 'timing',
  version: 1,
  about: 'Whether the deviations from the grid remember: from one onset to the next, and over hundreds.',
  references: [
    'Hennig et al. 2011, The nature and perception of fluctuations in human musical rhythms, PLoS ONE',
    'Peng et al. 1994, Mosaic organization of DNA nucleotides, Physical Review E',
  ],
  parameters: {},
  scopes: ['track'],
  inputs: {
    flux: { series: 'timing.onset-strength/flux' },
    beats: { events: 'timing.beats/beats' },
    share: { value: 'timing.beats/share' },
  },
  outputs: {
    lagOne: {
      shape: 'value',
      unit: '',
      about: 'Correlation of each deviation with the next, detector noise taken out.',
    },
    exponent: {
      shape: 'value',
      unit: '',
      about: 'Exponent of the fluctuations: 0.5 of noise without memory, 1 of 1/f noise.',
    },
  },
  features: [
    {
      of: 'lagOne',
      statistic: 'value',
      title: 'Memory of the timing',
      lower: 'corrects at once',
      higher: 'wanders',
      unit: '',
      range: [-1, 1],
      transform: 'identity',
      minimumSeconds: 30,
      formula: 'r1 s^2 / (s^2 - sigma_frame^2) of the deviations, r1 their correlation with the next, at least 256',
      citation: 'Hennig et al. 2011',
      scored: false,
    },
    {
      of: 'exponent',
      statistic: 'value',
      title: 'Fluctuation exponent',
      lower: 'without memory',
      higher: 'long memory',
      unit: '',
      range: [-1, 3],
      transform: 'identity',
      minimumSeconds: 30,
      formula:
        'slope of ln F(n) over ln n, F the detrended fluctuation of at least 256 deviations, n = 8 to a quarter of them',
      citation: 'Peng et al. 1994; Hennig et al. 2011',
      scored: false,
    },
  ],
  analyse({ flux, beats, share }, _parameters, out) {
    const miss = (reason: string) => {
      for (const sink of Object.values(out)) sink.missing(reason);
    };
    if (share.missing !== undefined) return miss(share.missing);
    const curve = onsetCurve(flux);
    const onsets = Float64Array.from(peaks(curve, threshold), (t) => {
      const place = t + vertexOffset(curve[t - 1] ?? 0, curve[t]!, curve[t + 1] ?? 0);
      return flux.firstSeconds + place * flux.hopSeconds;
    });
    const grid = gridDeviations(beats.seconds, onsets);
    if (typeof grid === 'string') return miss(grid);
    const deviations = grid.deviations.filter(({ belongs }) => belongs).map(({ seconds }) => seconds);
    if (deviations.length < fewestEvents) return miss(`fewer than ${fewestEvents} onsets on the grid`);
    if (!grid.oneClock) return miss('the tempo moves too much to tell timing from tempo');
    const power = deviations.reduce((sum, value) => sum + value * value, 0) / deviations.length;
    const noise = frameNoiseSeconds * frameNoiseSeconds;
    if (power < leastPower * noise) return miss('at or below the measurement floor');
    out.lagOne.set(Math.max(-1, Math.min(1, (lagOneCorrelation(deviations) * power) / (power - noise))));
    const exponent = fluctuationExponent(deviations);
    out.exponent.set(Math.max(-1, Math.min(3, exponent)));
  },
});
