import { defineAnalyser } from '../../analysis/define-analyser.js';
import { thirdOctaveCentres } from '../../dsp/filterbanks.js';
import { topOctavesHz } from '../needed-bands.js';

const bands = thirdOctaveCentres.length;
/** Sides this far below the middle are rounding: the channels are the same. */
const leastSideShare = 1e-7;
const widthBands = [
  { name: 'below 200 Hz', lowHz: 0, highHz: 178, needsHz: 178 },
  { name: '200 Hz to 1 kHz', lowHz: 178, highHz: 891, needsHz: 891 },
  { name: '1 to 5 kHz', lowHz: 891, highHz: 4467, needsHz: 4467 },
  { name: '5 to 14 kHz', lowHz: 4467, highHz: 14125, needsHz: topOctavesHz },
] as const;
const own = 'sum and difference after Blumlein 1931';

/** The stereo image; missing where there is none. */
export const stereo = defineAnalyser({
  kind: 'window',
  id: 'timbre.stereo',
  aspect: 'timbre',
  version: 1,
  about: 'Correlation, side to middle, width in four bands, balance and loss when folded to mono.',
  references: ['Blumlein 1931, GB 394325', 'Tzanetakis, Jones & McNally 2007 (stereo panning features)'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    products: { series: 'timbre.stereo-frames/products' },
    middle: { series: 'timbre.band-frames/middle' },
    side: { series: 'timbre.band-frames/side' },
  },
  outputs: {
    correlation: { shape: 'value', unit: '', about: '1 the same, 0 unrelated, -1 opposite' },
    sideToMiddle: { shape: 'value', unit: 'dB', about: 'power of the sides over power of the middle' },
    width: {
      shape: 'value',
      unit: '',
      size: widthBands.length,
      about: `amplitude of the sides over that of sides and middle: ${widthBands.map((band) => band.name).join(', ')}`,
    },
    balance: { shape: 'value', unit: 'dB', about: 'power of the right over power of the left' },
    foldLoss: { shape: 'value', unit: 'dB', about: 'power lost when folded to mono' },
  },
  features: [
    {
      of: 'correlation',
      statistic: 'value',
      title: 'Stereo correlation',
      lower: 'wider',
      higher: 'nearer to mono',
      unit: '',
      range: [-1, 1],
      transform: 'identity',
      minimumSeconds: 1,
      formula: 'sum l r / sqrt(sum l^2 sum r^2)',
      citation: own,
      scored: false,
    },
    {
      of: 'sideToMiddle',
      statistic: 'value',
      title: 'Side to middle',
      lower: 'nearer to mono',
      higher: 'wider',
      unit: 'dB',
      range: [-80, 200],
      transform: 'identity',
      minimumSeconds: 1,
      formula: '10 log10(sum (l - r)^2 / sum (l + r)^2)',
      citation: own,
      scored: false,
    },
    ...widthBands.map(
      ({ name, needsHz }, index) =>
        ({
          of: 'width',
          index,
          statistic: 'value',
          title: `Width ${name}`,
          lower: 'narrower',
          higher: 'wider',
          unit: '',
          range: [0, 1],
          transform: 'identity',
          minimumSeconds: 1,
          formula: 'a_s / (a_s + a_m), a = sqrt(mean power in the band) of (l - r) / 2 and (l + r) / 2',
          citation: own,
          scored: true,
          needsHz,
        }) as const,
    ),
    {
      of: 'balance',
      statistic: 'value',
      title: 'Left-right balance',
      lower: 'leans left',
      higher: 'leans right',
      unit: 'dB',
      range: [-100, 100],
      transform: 'identity',
      minimumSeconds: 1,
      formula: '10 log10(sum r^2 / sum l^2)',
      citation: own,
      scored: false,
    },
    {
      of: 'foldLoss',
      statistic: 'value',
      title: 'Loss when folded to mono',
      lower: 'folds well',
      higher: 'cancels in mono',
      unit: 'dB',
      range: [0, 200],
      transform: 'log',
      minimumSeconds: 1,
      formula: '10 log10(2 (sum l^2 + sum r^2) / sum (l + r)^2)',
      citation: own,
      scored: false,
    },
  ],
  analyse({ products, middle, side }, _parameters, out) {
    let leftLeft = 0;
    let rightRight = 0;
    let leftRight = 0;
    for (let i = 0; i < products.rows.length; i += 3) {
      leftLeft += products.rows[i]!;
      rightRight += products.rows[i + 1]!;
      leftRight += products.rows[i + 2]!;
    }
    const sum = leftLeft + rightRight;
    const sidePower = Math.max(0, sum - 2 * leftRight);
    const middlePower = Math.max(0, sum + 2 * leftRight);
    const sides = bandPowers(side.rows);
    const middles = bandPowers(middle.rows);
    const reason = products.count === 0 ? 'shorter than 100 ms' : absence(sum, sidePower, middlePower);
    if (reason !== undefined) {
      for (const sink of Object.values(out)) sink.missing(reason);
      return;
    }
    const oneSided = Math.min(leftLeft, rightRight) < 1e-10 * sum;
    const opposed = middlePower < 1e-20 * sum;
    if (oneSided) for (const name of ['correlation', 'balance'] as const) out[name].missing('one channel is silent');
    else {
      out.correlation.set(Math.max(-1, Math.min(1, leftRight / Math.sqrt(leftLeft * rightRight))));
      out.balance.set(10 * Math.log10(rightRight / leftLeft));
    }
    if (opposed) for (const name of ['sideToMiddle', 'foldLoss'] as const) out[name].missing('the channels cancel');
    else {
      out.sideToMiddle.set(10 * Math.log10(sidePower / middlePower));
      out.foldLoss.set(Math.max(0, 10 * Math.log10((2 * sum) / middlePower)));
    }
    const widths = widthBands.map(({ lowHz, highHz }) => widthBetween(sides, middles, lowHz, highHz));
    if (widths.some(Number.isNaN)) out.width.missing('a band is silent');
    else out.width.set(widths);
  },
});

/** Why there is no stereo image; undefined where there is one. */
function absence(sum: number, sidePower: number, middlePower: number): string | undefined {
  if (Number.isNaN(sum)) return 'the recording is mono';
  if (sum === 0) return 'digital silence';
  return sidePower < leastSideShare * middlePower ? 'both channels are the same' : undefined;
}

function bandPowers(rows: Float32Array): Float64Array {
  const powers = new Float64Array(bands);
  for (let i = 0; i < rows.length; i++) powers[i % bands]! += rows[i]!;
  return powers;
}

function widthBetween(sides: Float64Array, middles: Float64Array, lowHz: number, highHz: number): number {
  let side = 0;
  let middle = 0;
  for (let b = 0; b < bands; b++) {
    const centre = thirdOctaveCentres[b]!;
    if (centre <= lowHz || centre >= highHz) continue;
    side += sides[b]!;
    middle += middles[b]!;
  }
  return Math.sqrt(side) / (Math.sqrt(side) + Math.sqrt(middle));
}
