import { pitchClassNames } from '../../src/analysers/pitch/score-keys.js';
import { mean, median } from '../../src/dsp/statistics.js';
import { meanInterval } from '../metrics/bootstrap.js';
import { rubberBandVersion } from '../rubber-band.js';
import { cell, intervalCell, table } from '../table.js';
import { type HeardShifts, heardAfter, hearShifts } from '../transposition/hear-shifts.js';
import { isStretched, movedFeatures } from '../transposition/moved-features.js';
import { renderedShifts } from '../transposition/rendered-shifts.js';
import { detunes, type Shift, type Shiftable, shiftsBy, steps } from '../transposition/shift.js';
import { shiftedRecordings } from '../transposition/shifted-recordings.js';
import { attempt } from './attempt.js';
import { type Metrics, type Task, withBounds } from './task.js';

const most = 0.2;
/** The columns of the tables: shifts whose largest is told. */
const groups = [
  { title: '10–50 cents', metric: 'Detuned', cents: detunes },
  { title: '±1', metric: 'By1', cents: [-100, 100] },
  { title: '±2', metric: 'By2', cents: [-200, 200] },
  { title: '±5', metric: 'By5', cents: [-500, 500] },
] as const;
const titles: Readonly<Record<Shiftable['set'], string>> = {
  songs: 'Rendered songs, at their own tempo',
  lines: 'Rendered voices, at their own tempo',
  music: 'Excerpts of music, resampled (tempo moves too)',
  solos: 'Recorded solos, resampled (tempo moves too)',
};

/**
 * What follows a transposition, and what stays: written music and lines rendered at other pitches, where nothing else
 * changes; recordings resampled, which moves every partial exactly and the tempo with it; and some of them at their own
 * tempo by Rubber Band, which smears.
 */
export const transposition: Task = async (folder, context) => {
  const { print } = context;
  const rubberBand = await rubberBandVersion();
  const sounds = [...shiftedRecordings(folder, rubberBand !== undefined), ...renderedShifts()];
  const heard: HeardShifts[] = [];
  for (const sound of sounds) {
    const one = await attempt<HeardShifts | undefined>(context, sound.name, () => hearShifts(sound), undefined);
    if (one !== undefined) heard.push(one);
  }
  const solos = heard.filter(({ set }) => set === 'solos');
  const metrics: Record<string, number | null> = { n: heard.length };
  print(`Features: median |shift| in robust SDs of the genre, the largest of the steps; ${most} is asked.`);
  for (const set of Object.keys(titles) as Shiftable['set'][])
    for (const tempo of ['kept', 'moved'] as const) {
      const tried = heard.filter((one) => one.set === set && one.shifts.some((shift) => shift.tempo === tempo));
      if (tried.length === 0) continue;
      const stretched = isStretched({ set }, { tempo });
      const title = stretched
        ? `${titles[set].split(',')[0]} at their own tempo (Rubber Band ${rubberBand}): half of up less down`
        : titles[set];
      Object.assign(metrics, printShifts(print, title, `${set}${stretched ? 'Stretched' : ''}`, tried, tempo, solos));
    }
  return metrics;
};

function printShifts(
  print: (line: string) => void,
  title: string,
  name: string,
  set: readonly HeardShifts[],
  tempo: Shift['tempo'],
  solos: readonly HeardShifts[],
): Metrics {
  const moved = movedFeatures(
    set,
    solos,
    groups.map(({ cents }) => shiftsBy(cents, tempo)),
  ).toSorted((a, b) => Math.max(...b.most.filter(Number.isFinite)) - Math.max(...a.most.filter(Number.isFinite)));
  print(`\n${title}: n = ${set.length}`);
  print(
    table(
      ['feature', 'heard in', ...groups.map(({ title: column }) => column)],
      moved.map(({ title: feature, n, most: shifts }) => [feature, `${n}`, ...shifts.map((shift) => cell(shift, 2))]),
    ),
  );
  const tuned = detunes.filter((cents) => heardAfter(set[0]!, { cents, tempo }) !== undefined);
  if (tuned.length > 0) {
    const errors = tuned.map((cents) => set.map((one) => tuningError(one, { cents, tempo })).filter(Number.isFinite));
    const cells = errors.map(
      (each) =>
        `${cell(median(each.map(Math.abs)), 2)} (${cell(mean(each.map((error) => Number(Math.abs(error) < 3))), 2)})`,
    );
    print(`Error of tuning by ${tuned.join(', ')} cents, median (share within 3 cents): ${cells.join(', ')}`);
  }
  const follows = {
    TuningMonotonic: meanInterval(tuned.length > 0 ? set.flatMap((one) => isMonotonic(one, tempo)) : []),
    KeysFollow: meanInterval(set.flatMap((one) => steps.flatMap((step) => keyFollows(one, step, tempo)))),
    F0Follows: meanInterval(set.flatMap((one) => steps.flatMap((step) => f0Follows(one, step, tempo)))),
  };
  print(`Tuning rises with every 10 cents in ${intervalCell(follows.TuningMonotonic)} of those that have one;`);
  print(
    `keys follow the step in ${intervalCell(follows.KeysFollow)}, median f0 within 10 cents in ${intervalCell(follows.F0Follows)}.`,
  );
  const stay = groups.flatMap(({ metric }, i): [string, number][] => {
    const shifts = moved.map((feature) => feature.most[i]!).filter(Number.isFinite);
    return shifts.length === 0
      ? []
      : [[`${name}Stay${metric}`, shifts.filter((shift) => shift <= most).length / shifts.length]];
  });
  const followed = Object.entries(follows).map(([metric, interval]) => [`${name}${metric}`, interval] as const);
  return { ...withBounds(Object.fromEntries(followed)), ...Object.fromEntries(stay) };
}

/** Cents round the semitone, -50 to 50; NaN where there is no tuning or the shift was not tried. */
function tuningError(one: HeardShifts, shift: Shift): number {
  const [from, to] = [one.before, heardAfter(one, shift)].map(
    (heard) => heard?.values['pitch.tuning/tuning.value'] ?? NaN,
  );
  return ((((to! - from! - shift.cents + 50) % 100) + 100) % 100) - 50;
}

/** 1 where the tuning rises with every detune by ten cents more: ten more than what the error adds. */
function isMonotonic(one: HeardShifts, tempo: Shift['tempo']): readonly number[] {
  const errors = detunes.map((cents) => tuningError(one, { cents, tempo }));
  return errors.some(Number.isNaN) ? [] : [Number(errors.every((error, i) => 10 + error - (errors[i - 1] ?? 0) > 0))];
}

function keyFollows(one: HeardShifts, step: number, tempo: Shift['tempo']): readonly number[] {
  const [after, [tonic, mode]] = [heardAfter(one, { cents: 100 * step, tempo }), one.before.key?.split(' ') ?? []];
  if (after === undefined || tonic === undefined) return [];
  const moved = pitchClassNames[(pitchClassNames.indexOf(tonic) + step + 12) % 12];
  return [Number(after.key === `${moved} ${mode}`)];
}

function f0Follows(one: HeardShifts, step: number, tempo: Shift['tempo']): readonly number[] {
  const [from, to] = [one.before, heardAfter(one, { cents: 100 * step, tempo })].map(
    (heard) => heard?.values['pitch.melody/median.value'],
  );
  if (from === undefined || to === undefined) return [];
  return [Number(Math.abs(1200 * Math.log2(to / from) - 100 * step) < 10)];
}
