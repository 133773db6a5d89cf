import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median, medianAbsoluteDeviation } from '../../dsp/statistics.js';
import { placeInBeat, soundedBeats } from './beat-clock.js';
import { gridDeviations } from './grid-deviations.js';

const fewestOnsets = 16;
const fewestOffbeats = 8;
/** Where in the beat the second of two swung quavers may lie: even is 1/2, triplet 2/3. */
const swingFrom = 0.44;
const swingTo = 0.74;

export const microtiming = defineAnalyser({
  kind: 'window',
  id: 'timing.microtiming',
  aspect: 'timing',
  version: 1,
  about: 'How onsets lie about the sixteenths of the beat: how tightly, how early or late, how swung.',
  references: [
    'Marchand & Peeters 2015, Swing ratio estimation, DAFx',
    'Mardia & Jupp 2000, Directional statistics',
    'Butterfield 2010, Participatory discrepancies and the perception of beats in jazz',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { beats: { events: 'timing.beats/beats' }, onsets: { events: 'timing.onsets/onsets' } },
  outputs: {
    gridLock: { shape: 'value', unit: '', about: 'Mean resultant length of the deviations, as phases of a sixteenth.' },
    spread: {
      shape: 'value',
      unit: 'ms',
      about: 'Robust standard deviation of the deviations, detector noise included.',
    },
    lean: {
      shape: 'value',
      unit: 'ms',
      about: 'Median deviation of onsets half way between beats, less that on beats.',
    },
    swing: { shape: 'value', unit: '', about: 'Length of the first quaver of a beat over the second.' },
  },
  features: [
    {
      of: 'gridLock',
      statistic: 'value',
      title: 'Grid lock',
      lower: 'looser',
      higher: 'tighter to the grid',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 10,
      formula: '|mean exp(2 pi i deviation / sixteenth)|',
      citation: 'Mardia & Jupp 2000',
      scored: true,
    },
    {
      of: 'spread',
      statistic: 'value',
      title: 'Microtiming spread',
      lower: 'machine-tight',
      higher: 'human',
      unit: 'ms',
      range: [0, 500],
      transform: 'log',
      minimumSeconds: 10,
      formula: '1.4826 median |deviation - median| of onsets from the nearest sixteenth',
      citation: 'Hennig 2011',
      scored: true,
    },
    {
      of: 'lean',
      statistic: 'value',
      title: 'Off-beat lean',
      lower: 'early off-beats',
      higher: 'late off-beats',
      unit: 'ms',
      range: [-500, 500],
      transform: 'identity',
      minimumSeconds: 10,
      formula: 'median deviation at 1/2 beat - median deviation on the beat',
      citation: 'Butterfield 2010',
      scored: false,
    },
    {
      of: 'swing',
      statistic: 'value',
      title: 'Swing ratio',
      lower: 'straight',
      higher: 'swung',
      unit: '',
      range: [0.7, 3],
      transform: 'log',
      minimumSeconds: 10,
      formula: 'p / (1 - p), p the median place in the beat of onsets from 0.44 to 0.74',
      citation: 'Marchand & Peeters 2015',
      scored: false,
    },
  ],
  analyse({ beats, onsets }, _parameters, out) {
    const clock = soundedBeats(beats.seconds, onsets.seconds);
    const deviations = gridDeviations(clock, onsets.seconds);
    if (deviations.length < fewestOnsets) {
      const reason = beats.seconds.length < 2 ? 'no steady pulse' : 'too few onsets on the beats';
      for (const sink of Object.values(out)) sink.missing(reason);
      return;
    }
    let [cosines, sines] = [0, 0];
    for (const { seconds, step } of deviations) {
      cosines += Math.cos((2 * Math.PI * seconds) / step) / deviations.length;
      sines += Math.sin((2 * Math.PI * seconds) / step) / deviations.length;
    }
    out.gridLock.set(Math.min(1, Math.hypot(cosines, sines)));
    const milliseconds = deviations.map(({ seconds }) => 1000 * seconds);
    out.spread.set(1.4826 * medianAbsoluteDeviation(milliseconds));

    const at = (position: number) => milliseconds.filter((_, i) => deviations[i]!.position === position);
    const [onBeat, offBeat] = [at(0), at(2)];
    if (Math.min(onBeat.length, offBeat.length) < fewestOffbeats) out.lean.missing('too few onsets between the beats');
    else out.lean.set(median(offBeat) - median(onBeat));

    const phases: number[] = [];
    for (const seconds of onsets.seconds) {
      const phase = placeInBeat(clock, seconds)?.phase ?? 0;
      if (phase >= swingFrom && phase <= swingTo) phases.push(phase);
    }
    const place = median(phases);
    if (phases.length < fewestOffbeats) out.swing.missing('too few onsets between the beats');
    else out.swing.set(place / (1 - place));
  },
});
