import { median } from '../../src/dsp/statistics.js';
import { readSungRecordings } from '../annotations.js';
import { hear, heardOutputs, seriesOf } from '../hear.js';
import { bootstrap, type Interval } from '../metrics/bootstrap.js';
import { type MelodyNotes, melodyNotes } from '../metrics/melody-notes.js';
import { cell, intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, withBounds } from './task.js';

type Scored = MelodyNotes & { readonly name: string };
const columns = ['within50', 'within25', 'voicingF'] as const;

/** A sung melody's f0 against annotated notes; a note heard nowhere is missed. */
export const singing: Task = async (folder, context) => {
  const { print } = context;
  const scored: Scored[] = [];
  for (const { name, audioPath, notes } of readSungRecordings(folder)) {
    const silence = () => gridOver(notes.at(-1)!.offsetSeconds);
    const f0 = await attempt(context, name, () => hearMelody(audioPath), silence());
    scored.push({ name, ...melodyNotes(notes, f0.seconds, f0.hertz) });
  }
  const noteCount = scored.reduce((sum, { errorsCents }) => sum + errorsCents.length, 0);
  print(
    `Sung notes: ${noteCount} in ${scored.length} recordings. Share of notes whose median f0 lies within 50 and 25 cents of the`,
  );
  print('annotated pitch, over all notes; F of voiced frames, mean over recordings. 95 % bootstrap over recordings.');
  const rows = scored
    .toSorted((a, b) => a.within50 - b.within50)
    .map((one) => [
      one.name,
      `${one.errorsCents.length}`,
      ...columns.map((column) => cell(one[column])),
      cell(median(one.errorsCents), 1),
      cell(within50LessBias(one)),
      `${one.errorsCents.filter((error) => Number.isNaN(error)).length}`,
      `${one.errorsCents.filter((error) => Math.abs(error) > 600).length}`,
    ]);
  const summary = intervals(scored);
  const all = ['all', `${noteCount}`, ...columns.map((column) => intervalCell(summary[column]))];
  print(
    `\n${table(['recording', 'notes', ...columns, 'bias cents', 'within50 less it', 'unheard', 'octaves off'], [...rows, all])}`,
  );
  return { n: scored.length, ...withBounds(summary) };
};

async function hearMelody(path: string): Promise<{ seconds: readonly number[]; hertz: ArrayLike<number> }> {
  const { firstSeconds, hopSeconds, count, rows } = seriesOf(
    await hear(path, [heardOutputs.melody]),
    heardOutputs.melody,
  );
  return { seconds: Array.from({ length: count }, (_, i) => firstSeconds + i * hopSeconds), hertz: rows };
}

/** Unvoiced every 10 ms: what a recording that cannot be heard counts as. */
function gridOver(seconds: number): { seconds: readonly number[]; hertz: ArrayLike<number> } {
  const times = Array.from({ length: Math.ceil(100 * seconds) }, (_, i) => i / 100);
  return { seconds: times, hertz: times.map(() => NaN) };
}

/** A whole recording annotated sharp or flat says nothing about single notes. */
function within50LessBias({ errorsCents }: Scored): number {
  const bias = median(errorsCents);
  return errorsCents.filter((error) => Math.abs(error - bias) <= 50).length / errorsCents.length;
}

function intervals(scored: readonly Scored[]): Record<(typeof columns)[number], Interval> {
  const share = (cents: number) => (sample: readonly Scored[]) => {
    const errors = sample.flatMap(({ errorsCents }) => errorsCents);
    return errors.filter((error) => Math.abs(error) <= cents).length / errors.length;
  };
  return {
    within50: bootstrap(scored, share(50)),
    within25: bootstrap(scored, share(25)),
    voicingF: bootstrap(scored, (sample) => sample.reduce((sum, one) => sum + one.voicingF, 0) / sample.length),
  };
}
