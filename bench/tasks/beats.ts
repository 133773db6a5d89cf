import { type Beat, type BeatClip, readBeatClips } from '../annotations.js';
import { eventsOf, hear, heardOutputs, hearSamples, valueOf } from '../hear.js';
import { beatScores } from '../metrics/beat-scores.js';
import { type Interval, meanInterval } from '../metrics/bootstrap.js';
import { tempoAccuracy } from '../metrics/tempo-scores.js';
import { cell, intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, type TaskContext, withBounds } from './task.js';

/** `downbeats` is undefined where the tracker does not look for them. */
type Heard = {
  readonly beats: readonly number[];
  readonly downbeats: readonly number[] | undefined;
  readonly bpm: number | undefined;
};
const columns = ['f', 'cmlt', 'amlt', 'acc1', 'acc2', 'downbeatF'] as const;
/** NaN where the clip lacks what it would be held against, or the tracker does not look for it. */
type Scores = Readonly<Record<(typeof columns)[number], number>>;
type Scored = { readonly clip: BeatClip; readonly heard: Heard; readonly scores: Scores };

const nothing: Heard = { beats: [], downbeats: [], bpm: undefined };

/** Beats, tempo and downbeats against annotations, as mir_eval scores them; what is not found scores 0. */
export const beats: Task = async (folder, context) => {
  const { print, essentia } = context;
  const ours: Scored[] = [];
  const theirs: Scored[] = [];
  for (const clip of readBeatClips(folder)) {
    const listen = async (to: Scored[], hearClip: (path: string) => Promise<Heard>) => {
      const heard = await attempt(context, clip.clip, () => hearClip(clip.audioPath), nothing);
      to.push({ clip, heard, scores: score(clip, heard) });
    };
    await Promise.all([
      listen(ours, hearBeats),
      essentia && listen(theirs, async (path) => hearEssentia(essentia, path)),
    ]);
  }
  print(
    `Beats of ${ours.length} clips: F (within 70 ms), CMLt, AMLt and downbeat F as in mir_eval, without the first 5 s;`,
  );
  print(
    'Acc1: tempo within 4 %; Acc2: within 4 % of it or of 1/3, 1/2, 2, 3 times it. Means; 95 % bootstrap over clips.',
  );
  printTable(print, 'Swerve', ours);
  if (essentia === undefined) print('\nessentia.js is not here to compare with.');
  else printTable(print, 'essentia.js (RhythmExtractor2013, Degara; no downbeats)', theirs);
  printWorst(print, ours);
  return { n: ours.length, ...withBounds(intervals(ours)) };
};

async function hearBeats(path: string): Promise<Heard> {
  const heard = await hear(path, [heardOutputs.beats, heardOutputs.tempo]);
  const { seconds, size, rows } = eventsOf(heard, heardOutputs.beats);
  const beats = Array.from(seconds);
  return {
    beats,
    downbeats: beats.filter((_, i) => rows[i * size] === 1),
    bpm: valueOf(heard, heardOutputs.tempo),
  };
}

async function hearEssentia(essentia: NonNullable<TaskContext['essentia']>, path: string): Promise<Heard> {
  const { beats, bpm } = await essentia(await hearSamples(path));
  return { beats, downbeats: undefined, bpm };
}

function score({ beats, bpm }: BeatClip, heard: Heard): Scores {
  const { fMeasure, cmlt, amlt } = beats === undefined ? noReference : beatScores(secondsOf(beats), heard.beats);
  const downbeats = beats?.filter(({ position }) => position === 1) ?? [];
  const { acc1, acc2 } = tempoAccuracy(bpm ?? NaN, heard.bpm ?? 0);
  return {
    f: fMeasure,
    cmlt,
    amlt,
    acc1: bpm === undefined ? NaN : Number(acc1),
    acc2: bpm === undefined ? NaN : Number(acc2),
    downbeatF:
      downbeats.length === 0 || heard.downbeats === undefined
        ? NaN
        : beatScores(secondsOf(downbeats), heard.downbeats).fMeasure,
  };
}

const noReference = { fMeasure: NaN, cmlt: NaN, amlt: NaN };

function secondsOf(beats: readonly Beat[]): number[] {
  return beats.map(({ seconds }) => seconds);
}

function intervals(scored: readonly Scored[]): Record<(typeof columns)[number], Interval> {
  const of = (column: (typeof columns)[number]) =>
    meanInterval(scored.map(({ scores }) => scores[column]).filter((score) => !Number.isNaN(score)));
  return Object.fromEntries(columns.map((column) => [column, of(column)])) as ReturnType<typeof intervals>;
}

function printTable(print: TaskContext['print'], title: string, scored: readonly Scored[]): void {
  const genres = [...new Set(scored.map(({ clip }) => clip.genre))];
  const rows = genres.map((genre) => {
    const within = scored.filter(({ clip }) => clip.genre === genre);
    return [genre, `${within.length}`, ...Object.values(intervals(within)).map(({ value }) => cell(value))];
  });
  const all = [
    'all',
    `${scored.length}`,
    ...Object.values(intervals(scored)).map((interval) => intervalCell(interval)),
  ];
  print(`\n${title}\n${table(['genre', 'n', ...columns], [...rows, all])}`);
}

function printWorst(print: TaskContext['print'], scored: readonly Scored[]): void {
  const worst = scored
    .filter(({ scores }) => !Number.isNaN(scores.f))
    .sort((a, b) => a.scores.f - b.scores.f || a.scores.amlt - b.scores.amlt)
    .slice(0, 8);
  const rows = worst.map(({ clip, heard, scores }) => [
    clip.clip,
    cell(scores.f),
    cell(scores.cmlt),
    cell(scores.amlt),
    cell(clip.bpm ?? NaN, 1),
    cell(heard.bpm ?? NaN, 1),
    `${heard.beats.length}`,
  ]);
  const header = ['Swerve at its worst', 'f', 'cmlt', 'amlt', 'BPM annotated', 'BPM heard', 'beats heard'];
  print(`\n${table(header, rows)}`);
}
