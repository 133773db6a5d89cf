import { type Feature } from '../../analysis/analyser.js';
import { defineAnalyser } from '../../analysis/define-analyser.js';
import { mean, median, medianAbsoluteDeviation } from '../../dsp/statistics.js';
import { barOffset } from './bar-offset.js';
import { type GridDeviation, gridDeviations } from './grid-deviations.js';
import { sixteenthFeatures, timingFeatures } from './microtiming-features.js';
import { leastBandStrength } from './onset-bands.js';
import { onsetNoiseOf } from './onset-noise.js';
import { swingOf } from './swing.js';
import { syncopation } from './syncopation.js';
import { tempoDrift } from './tempo-drift.js';

const fewestOffbeats = 8;
const fewestAtPlace = 4;
const sixteenths = 16;
const usualSixteenthSeconds = 0.125;

export const microtiming = defineAnalyser({
  kind: 'window',
  id: 'timing.microtiming',
  aspect: 'timing',
  version: 3,
  about: 'How onsets lie about the sixteenths (or triplets) of the beat: how tightly, how early or late, how swung.',
  references: [
    'Marchand & Peeters 2015, Swing ratio estimation, DAFx',
    'Mardia & Jupp 2000, Directional statistics',
    'Butterfield 2010, Participatory discrepancies and the perception of beats in jazz',
    'Hennig et al. 2011, The nature and perception of fluctuations in human musical rhythms',
    'Longuet-Higgins & Lee 1984, The rhythmic interpretation of monophonic music',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    beats: { events: 'timing.beats/beats' },
    metre: { value: 'timing.beats/metre' },
    onsets: { events: 'timing.onsets/onsets' },
    attacks: { events: 'timing.onsets/attacks' },
  },
  outputs: {
    hits: {
      shape: 'events',
      unit: 'ms',
      size: 3,
      about:
        'Onsets that belong to a step of the grid: milliseconds after it by a clock fitted to the others; sixteenth of the bar, 1 to 16 (NaN where the bar has none); strength.',
      undefinedMeans: 'onsets do not keep to the beats',
    },
    pulse: {
      shape: 'value',
      unit: 'BPM',
      about: 'The tempo whose sixteenths (or triplets) the steps of the grid are.',
    },
    gridLock: {
      shape: 'value',
      unit: '',
      about: 'Mean resultant length of the deviations as phases of a sixteenth, detector noise taken out.',
    },
    spread: {
      shape: 'value',
      unit: 'ms',
      about:
        'Robust standard deviation of the deviations from the mean of their place in the beat, detector noise taken out.',
    },
    floor: { shape: 'value', unit: 'ms', about: 'The least spread that can be told from none here.' },
    told: {
      shape: 'label',
      title: 'Microtiming',
      about: "Whether the spread is 'above' or 'at or below the measurement floor'.",
    },
    lean: {
      shape: 'value',
      unit: 'ms',
      about: 'Median deviation of onsets half way between beats, less that on beats.',
    },
    swing: { shape: 'value', unit: '', about: 'Length of the first quaver of a beat over the second.' },
    swingConfidence: { shape: 'value', unit: '', about: 'How closely the second quavers keep one place, 0 to 1.' },
    drift: {
      shape: 'value',
      unit: '%/min',
      about: 'Trend of the tempo of all onsets on the grid; above zero it rushes.',
    },
    bassLag: {
      shape: 'value',
      unit: 'ms',
      about: 'By how much the bass begins after the rest, where both begin together.',
    },
    bands: {
      shape: 'value',
      unit: 'ms',
      size: 3,
      about: 'Mean deviation of what begins below 120 Hz, up to 5 kHz and above, less that of all.',
    },
    bandScatter: {
      shape: 'value',
      unit: 'ms',
      size: 3,
      about: 'Robust standard deviation of the same, detector noise taken out.',
    },
    kickLag: {
      shape: 'value',
      unit: 'ms',
      about: 'Mean deviation of what begins below 120 Hz less that of what begins above 5 kHz.',
    },
    syncopation: {
      shape: 'value',
      unit: '',
      about: 'Longuet-Higgins & Lee weights of syncopation a bar, of the onsets that sound below 5 kHz.',
    },
    late: { shape: 'value', unit: 'ms', size: sixteenths, about: 'Median deviation at each sixteenth of the bar.' },
    scatter: {
      shape: 'value',
      unit: 'ms',
      size: sixteenths,
      about: 'Standard deviation at each sixteenth of the bar, detector noise taken out.',
    },
    velocity: {
      shape: 'value',
      unit: '',
      size: sixteenths,
      about: 'Mean strength at each sixteenth of the bar over the greatest; 0 where nothing begins.',
    },
  },
  features: [...timingFeatures, ...sixteenthFeatures] as readonly Feature[],
  analyse({ beats, metre, onsets, attacks }, _parameters, out) {
    const grid = gridDeviations(beats.seconds, onsets.seconds);
    const { hits: _hits, ...values } = out;
    if (typeof grid === 'string') {
      const reason = metre.missing ?? grid;
      for (const sink of Object.values(values)) sink.missing(reason);
      return;
    }
    const { stepsPerBeat } = grid;
    const noiseOf = ({ onset }: GridDeviation) => onsetNoiseOf(attacks.rows[attacks.size * onset]!);
    out.pulse.set(60 / (grid.stepSeconds * (stepsPerBeat === 3 ? 3 : 4)));
    out.gridLock.set(
      lockOf(
        grid.deviations.map(({ seconds }) => 1000 * seconds),
        1000 * sixteenthOf(grid.stepSeconds),
        grid.deviations.map(noiseOf),
      ),
    );
    const deviations = grid.deviations.filter(({ belongs }) => belongs);
    const late = deviations.map(({ seconds }) => 1000 * seconds);
    const attackOf = (hit: number) => attacks.rows.subarray(attacks.size * deviations[hit]!.onset);
    const noise = deviations.map(noiseOf);
    const placeOf = (hit: number) => deviations[hit]!.place;

    spread();
    const [onBeat, offBeat] = [0, 0.5].map((share) => late.filter((_, i) => placeOf(i) === share * stepsPerBeat));
    if (Math.min(onBeat!.length, offBeat!.length) < fewestOffbeats)
      out.lean.missing('too few onsets between the beats');
    else out.lean.set(median(offBeat!) - median(onBeat!));
    const swing = swingOf(grid);
    for (const [sink, number] of [
      [out.swing, swing?.ratio],
      [out.swingConfidence, swing?.confidence],
    ] as const)
      if (number === undefined) sink.missing('too few onsets between the beats');
      else sink.set(number);
    const drift = tempoDrift(
      grid.deviations.map(({ step }) => step / stepsPerBeat),
      grid.deviations.map(({ onset }) => onsets.seconds[onset]!),
    );
    if (Number.isNaN(drift)) out.drift.missing('too few onsets on the beats');
    else out.drift.set(Math.max(-1000, Math.min(1000, drift)));
    byBand();
    bySixteenth();

    function spread(): void {
      const centres = Array.from({ length: stepsPerBeat }, (_, place) =>
        median(late.filter((_, i) => placeOf(i) === place)),
      );
      const scattered = 1.4826 * medianAbsoluteDeviation(late.map((value, i) => value - centres[placeOf(i)]!));
      const noisePower = mean(noise.map((value) => value * value));
      // two standard errors of a variance of the noise alone
      const floor = Math.sqrt(noisePower * 2 * Math.sqrt(2 / Math.max(1, late.length - stepsPerBeat)));
      const power = scattered * scattered - noisePower;
      const above = power > floor * floor;
      out.floor.set(floor);
      out.spread.set(above ? Math.sqrt(power) : floor);
      out.told.set(above ? 'above the measurement floor' : 'at or below the measurement floor');
    }

    function byBand(): void {
      const lags = deviations.map((_, i) => 1000 * attackOf(i)[4]!).filter((lag) => !Number.isNaN(lag));
      if (lags.length < fewestOffbeats) out.bassLag.missing('bass and treble seldom begin together');
      else out.bassLag.set(median(lags));
      const inBands = [1, 2, 3].map((band) =>
        late.flatMap((value, i) => {
          const attack = attackOf(i);
          if (!(attack[band]! >= leastBandStrength)) return [];
          const halfLag = 500 * (attack[4]! || 0);
          return [{ late: value + (band === 1 ? halfLag : -halfLag), noise: noise[i]! }];
        }),
      );
      const enough = inBands.map((hits) => hits.length >= fewestOffbeats);
      const means = inBands.map((hits, band) => (enough[band] ? mean(hits.map(({ late }) => late)) - mean(late) : NaN));
      out.bands.set(means);
      out.bandScatter.set(
        inBands.map((hits, band) => {
          if (!enough[band]) return NaN;
          const scattered = 1.4826 * medianAbsoluteDeviation(hits.map(({ late }) => late));
          return Math.sqrt(Math.max(0, scattered ** 2 - mean(hits.map(({ noise }) => noise ** 2))));
        }),
      );
      if (enough[0] && enough[2]) out.kickLag.set(means[0]! - means[2]!);
      else out.kickLag.missing('too few onsets of bass or treble');
    }

    function bySixteenth(): void {
      const offset = barOffset(beats, metre.row[0]!, stepsPerBeat);
      const sixteenthOf = ({ step }: { step: number }) =>
        offset === undefined ? NaN : (((step - offset) % sixteenths) + sixteenths) % sixteenths;
      deviations.forEach((deviation, i) =>
        out.hits.at(onsets.seconds[deviation.onset]!, [
          late[i]!,
          sixteenthOf(deviation) + 1,
          onsets.rows[deviation.onset]!,
        ]),
      );
      if (offset === undefined) {
        for (const sink of [out.late, out.scatter, out.velocity, out.syncopation])
          sink.missing('the bar is not of sixteen sixteenths');
        return;
      }
      const strokes = deviations.flatMap(({ step }, i) =>
        Math.max(attackOf(i)[1]!, attackOf(i)[2]!) >= leastBandStrength ? [step - offset] : [],
      );
      const weights = strokes.length < fewestOffbeats ? NaN : syncopation(strokes);
      if (Number.isNaN(weights)) out.syncopation.missing('too few onsets below 5 kHz');
      else out.syncopation.set(weights);
      const at = Array.from({ length: sixteenths }, (_, place) =>
        [...deviations.keys()].filter((i) => sixteenthOf(deviations[i]!) === place),
      );
      const few = (hits: readonly number[]) => hits.length < fewestAtPlace;
      out.late.set(at.map((hits) => (few(hits) ? NaN : median(hits.map((i) => late[i]!)))));
      out.scatter.set(
        at.map((hits) => {
          if (few(hits)) return NaN;
          const centre = mean(hits.map((i) => late[i]!));
          const power = hits.reduce((sum, i) => sum + (late[i]! - centre) ** 2, 0) / (hits.length - 1);
          return Math.sqrt(Math.max(0, power - mean(hits.map((i) => noise[i]! ** 2))));
        }),
      );
      const strengths = at.map((hits) => (few(hits) ? 0 : mean(hits.map((i) => onsets.rows[deviations[i]!.onset]!))));
      const greatest = Math.max(...strengths);
      if (greatest > 0) out.velocity.set(strengths.map((strength) => strength / greatest));
      else out.velocity.missing('no sixteenth of the bar sounds often enough');
    }
  },
});

/** The step doubled or halved until it is nearest to a sixteenth at 120 BPM: quavers, sixteenths and thirty-seconds are one grid. */
function sixteenthOf(stepSeconds: number): number {
  return stepSeconds * 2 ** Math.round(Math.log2(usualSixteenthSeconds / stepSeconds));
}

/** |mean exp(2 pi i late / step)| / mean exp(-(2 pi noise / step)^2 / 2), at most 1: normal noise shortens it by that. */
function lockOf(late: readonly number[], step: number, noise: readonly number[]): number {
  const turn = (2 * Math.PI) / step;
  const length = Math.hypot(mean(late.map((ms) => Math.cos(turn * ms))), mean(late.map((ms) => Math.sin(turn * ms))));
  return Math.min(1, length / mean(noise.map((ms) => Math.exp(-0.5 * (turn * ms) ** 2))));
}
