import { analysersFor } from '../../src/analysers/analysers-for.js';
import { pitchAnalysers } from '../../src/analysers/pitch/index.js';
import { pitchClassNames } from '../../src/analysers/pitch/score-keys.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { mean, median, medianAbsoluteDeviation } from '../../src/dsp/statistics.js';
import { registerFeatures } from '../../src/features/registry.js';
import type { FeatureRow } from '../../src/features/row.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { transformValue } from '../../src/profiles/transform.js';
import { openFile } from '../../src/sources/file.js';
import { collect, resampled, type Sound } from '../changes.js';
import { meanInterval } from '../metrics/bootstrap.js';
import { rubberBandVersion, transposedByRubberBand } from '../rubber-band.js';
import { cell, intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, withBounds } from './task.js';
import { type Transposed, transposedRecordings } from './transposed-recordings.js';

const rate = 44100;
const detunes = [10, 20, 30, 40, 50];
const steps = [-5, -2, -1, 1, 2, 5];
/** Takes far longer than the analysis: only so many. */
const stepsAlone = [-5, -2, 2, 5];
/** What of the shifts each column of the table holds, by their names. */
const columns: Readonly<Record<string, readonly string[]>> = {
  'detuned 10–50 cents': detunes.map((cents) => resampledName(cents)),
  '±1, ±2': [-2, -1, 1, 2].map((step) => resampledName(100 * step)),
  '±5': [-5, 5].map((step) => resampledName(100 * step)),
  '±2, tempo kept': [-2, 2].map(aloneName),
  '±5, tempo kept': [-5, 5].map(aloneName),
};
const scored = registerFeatures(pitchAnalysers).filter((feature) => feature.scored && feature.transform !== 'circular');
const ofPitch = analysersFor(
  pitchAnalysers.flatMap((analyser) => analyser.features.map(({ of }) => `${analyser.id}/${of}`)),
);

type Heard = FeatureRow & { readonly key: string | undefined };
type Tried = Transposed & { readonly before: Heard; readonly after: ReadonlyMap<string, Heard> };

/**
 * Real recordings transposed and detuned: what follows, and what stays. Resampling moves every partial exactly and the
 * tempo with it; Rubber Band keeps the tempo and smears. What is of the pitch moves under both.
 */
export const transposition: Task = async (folder, context) => {
  const { print } = context;
  const rubberBand = await rubberBandVersion();
  const tried: Tried[] = [];
  for (const recording of transposedRecordings(folder)) {
    const { name, audioPath } = recording;
    const heard = await attempt<Tried | undefined>(
      context,
      name,
      async () => ({ ...recording, ...(await tryAll(audioPath, rubberBand !== undefined)) }),
      undefined,
    );
    if (heard !== undefined) tried.push(heard);
  }
  const mixes = tried.filter(({ genre }) => genre !== undefined);
  const solos = tried.filter(({ genre }) => genre === undefined);
  print(`${mixes.length} excerpts of music, ${solos.length} solos, folded to mono; higher and faster by one ratio`);
  print(
    `(resampled), or at their own tempo (${rubberBand === undefined ? 'no Rubber Band here' : `Rubber Band ${rubberBand}`}).`,
  );

  const errors = detunes.map((cents) => tried.map((one) => tuningError(one, cents)));
  const tuned = detunes.map((cents, i) => [
    `${cents} cents`,
    cell(median(errors[i]!.map(Math.abs)), 2),
    cell(mean(errors[i]!.map((error) => Number(Math.abs(error) < 3)))),
  ]);
  print(`\n${table(['detuned by', 'median error of tuning, cents', 'within 3 cents'], tuned)}`);
  // what each step of ten cents adds to the tuning is ten more than what its error adds
  const monotonic = tried.map((_, t) =>
    Number(detunes.every((_, i) => 10 + (errors[i]![t] ?? NaN) - (errors[i - 1]?.[t] ?? 0) > 0)),
  );
  const names = steps.map((step) => [step, resampledName(100 * step)] as const);
  const alone = stepsAlone.map((step) => [step, aloneName(step)] as const);
  const keysOf = (of: readonly (readonly [number, string])[]) =>
    mixes.flatMap(({ before, after }) =>
      of.flatMap(([step, name]) =>
        after.has(name) ? [Number(after.get(name)!.key === transposedKey(before.key, step))] : [],
      ),
    );
  const pitchesOf = (of: readonly (readonly [number, string])[]) =>
    solos.flatMap(({ before, after }) =>
      of.flatMap(([step, name]) => {
        const [from, to] = [before, after.get(name)].map((row) => row?.values['pitch.melody/median.value'] ?? NaN);
        return after.has(name) ? [Number(Math.abs(1200 * Math.log2(to! / from!) - 100 * step) < 10)] : [];
      }),
    );
  const followed = {
    tuningMonotonic: meanInterval(monotonic),
    keysFollow: meanInterval(keysOf(names)),
    keysFollowAlone: meanInterval(keysOf(alone)),
    f0Follows: meanInterval(pitchesOf(names)),
    f0FollowsAlone: meanInterval(pitchesOf(alone)),
  };
  print(`\nTuning rises with every 10 cents: ${intervalCell(followed.tuningMonotonic)} of all`);
  print(`Keys of the music that move by the step, resampled: ${intervalCell(followed.keysFollow)}`);
  print(`  … at their own tempo: ${intervalCell(followed.keysFollowAlone)}`);
  print(`Median f0 of the solos that moves by it within 10 cents: ${intervalCell(followed.f0Follows)}`);
  print(`  … at their own tempo: ${intervalCell(followed.f0FollowsAlone)}`);

  const metrics: Record<string, number> = {};
  for (const [title, set] of Object.entries({ music: mixes, solos })) {
    const moved = scored
      .map((feature) => ({
        title: feature.title,
        most: Object.values(columns).map((of) => mostMoved(feature, set, of)),
      }))
      .filter(({ most }) => most.some((shift) => !Number.isNaN(shift)))
      .toSorted((a, b) => b.most[1]! - a.most[1]!);
    print(`\n${title}: median |shift| of each scored feature in robust SDs of its genre, the largest of the steps`);
    print(
      table(
        ['feature', ...Object.keys(columns)],
        moved.map(({ title: feature, most }) => [feature, ...most.map((shift) => cell(shift, 2))]),
      ),
    );
    for (const [i, column] of ['detuned', 'within2', 'within5', 'within2Alone', 'within5Alone'].entries()) {
      const defined = moved.map(({ most }) => most[i]!).filter((shift) => !Number.isNaN(shift));
      metrics[`${title}${column[0]!.toUpperCase()}${column.slice(1)}`] =
        defined.filter((shift) => shift <= 0.2).length / defined.length;
    }
  }
  return { n: tried.length, ...withBounds(followed), ...metrics };
};

function resampledName(cents: number): string {
  return `resampled ${cents}`;
}

function aloneName(step: number): string {
  return `alone ${step}`;
}

async function tryAll(audioPath: string, alone: boolean): Promise<Pick<Tried, 'before' | 'after'>> {
  const channels = await collect(await openFile(audioPath));
  const sound = [channels[0]!.map((_, n) => mean(channels.map((channel) => channel[n]!)))];
  const after = new Map<string, Heard>();
  for (const cents of [...detunes, ...steps.map((step) => 100 * step)])
    after.set(resampledName(cents), await listen(resampled(sound, Math.round(rate * 2 ** (cents / 1200)), rate)));
  if (alone)
    for (const step of stepsAlone) after.set(aloneName(step), await listen(await transposedByRubberBand(sound, step)));
  return { before: await listen(sound), after };
}

async function listen(sound: Sound): Promise<Heard> {
  const { excerpts } = await analyseTrack(openPcm(sound, { sampleRate: rate }), {
    analysers: ofPitch,
    extent: 'whole',
  });
  return { ...excerpts[0]!, key: excerpts[0]!.labels['pitch.key/key'] };
}

/** Cents round the semitone, -50 to 50. */
function tuningError({ before, after }: Tried, cents: number): number {
  const [from, to] = [before, after.get(resampledName(cents))!].map(
    ({ values }) => values['pitch.tuning/tuning.value'] ?? NaN,
  );
  return ((((to! - from! - cents + 50) % 100) + 100) % 100) - 50;
}

function transposedKey(key: string | undefined, step: number): string | undefined {
  const [tonic, mode] = key?.split(' ') ?? [];
  return tonic && `${pitchClassNames[(pitchClassNames.indexOf(tonic) + step + 12) % 12]} ${mode}`;
}

/** The largest, over the shifts named, of the median over recordings of |difference| over the robust SD of the genre: the embedded references', or the solos' own. */
function mostMoved(feature: (typeof scored)[number], set: readonly Tried[], names: readonly string[]): number {
  const transformed = (value: number | null | undefined) => transformValue(feature, 'plain', () => value ?? undefined);
  const valueOf = ({ values }: FeatureRow) => transformed(values[feature.id]);
  const spreadOf = (genre: string | undefined) => {
    const profile = embeddedProfiles.find(({ name }) => name === genre);
    const column = profile?.features.findIndex(({ id }) => id === feature.id) ?? -1;
    const values =
      column < 0 ? set.map(({ before }) => valueOf(before)) : profile!.rows.map((row) => transformed(row[column]));
    return 1.4826 * medianAbsoluteDeviation(values.filter((value) => !Number.isNaN(value)));
  };
  const spreads = new Map([...new Set(set.map(({ genre }) => genre))].map((genre) => [genre, spreadOf(genre)]));
  const shifts = names.map((name) => {
    const moved = set
      .filter(({ after }) => after.has(name))
      .map(({ genre, before, after }) => Math.abs(valueOf(after.get(name)!) - valueOf(before)) / spreads.get(genre)!)
      .filter(Number.isFinite);
    return moved.length === 0 ? NaN : median(moved);
  });
  return Math.max(...shifts);
}
