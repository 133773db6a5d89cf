import { median } from '../../src/dsp/statistics.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { openingOf, quantised, quantisedTogether, ramped, swingPattern } from '../grooves/alter-groove.js';
import { type FeatureShift, featureShifts } from '../grooves/aspect-shifts.js';
import { type HeardGroove, listen } from '../grooves/listen.js';
import { noiseByContrast, type TimedOnset, timedOnsets } from '../grooves/onset-errors.js';
import { readGrooves } from '../grooves/read-grooves.js';
import type { Bed } from '../grooves/render-groove.js';
import { stepsOf, trueDeviations } from '../grooves/true-deviations.js';
import { auc } from '../metrics/auc.js';
import { bootstrap, type Interval, meanInterval } from '../metrics/bootstrap.js';
import { correlation, rankCorrelation } from '../metrics/correlation.js';
import { matchEvents } from '../metrics/match-events.js';
import { cell, intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const longestSeconds = 30;
const tailSeconds = 0.5;
const shares = [0, 0.25, 0.5, 0.75, 1];
const beds: readonly (readonly [name: string, bed: Bed | undefined])[] = [
  ['alone', undefined],
  ['pad -10 dB', { kind: 'pad', decibels: -10 }],
  ['pad 0 dB', { kind: 'pad', decibels: 0 }],
  ['noise 0 dB', { kind: 'noise', decibels: 0 }],
];
const rampPercent = 1;
const swingShares = [0.5, 0.54, 0.58, 0.62, 0.667];
const swingTempi = [84, 108, 132];
const swingLooseMs = 6;
const swingSeconds = 15;
const fewestPairs = 12;
/** Of the beds, the one that is reported. */
const padBed = 2;
/** All aspects are heard of every third groove. */
const wholeEvery = 3;
/** Two strokes further apart than this are two: what is heard there is not this one. */
const sameStrokeSeconds = 0.025;

const feature = {
  lock: 'timing.microtiming/gridLock.value',
  spread: 'timing.microtiming/spread.value',
  swing: 'timing.microtiming/swing.value',
  drift: 'timing.microtiming/drift.value',
} as const;

type RowPair = readonly [human: HeardGroove['row'], quantised: HeardGroove['row']];

type Scored = {
  readonly name: string;
  readonly drummer: string;
  /** Of the deviations with the truth, for each bed. */
  readonly correlations: readonly number[];
  readonly timed: readonly (readonly TimedOnset[])[];
  readonly strokes: number;
  readonly locks: readonly number[];
  readonly spreads: readonly number[];
  /** Percent a minute, heard of the ramped less meant: of the quantised groove, and of the human less what it does without. */
  readonly rampErrors: readonly [machine: number, human: number];
  /** The rows of all analysers as played and quantised, of every third groove. */
  readonly alone: readonly RowPair[];
  /** The same, with what is played together moved together. */
  readonly together: readonly RowPair[];
  readonly underPad: readonly RowPair[];
};

/** Human drum performances rendered with drum sounds of ours: is what was played also what is heard? */
export const grooves: Task = async (folder, { print, note }) => {
  const scored: Scored[] = [];
  for (const whole of readGrooves(folder)) {
    const end = whole.strokes.at(-1)?.seconds ?? 0;
    const seconds = Math.min(longestSeconds, end + tailSeconds);
    const groove = openingOf(whole, seconds);
    if (groove.strokes.length < fewestPairs) {
      note(`${whole.name}: fewer than ${fewestPairs} strokes; left out.`);
      continue;
    }
    const truth = trueDeviations(groove);
    const underBeds: HeardGroove[] = [];
    const all = scored.length % wholeEvery === 0;
    for (const [, bed] of beds) underBeds.push(await listen(groove, seconds, { bed, all }));
    const onGrid = quantised(groove, 1, stepsOf(groove));
    const levels: HeardGroove[] = [underBeds[0]!];
    for (const share of shares.slice(1, -1))
      levels.push(await listen(quantised(groove, share, stepsOf(groove)), seconds));
    levels.push(await listen(onGrid, seconds, { all }));
    const driftOf = async (which: typeof groove) => (await listen(which, seconds)).row.values[feature.drift] ?? NaN;
    const humanDrift = underBeds[0]!.row.values[feature.drift] ?? NaN;
    scored.push({
      name: whole.name,
      drummer: whole.drummer,
      correlations: underBeds.map(({ hits }) => deviationCorrelation(truth, hits)),
      timed: underBeds.map(({ onsets, attacks }) => timedOnsets(groove, onsets, attacks)),
      strokes: truth.length,
      locks: levels.map(({ row }) => row.values[feature.lock] ?? NaN),
      spreads: levels.map(({ row }) => row.values[feature.spread] ?? NaN),
      rampErrors: [
        (await driftOf(ramped(onGrid, rampPercent))) - rampPercent,
        (await driftOf(ramped(groove, rampPercent))) - humanDrift - rampPercent,
      ],
      alone: all ? [[underBeds[0]!.row, levels.at(-1)!.row]] : [],
      together: all
        ? [[underBeds[0]!.row, (await listen(quantisedTogether(groove, stepsOf(groove)), seconds, { all })).row]]
        : [],
      underPad: all
        ? [[underBeds[padBed]!.row, (await listen(onGrid, seconds, { bed: beds[padBed]![1], all })).row]]
        : [],
    });
  }
  const swings = await swingErrors();
  const metrics = measure(scored, swings);
  print(
    `${scored.length} human drum grooves, the first ${longestSeconds} s of each, rendered by ourselves; 95 % bootstrap over drummers.`,
  );
  printGrooves(print, scored);
  printBeds(print, scored);
  print(`\nSwing, ${swings.length} patterns: largest |error| of the ratio ${cell(Math.max(...swings.map(Math.abs)))}`);
  const shiftsOf = (pairsOf: (one: Scored) => readonly RowPair[]) =>
    featureShifts(scored.flatMap(pairsOf), embeddedProfiles).filter(({ aspect }) => aspect !== 'timing');
  const alone = shiftsOf((one) => one.alone);
  const together = shiftsOf((one) => one.together);
  const underPad = shiftsOf((one) => one.underPad);
  printShifts(print, 'drums alone', alone);
  printShifts(print, 'drums alone, what is played together moved together', together);
  printShifts(print, 'under the pad', underPad);
  print(
    `\n${table(
      ['measure', 'value'],
      Object.entries(metrics).map(([name, value]) => [name, intervalCell(value)]),
    )}`,
  );
  return {
    n: scored.length,
    ...withBounds(metrics),
    swingWorst: Math.max(...swings.map(Math.abs)),
    ...shiftMetrics('Alone', alone),
    ...shiftMetrics('Together', together),
    ...shiftMetrics('Pad', underPad),
  };
};

/** Of what is heard within 25 ms of a played onset; NaN where the deviations are missing. */
function deviationCorrelation(truth: ReturnType<typeof trueDeviations>, hits: HeardGroove['hits']): number {
  const pairs = matchEvents(
    truth.map(({ seconds }) => seconds),
    hits.seconds,
    sameStrokeSeconds,
  ).filter(([played]) => truth[played]!.milliseconds !== undefined);
  if (pairs.length < fewestPairs) return NaN;
  return correlation(
    pairs.map(([played]) => truth[played]!.milliseconds!),
    pairs.map(([, hit]) => hits.rows[hit * hits.size]!),
  );
}

/** Heard ratio less true ratio of each pattern; a swing that is not heard counts as straight. */
async function swingErrors(): Promise<number[]> {
  const errors: number[] = [];
  for (const [seed, bpm] of swingTempi.entries())
    for (const share of swingShares) {
      const pattern = swingPattern(bpm, share, swingSeconds - tailSeconds, swingLooseMs, seed);
      const { row } = await listen(pattern, swingSeconds);
      errors.push((row.values[feature.swing] ?? 1) - share / (1 - share));
    }
  return errors;
}

function measure(scored: readonly Scored[], swings: readonly number[]): Record<string, Interval> {
  const groups = scored.map(({ drummer }) => drummer);
  const over = (value: (one: Scored) => number) => meanInterval(scored.map(value), { groups });
  const middle = (value: (one: Scored) => number) => bootstrap(scored, (drawn) => median(drawn.map(value)), { groups });
  const timed = (bed: number) => (drawn: readonly Scored[]) =>
    median(drawn.flatMap((one) => one.timed[bed]!.map(({ errorMs }) => Math.abs(errorMs))));
  return {
    told: over(({ correlations }) => (Number.isNaN(correlations[0]!) ? 0 : 1)),
    correlation: over(({ correlations }) => correlations[0]!),
    correlationMedian: middle(({ correlations }) => correlations[0]!),
    correlationPad: over(({ correlations }) => correlations[2]!),
    correlationPadMedian: middle(({ correlations }) => correlations[2]!),
    auc: bootstrap(
      scored,
      (drawn) => {
        const both = drawn.filter(({ spreads }) => !Number.isNaN(spreads[0]! + spreads.at(-1)!));
        return auc(
          both.map(({ spreads }) => spreads[0]!),
          both.map(({ spreads }) => spreads.at(-1)!),
        );
      },
      { groups },
    ),
    lockSpearman: over(({ locks }) => (locks.some(Number.isNaN) ? NaN : rankCorrelation(shares, locks))),
    swingError: meanInterval(swings.map(Math.abs)),
    rampError: over(({ rampErrors }) => Math.abs(rampErrors[0])),
    rampErrorMedian: middle(({ rampErrors }) => Math.abs(rampErrors[0])),
    rampErrorHuman: over(({ rampErrors }) => Math.abs(rampErrors[1])),
    medianErrorMs: bootstrap(scored, timed(0), { groups }),
    medianErrorPadMs: bootstrap(scored, timed(2), { groups }),
  };
}

type Print = (line: string) => void;

function printGrooves(print: Print, scored: readonly Scored[]): void {
  const header = [
    'groove',
    'strokes',
    'r alone',
    'r pad 0 dB',
    'lock 0 %',
    '50 %',
    '100 %',
    'spread 0 %',
    '100 %',
    'ramp error',
  ];
  const rows = scored
    .toSorted((a, b) => (a.correlations[0] || -1) - (b.correlations[0] || -1))
    .map(({ name, strokes, correlations, locks, spreads, rampErrors }) => [
      name,
      `${strokes}`,
      ...[correlations[0]!, correlations[2]!, locks[0]!, locks[2]!, locks[4]!].map((value) => cell(value)),
      ...[spreads[0]!, spreads[4]!].map((value) => cell(value, 1)),
      cell(rampErrors[0], 2),
    ]);
  print(`\n${table(header, rows)}`);
}

function printBeds(print: Print, scored: readonly Scored[]): void {
  const rows = beds.map(([name], bed) => {
    const timed = scored.flatMap((one) => one.timed[bed]!);
    const errors = timed.map(({ errorMs }) => errorMs);
    const noise = noiseByContrast(timed);
    const strokes = scored.reduce((sum, one) => sum + one.strokes, 0);
    return [
      name,
      cell(timed.length / strokes, 2),
      cell(median(errors), 2),
      cell(median(errors.map(Math.abs)), 2),
      ...noise.map(({ sd, n }) => `${cell(sd, 1)} (${n})`),
    ];
  });
  print(
    '\nOnset times: share of onsets found, error in ms (late > 0), and its SD (n) by the decibels the attack rises by.',
  );
  const header = [
    'under',
    'found',
    'median',
    'median |error|',
    ...noiseByContrast([]).map(({ from }) => `>= ${from} dB`),
  ];
  const whole = noiseByContrast(scored.flatMap(({ timed }) => timed.flat()));
  print(`\n${table(header, [...rows, ['all', '', '', '', ...whole.map(({ sd, n }) => `${cell(sd, 1)} (${n})`)]])}`);
}

const mostShift = 0.3;

/** The largest shift, and the share of the features that keep below 0.3 robust SD. */
function shiftMetrics(name: string, shifts: readonly FeatureShift[]): Record<string, number | null> {
  const sizes = shifts.map(({ shift }) => shift);
  if (sizes.length === 0) return {};
  return {
    [`otherShift${name}`]: Math.max(...sizes),
    [`otherUnmoved${name}`]: sizes.filter((size) => size <= mostShift).length / sizes.length,
  };
}

function printShifts(print: Print, title: string, shifts: readonly FeatureShift[]): void {
  print(
    `\nWhat quantising moves in other aspects, ${title}: median over grooves, in robust SDs of the embedded references.`,
  );
  const moved = shifts.toSorted((a, b) => b.shift - a.shift);
  const rows = moved.slice(0, 8).map(({ title, aspect, shift }) => [title, aspect, cell(shift)]);
  print(`\n${table(['feature', 'aspect', 'shift'], rows)}`);
}
