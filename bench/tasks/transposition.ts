import { analysersFor } from '../../src/analysers/analysers-for.js';
import { pitchAnalysers } from '../../src/analysers/pitch/index.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { mean, median, medianAbsoluteDeviation } from '../../src/dsp/statistics.js';
import { registerFeatures } from '../../src/features/registry.js';
import type { FeatureRow } from '../../src/features/row.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { transformValue } from '../../src/profiles/transform.js';
import { openFile } from '../../src/sources/file.js';
import { readMusicTracks } from '../annotations.js';
import { collect, resampled, type Sound } from '../changes.js';
import { meanInterval } from '../metrics/bootstrap.js';
import { cell, intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, withBounds } from './task.js';

/** Every so manyth recording: a genre's neighbours are often of one album. */
const stride = 16;
const detunes = [10, 20, 30, 40, 50];
const semitones = [-2, -1, 1, 2];
const rate = 44100;
const scored = registerFeatures(pitchAnalysers).filter((feature) => feature.scored && feature.transform !== 'circular');
const ofPitch = analysersFor(
  pitchAnalysers.flatMap((analyser) => analyser.features.map(({ of }) => `${analyser.id}/${of}`)),
);

type Heard = FeatureRow & { readonly key: string | undefined };
type Tried = { readonly before: Heard; readonly after: ReadonlyMap<number, Heard> };

/** Real recordings resampled by cents and semitones, so that they are faster by the same ratio: what follows, and what stays. */
export const transposition: Task = async (folder, context) => {
  const { print } = context;
  const tried: Tried[] = [];
  for (const { path, audioPath } of readMusicTracks(folder).filter((_, i) => i % stride === 0)) {
    const heard = await attempt<Tried | undefined>(context, path, () => tryAll(audioPath), undefined);
    if (heard !== undefined) tried.push(heard);
  }
  const at = (cents: number) => tried.map(({ before, after }) => [before, after.get(cents)!] as const);
  print(`${tried.length} excerpts resampled: higher and faster, or lower and slower, by one ratio.`);

  const following = detunes.map((cents) => {
    const errors = at(cents).map(([before, after]) => Math.abs(tuningError(before, after, cents)));
    return [`${cents} cents`, cell(median(errors), 2), cell(mean(errors.map((error) => Number(error < 3))))];
  });
  print(`\n${table(['detuned by', 'median error of tuning, cents', 'within 3 cents'], following)}`);
  const keys = semitones.flatMap((step) =>
    at(100 * step).map(([before, after]) => Number(after.key === transposedKey(before.key, step))),
  );
  print(`\nKeys that move with the recording, ±1 and ±2 semitones: ${intervalCell(meanInterval(keys))}`);

  const shifts = scored.map(({ id, title }) => {
    const most = (steps: readonly number[]) => Math.max(...steps.map((cents) => shiftOf(id, at(cents))));
    return { title, detuned: most(detunes), transposed: most(semitones.map((step) => 100 * step)) };
  });
  const rows = shifts
    .toSorted((a, b) => b.transposed - a.transposed)
    .map(({ title, detuned, transposed }) => [title, cell(detuned, 2), cell(transposed, 2)]);
  print('\nMedian over excerpts of how far each scored feature moves, in robust SDs: the largest of the steps');
  print(table(['feature', 'by up to 50 cents', 'by 1 or 2 semitones'], rows));
  // of the features that these recordings have
  const within = (values: readonly number[]) =>
    mean(values.filter((shift) => !Number.isNaN(shift)).map((shift) => Number(shift <= 0.2)));
  return {
    n: tried.length,
    ...withBounds({ keysFollow: meanInterval(keys) }),
    detunedWithin: within(shifts.map(({ detuned }) => detuned)),
    transposedWithin: within(shifts.map(({ transposed }) => transposed)),
    tuningMedianError: Math.max(...following.map(([, error]) => Number(error))),
  };
};

async function tryAll(audioPath: string): Promise<Tried> {
  const sound = await collect(await openFile(audioPath));
  const after = new Map<number, Heard>();
  for (const cents of [...detunes, ...semitones.map((step) => 100 * step)])
    after.set(cents, await listen(resampled(sound, Math.round(rate * 2 ** (cents / 1200)), rate)));
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
function tuningError(before: Heard, after: Heard, cents: number): number {
  const [from, to] = [before, after].map(({ values }) => values['pitch.tuning/tuning.value'] ?? NaN);
  return ((((to! - from! - cents + 50) % 100) + 100) % 100) - 50;
}

function transposedKey(key: string | undefined, step: number): string | undefined {
  const tonics = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
  const [tonic, mode] = key?.split(' ') ?? [];
  return tonic === undefined ? undefined : `${tonics[(tonics.indexOf(tonic) + step + 12) % 12]} ${mode}`;
}

/** Median |difference| of the transformed values over the robust SD of the embedded references; of the recordings here where those lack the feature. */
function shiftOf(id: string, pairs: readonly (readonly [Heard, Heard])[]): number {
  const feature = scored.find((one) => one.id === id)!;
  const transformed = (value: number | null | undefined) => transformValue(feature, 'plain', () => value ?? undefined);
  const spreads = embeddedProfiles.flatMap(({ features, rows }) => {
    const column = features.findIndex((one) => one.id === id && one.notScored === undefined);
    return column < 0 ? [] : [medianAbsoluteDeviation(rows.map((row) => transformed(row[column])))];
  });
  const spread =
    1.4826 *
    (spreads.length > 0
      ? median(spreads)
      : medianAbsoluteDeviation(pairs.map(([before]) => transformed(before.values[id]))));
  return (
    median(pairs.map(([before, after]) => Math.abs(transformed(after.values[id]) - transformed(before.values[id])))) /
    spread
  );
}
