import { defineAnalyser } from '../../analysis/define-analyser.js';
import { autocorrelation } from '../../dsp/autocorrelation.js';
import { centredCurve, onsetCurve } from './onset-curve.js';

const fewestBeats = 8;
const sixteenths = 16;

export const rhythmPattern = defineAnalyser({
  kind: 'window',
  id: 'timing.rhythm-pattern',
  aspect: 'timing',
  version: 1,
  about: 'The rhythm in its own beats, tempo left out: where in beat and bar the onsets lie, and how soon they return.',
  references: [
    'Grosche, Mueller & Kurth 2010, Cyclic tempogram, ICASSP',
    'Dixon, Gouyon & Widmer 2004, Towards characterisation of music via rhythmic patterns, ISMIR',
  ],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: {
    flux: { series: 'timing.onset-strength/flux' },
    beats: { events: 'timing.beats/beats' },
    metre: { value: 'timing.beats/metre' },
  },
  outputs: {
    pattern: {
      shape: 'value',
      unit: '',
      size: sixteenths,
      about: 'Mean onset strength on each sixteenth of a bar of four beats, summing to 1.',
    },
    offBeat: {
      shape: 'value',
      unit: '',
      about: 'Onset strength half way between beats over that and the strength on beats.',
    },
    sixteenth: {
      shape: 'value',
      unit: '',
      about: 'Onset strength on the second and fourth sixteenths over that on all four.',
    },
    backbeat: {
      shape: 'value',
      unit: '',
      about: 'Treble onset strength of every second beat against the others, 0 to 1.',
    },
    halfBeat: { shape: 'value', unit: '', about: 'Autocorrelation of the onset strength at half a beat.' },
    oneBeat: { shape: 'value', unit: '', about: 'Autocorrelation of the onset strength at one beat.' },
    fourBeats: { shape: 'value', unit: '', about: 'Autocorrelation of the onset strength at four beats.' },
  },
  features: [
    {
      of: 'offBeat',
      statistic: 'value',
      title: 'Off-beat energy',
      lower: 'on the beat',
      higher: 'off the beat',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'strength at 1/2 beat / (strength at 1/2 beat + strength on the beat)',
      citation: 'Dixon, Gouyon & Widmer 2004',
      scored: true,
    },
    {
      of: 'sixteenth',
      statistic: 'value',
      title: 'Sixteenth energy',
      lower: 'quavers',
      higher: 'semiquavers',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'strength at 1/4 and 3/4 beat / strength at 0, 1/4, 1/2 and 3/4 beat',
      citation: 'Dixon, Gouyon & Widmer 2004',
      scored: true,
    },
    {
      of: 'backbeat',
      statistic: 'value',
      title: 'Backbeat',
      lower: 'even beats',
      higher: 'alternating beats',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 10,
      formula: '|even - odd| / (even + odd) of the treble strength on beats',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
    },
    {
      of: 'halfBeat',
      statistic: 'value',
      title: 'Half-beat periodicity',
      lower: 'beats stand alone',
      higher: 'running quavers',
      unit: '',
      range: [-1, 1],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'r[beat / 2] / r[0] of the centred onset strength',
      citation: 'Grosche, Mueller & Kurth 2010',
      scored: true,
    },
    {
      of: 'oneBeat',
      statistic: 'value',
      title: 'Beat periodicity',
      lower: 'beats differ',
      higher: 'beats alike',
      unit: '',
      range: [-1, 1],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'r[beat] / r[0] of the centred onset strength',
      citation: 'Grosche, Mueller & Kurth 2010',
      scored: true,
    },
    {
      of: 'fourBeats',
      statistic: 'value',
      title: 'Bar periodicity',
      lower: 'rhythm varies',
      higher: 'rhythm repeats',
      unit: '',
      range: [-1, 1],
      transform: 'identity',
      minimumSeconds: 12,
      formula: 'r[4 beats] / r[0] of the centred onset strength',
      citation: 'Grosche, Mueller & Kurth 2010',
      scored: true,
    },
  ],
  analyse({ flux, beats, metre }, _parameters, out) {
    if (beats.seconds.length < fewestBeats) {
      const reason = metre.missing ?? 'too few beats';
      for (const sink of Object.values(out)) sink.missing(reason);
      return;
    }
    const curve = onsetCurve(flux);
    const treble = Float64Array.from({ length: flux.count }, (_, t) => flux.rows[t * flux.size + flux.size - 1]! || 0);
    const frameAt = (seconds: number) => (seconds - flux.firstSeconds) / flux.hopSeconds;
    const inBeat = new Float64Array(4);
    const inBar = new Float64Array(sixteenths);
    const onBeats = new Float64Array(2);
    for (let i = 0; i + 1 < beats.seconds.length; i++) {
      const [start, end] = [beats.seconds[i]!, beats.seconds[i + 1]!];
      onBeats[i % 2]! += peakNear(treble, frameAt(start));
      for (let k = 0; k < 4; k++) {
        const strength = peakNear(curve, frameAt(start + (k / 4) * (end - start)));
        inBeat[k]! += strength;
        inBar[(4 * (beats.rows[i]! - 1) + k) % sixteenths]! += strength;
      }
    }
    const whole = inBeat.reduce((sum, value) => sum + value, 0);
    if (!(whole > 0)) {
      for (const sink of Object.values(out)) sink.missing('nothing begins on the beats');
      return;
    }
    if (metre.row[0] === 4) out.pattern.set(inBar.map((value) => value / whole));
    else out.pattern.missing('the bar is not of four beats');
    if (inBeat[0]! + inBeat[2]! > 0) out.offBeat.set(inBeat[2]! / (inBeat[0]! + inBeat[2]!));
    else out.offBeat.missing('nothing begins on the beats');
    out.sixteenth.set((inBeat[1]! + inBeat[3]!) / whole);
    const [even, odd] = onBeats as unknown as [number, number];
    if (even + odd > 0) out.backbeat.set(Math.abs(even - odd) / (even + odd));
    else out.backbeat.missing('no treble on the beats');

    const period = frameAt(beats.seconds.at(-1)!) - frameAt(beats.seconds[0]!);
    const returns = autocorrelationAt(curve, period / (beats.seconds.length - 1));
    out.halfBeat.set(returns(0.5));
    out.oneBeat.set(returns(1));
    out.fourBeats.set(returns(4));
  },
});

/** The greatest normalised autocorrelation within 4 % of so many beats of so many frames. */
function autocorrelationAt(curve: Float64Array, framesPerBeat: number): (beats: number) => number {
  const longest = Math.min(curve.length - 1, Math.ceil(4.3 * framesPerBeat));
  const r = autocorrelation(centredCurve(curve), longest);
  return (beats) => {
    const lag = beats * framesPerBeat;
    let most = -1;
    for (let i = Math.floor(0.96 * lag); i <= Math.min(longest, Math.ceil(1.04 * lag)); i++)
      most = Math.max(most, r[i]! / (1 - i / curve.length) / r[0]!);
    return Math.min(1, most);
  };
}

/** The largest within 30 ms. */
function peakNear(curve: Float64Array, frame: number): number {
  const middle = Math.round(frame);
  let most = 0;
  for (let t = Math.max(0, middle - 3); t <= Math.min(curve.length - 1, middle + 3); t++)
    most = Math.max(most, curve[t]!);
  return most;
}
