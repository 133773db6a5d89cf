import { median } from '../../src/dsp/statistics.js';
import { readDrumRecordings } from '../annotations.js';
import { eventsOf, hear, heardOutputs } from '../hear.js';
import { bootstrap, type Interval, meanInterval } from '../metrics/bootstrap.js';
import { matchEvents } from '../metrics/match-events.js';
import { mergeStrokes } from '../metrics/merge-strokes.js';
import { onsetScores } from '../metrics/onset-scores.js';
import { cell, intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, withBounds } from './task.js';

type Scored = {
  readonly name: string;
  /** Mixes of one performance are drawn together. */
  readonly performance: string;
  readonly kind: string;
  readonly strokes: number;
  readonly heard: number;
  readonly f50: number;
  readonly f25: number;
  readonly recall50: number;
  /** Heard less annotated, of the pairs within 50 ms. */
  readonly errorsMs: readonly number[];
};

/** Onsets against drum strokes; strokes that sound together are one onset, and a recording without onsets scores 0. */
export const drums: Task = async (folder, context) => {
  const { print } = context;
  const scored: Scored[] = [];
  for (const { name, kind, audioPath, strokes } of readDrumRecordings(folder)) {
    const listen = async () =>
      Array.from(eventsOf(await hear(audioPath, [heardOutputs.onsets]), heardOutputs.onsets).seconds);
    const onsets = await attempt(context, `${name}.${kind}`, listen, []);
    const reference = mergeStrokes(strokes.map(({ seconds }) => seconds));
    const { fMeasure, recall } = onsetScores(reference, onsets);
    scored.push({
      name: `${name}.${kind}`,
      performance: name,
      kind,
      strokes: reference.length,
      heard: onsets.length,
      f50: fMeasure,
      f25: onsetScores(reference, onsets, 0.025).fMeasure,
      recall50: recall,
      errorsMs: matchEvents(reference, onsets, 0.05).map(([r, e]) => 1000 * (onsets[e]! - reference[r]!)),
    });
  }
  print(
    `Onsets of ${scored.length} drum recordings, strokes within 30 ms of each other counted as one: F within 50 and`,
  );
  print(
    '25 ms, means over recordings; error in ms of the pairs within 50 ms (late > 0). 95 % bootstrap over performances.',
  );
  const header = [
    'recording',
    'strokes',
    'heard',
    'F 50 ms',
    'F 25 ms',
    'recall 50 ms',
    'median error',
    'median |error|',
  ];
  const rows = scored.map((one) => [
    one.name,
    `${one.strokes}`,
    `${one.heard}`,
    ...[one.f50, one.f25, one.recall50].map((value) => cell(value)),
    cell(median(one.errorsMs), 1),
    cell(absoluteError([one]), 1),
  ]);
  print(
    `\n${table(
      header,
      rows.sort((a, b) => Number(a[3]) - Number(b[3])),
    )}`,
  );
  const kinds = [...new Set(scored.map(({ kind }) => kind))].map((kind) => scored.filter((one) => one.kind === kind));
  const summary = (title: string, within: readonly Scored[]) => {
    const { f50, f25, medianErrorMs } = intervals(within);
    return [title, `${within.length}`, intervalCell(f50), intervalCell(f25), intervalCell(medianErrorMs, 1)];
  };
  const summaries = [...kinds.map((within) => summary(within[0]!.kind, within)), summary('all', scored)];
  print(`\n${table(['kind', 'n', 'F 50 ms', 'F 25 ms', 'median |error| ms'], summaries)}`);
  return { n: scored.length, ...withBounds(intervals(scored)) };
};

function intervals(scored: readonly Scored[]): Record<'f50' | 'f25' | 'medianErrorMs', Interval> {
  const groups = scored.map(({ performance }) => performance);
  return {
    f50: meanInterval(
      scored.map(({ f50 }) => f50),
      { groups },
    ),
    f25: meanInterval(
      scored.map(({ f25 }) => f25),
      { groups },
    ),
    medianErrorMs: bootstrap(scored, absoluteError, { groups }),
  };
}

/** Median over all pairs of all recordings, milliseconds; NaN where nothing matches. */
function absoluteError(scored: readonly Scored[]): number {
  return median(scored.flatMap(({ errorsMs }) => errorsMs.map(Math.abs)));
}
