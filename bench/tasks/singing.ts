import { median } from '../../src/dsp/statistics.js';
import { readSungRecordings } from '../annotations.js';
import { hear, heardOutputs, seriesOf } from '../hear.js';
import { bootstrap, type Interval } from '../metrics/bootstrap.js';
import { type MelodyNotes, melodyNotes } from '../metrics/melody-notes.js';
import { praatVersion, trackWithPraat } from '../praat.js';
import { cell, intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, withBounds } from './task.js';

type Track = { readonly seconds: readonly number[]; readonly hertz: ArrayLike<number> };
type Scored = MelodyNotes & { readonly name: string };
type Shares = Readonly<
  Record<'within50' | 'within25' | 'voicingF' | 'within50LessOffset' | 'within25LessOffset', Interval>
>;
/** Praat's own standard, and the range that ours seeks. */
const praatRanges = [
  [75, 600],
  [42, 2100],
] as const;
const columns = ['within50', 'within25', 'voicingF', 'within50LessOffset', 'within25LessOffset'] as const;

/** A sung melody's f0 against annotated notes, beside Praat's; a note heard nowhere is missed. */
export const singing: Task = async (folder, context) => {
  const { print } = context;
  const recordings = readSungRecordings(folder);
  const score = async (hearing: (path: string) => Promise<Track>): Promise<Scored[]> => {
    const scored: Scored[] = [];
    for (const { name, audioPath, notes } of recordings) {
      const silence = () => gridOver(notes.at(-1)!.offsetSeconds);
      const f0 = await attempt(context, name, () => hearing(audioPath), silence());
      scored.push({ name, ...melodyNotes(notes, f0.seconds, f0.hertz) });
    }
    return scored;
  };
  const ours = await score(hearMelody);
  const summary = intervals(ours);
  const noteCount = ours.reduce((sum, { errorsCents }) => sum + errorsCents.length, 0);
  print(
    `Sung notes: ${noteCount} in ${ours.length} recordings. Share of notes whose median f0 lies within 50 and 25 cents of the`,
  );
  print(
    'annotated pitch, over all notes; F of voiced frames, mean over recordings. "Less offset": each recording less its own',
  );
  print(
    'median error, for one that is annotated sharp or flat throughout says nothing of its notes. 95 % bootstrap over recordings.',
  );
  const trackers: [string, Shares | undefined][] = [['Swerve', summary]];
  const praat = await praatVersion();
  for (const [low, high] of praatRanges) {
    const title = `${praat ?? 'Praat'}, ${low} to ${high} Hz`;
    trackers.push([
      title,
      praat === undefined ? undefined : intervals(await score((path) => trackWithPraat(path, low, high))),
    ]);
  }
  const row = ([name, shares]: (typeof trackers)[number]) => [
    name,
    ...columns.map((column) => (shares === undefined ? 'not installed' : intervalCell(shares[column]))),
  ];
  print(`\n${table(['tracker', ...columns], trackers.map(row))}`);
  const rows = ours
    .toSorted((a, b) => a.within50 - b.within50)
    .map((one) => [
      one.name,
      `${one.errorsCents.length}`,
      ...(['within50', 'within25', 'voicingF'] as const).map((column) => cell(one[column])),
      cell(median(one.errorsCents), 1),
      cell(median(one.errorsHertz), 2),
      `${one.errorsCents.filter((error) => Number.isNaN(error)).length}`,
      `${one.errorsCents.filter((error) => Math.abs(error) > 600).length}`,
    ]);
  const titles = [
    'recording',
    'notes',
    'within50',
    'within25',
    'voicingF',
    'offset cents',
    'offset Hz',
    'unheard',
    'octaves off',
  ];
  print(`\n${table(titles, rows)}`);
  return { n: ours.length, ...withBounds(summary) };
};

async function hearMelody(path: string): Promise<Track> {
  const { firstSeconds, hopSeconds, count, rows } = seriesOf(
    await hear(path, [heardOutputs.melody]),
    heardOutputs.melody,
  );
  return { seconds: Array.from({ length: count }, (_, i) => firstSeconds + i * hopSeconds), hertz: rows };
}

/** Unvoiced every 10 ms: what a recording that cannot be heard counts as. */
function gridOver(seconds: number): Track {
  const times = Array.from({ length: Math.ceil(100 * seconds) }, (_, i) => i / 100);
  return { seconds: times, hertz: times.map(() => NaN) };
}

function intervals(scored: readonly Scored[]): Shares {
  const share = (cents: number, errorsOf: (one: Scored) => readonly number[]) => (sample: readonly Scored[]) => {
    const errors = sample.flatMap(errorsOf);
    return errors.filter((error) => Math.abs(error) <= cents).length / errors.length;
  };
  const plain = ({ errorsCents }: Scored) => errorsCents;
  const lessOffset = ({ errorsCents }: Scored) => {
    const offset = median(errorsCents);
    return errorsCents.map((error) => error - offset);
  };
  return {
    within50: bootstrap(scored, share(50, plain)),
    within25: bootstrap(scored, share(25, plain)),
    voicingF: bootstrap(scored, (sample) => sample.reduce((sum, one) => sum + one.voicingF, 0) / sample.length),
    within50LessOffset: bootstrap(scored, share(50, lessOffset)),
    within25LessOffset: bootstrap(scored, share(25, lessOffset)),
  };
}
