import { defineAnalyser } from '../../analysis/define-analyser.js';
import { movingMeans } from '../../dsp/loudness-gating.js';
import { relativeDecibels } from '../../dsp/relative-decibels.js';
import { mean, quantile } from '../../dsp/statistics.js';
import { leastTrackSeconds } from './sections.js';
import { textureBands, textureSeconds } from './texture-frames.js';

/** A band is in play where it lies at most this far below its own 95th percentile. */
const inPlayDecibels = 15;
const bandRange = 60;
/** Rows of 100 ms of the loudest passage: 10 s. */
const passageRows = 100;

/** How full the arrangement is from beginning to end, and where it culminates. */
export const arrangement = defineAnalyser({
  kind: 'window',
  id: 'structure.arrangement',
  aspect: 'structure',
  version: 1,
  about:
    'How many of the bands that a recording ever fills are filled at a time; its course, and the time to the peak.',
  references: ['own definition', 'ITU-R BS.1770-4 (K-weighting)'],
  parameters: {},
  scopes: ['track'],
  inputs: {
    texture: { events: 'structure.texture-frames/power' },
    levels: { series: 'dynamics.levels/weighted' },
  },
  outputs: {
    density: {
      shape: 'series',
      unit: '',
      about: 'share of 20 bands in play, every half second',
      timeBase: { firstSeconds: textureSeconds / 2, hopSeconds: textureSeconds },
      undefinedMeans: 'nothing sounds',
    },
    slope: { shape: 'value', unit: '', about: 'change of the density from beginning to end, by a straight line' },
    timeToPeak: { shape: 'value', unit: '', about: 'where the loudest 10 s begin: 0 at once, 1 at the end' },
  },
  features: [
    {
      of: 'density',
      statistic: 'mean',
      title: 'Arrangement density',
      lower: 'sparse',
      higher: 'always full',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: leastTrackSeconds,
      formula: `mean_t share of 20 mel bands within ${inPlayDecibels} dB of the band's own p95`,
      citation: 'own definition',
      scored: true,
    },
    {
      of: 'density',
      statistic: 'sd',
      title: 'Movement of the arrangement',
      lower: 'one density',
      higher: 'builds and breaks',
      unit: '',
      range: [0, 1],
      transform: 'log',
      minimumSeconds: leastTrackSeconds,
      formula: `sd_t share of 20 mel bands within ${inPlayDecibels} dB of the band's own p95`,
      citation: 'own definition',
      scored: true,
    },
    {
      of: 'slope',
      statistic: 'value',
      title: 'Slope of the density',
      lower: 'thins out',
      higher: 'fills up',
      unit: '',
      range: [-1.6, 1.6],
      transform: 'identity',
      minimumSeconds: leastTrackSeconds,
      formula: 'least-squares slope of the density over time, times the length',
      citation: 'own definition',
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
      minimumSeconds: leastTrackSeconds,
      formula: 'argmax_t K-weighted power of 10 s / last t',
      citation: 'own definition, on ITU-R BS.1770-4',
      scored: true,
    },
  ],
  analyse({ texture, levels }, _parameters, out) {
    const density = shareInPlay(texture.rows);
    for (const value of density) out.density.push(value);
    const slope = slopeOf(density);
    if (Number.isNaN(slope)) out.slope.missing('nothing sounds, or shorter than a second');
    else out.slope.set(slope);
    const passages = movingMeans(levels.rows, passageRows);
    const loudest = passages.reduce((best, value, i) => (value > passages[best]! ? i : best), 0);
    if (passages.length > 1 && passages[loudest]! > 0) out.timeToPeak.set(loudest / (passages.length - 1));
    else out.timeToPeak.missing('shorter than 10 s, or digital silence');
  },
});

/** Of each row, the bands within reach of their own 95th percentile; nothing where nothing sounds. */
function shareInPlay(power: Float64Array): number[] {
  const { rows, loudest } = relativeDecibels(power, bandRange);
  if (!Number.isFinite(loudest)) return [];
  const count = rows.length / textureBands;
  const gates = Array.from({ length: textureBands }, (_, b) => {
    const own = Float64Array.from({ length: count }, (_, t) => rows[t * textureBands + b]!).sort();
    return Math.max(quantile(own, 0.95) - inPlayDecibels, loudest - bandRange);
  });
  return Array.from({ length: count }, (_, t) => {
    let playing = 0;
    for (let b = 0; b < textureBands; b++) if (rows[t * textureBands + b]! > gates[b]!) playing++;
    return playing / textureBands;
  });
}

function slopeOf(values: readonly number[]): number {
  const centre = (values.length - 1) / 2;
  const level = mean(values);
  let across = 0;
  let squares = 0;
  values.forEach((value, t) => {
    across += (t - centre) * (value - level);
    squares += (t - centre) ** 2;
  });
  return squares === 0 ? NaN : (across / squares) * values.length;
}
