import { centsBetween } from '../../src/analysers/pitch/fold-histogram.js';
import { pitchClassNames } from '../../src/analysers/pitch/score-keys.js';
import { readBeatClips } from '../annotations.js';
import { hear, heardOutputs, hearSamples, labelOf, valueOf } from '../hear.js';
import { meanInterval } from '../metrics/bootstrap.js';
import { keyScore } from '../metrics/key-score.js';
import { intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, withBounds } from './task.js';

type Scored = {
  readonly clip: string;
  readonly genre: string;
  readonly reference: string;
  readonly heard: string;
  readonly score: number;
};
/** How a score is reached: the relation of the key heard to the key annotated. */
const relations = { same: 1, 'fifth above': 0.5, relative: 0.3, parallel: 0.2, other: 0 } as const;
const noKey = 'X';
const tonicOutput = 'pitch.scale-steps/tonic';
const tuningOutput = 'pitch.tuning/tuning';

/** Keys against annotations, weighted as MIREX does; a key not found scores 0, a clip without one annotated is left out. */
export const key: Task = async (folder, context) => {
  const { print, essentia } = context;
  const ours: Scored[] = [];
  const theirs: Scored[] = [];
  /** Cents from the annotated tonic to the candidate, which knows of no key; NaN where none is named. */
  const tonicsOff: number[] = [];
  for (const { clip, genre, audioPath, key: reference } of readBeatClips(folder)) {
    if (reference === undefined) continue;
    const listen = async (to: Scored[], hearKey: (path: string) => Promise<string>) => {
      const heard = await attempt(context, clip, () => hearKey(audioPath), noKey);
      to.push({ clip, genre, reference, heard, score: keyScore(reference, heard) });
    };
    await Promise.all([
      listen(ours, async (path) => {
        const heard = await hear(path, [heardOutputs.key, tonicOutput, tuningOutput]);
        const annotated = 100 * pitchClassNames.indexOf(reference.split(' ')[0]!) + (valueOf(heard, tuningOutput) ?? 0);
        tonicsOff.push(centsBetween(annotated, valueOf(heard, tonicOutput) ?? NaN));
        return labelOf(heard, heardOutputs.key) ?? noKey;
      }),
      essentia &&
        listen(theirs, async (path) => {
          const { key, scale } = await essentia(await hearSamples(path));
          return key === undefined ? noKey : `${key} ${scale}`;
        }),
    ]);
  }
  print(
    `Keys of ${ours.length} clips, MIREX weighted: same 1, a fifth above .5, relative .3, parallel .2, else 0, as in`,
  );
  print('mir_eval (a fifth below counts 0). Means; 95 % bootstrap over clips.');
  const trackers = { Swerve: ours, ...(essentia && { 'essentia.js (KeyExtractor)': theirs }) };
  for (const [name, scored] of Object.entries(trackers)) {
    const genres = [...new Set(scored.map(({ genre }) => genre))];
    const row = (title: string, within: readonly Scored[]) => [
      title,
      `${within.length}`,
      intervalCell(meanInterval(within.map(({ score }) => score))),
      ...Object.values(relations).map((weight) => `${within.filter(({ score }) => score === weight).length}`),
    ];
    const rows = genres.map((genre) =>
      row(
        genre,
        scored.filter((one) => one.genre === genre),
      ),
    );
    print(`\n${name}\n${table(['genre', 'n', 'weighted', ...Object.keys(relations)], [...rows, row('all', scored)])}`);
  }
  if (essentia === undefined) print('\nessentia.js is not here to compare with.');
  const wrong = ours.filter(({ score }) => score < 1).sort((a, b) => a.score - b.score);
  const rows = wrong.map(({ clip, reference, heard, score }) => [clip, reference, heard, score.toFixed(1)]);
  print(`\n${table(['Swerve at its worst', 'annotated', 'heard', 'score'], rows.slice(0, 15))}`);
  const named = tonicsOff.filter((off) => !Number.isNaN(off));
  const tonicRight = meanInterval(named.map((off) => Number(Math.abs(off) < 50)));
  print(`\nA tonic candidate is named in ${named.length}; the annotated one in ${intervalCell(tonicRight)} of these.`);
  const weighted = meanInterval(ours.map(({ score }) => score));
  return { n: ours.length, ...withBounds({ weighted, tonicRight }), tonicsNamed: named.length };
};
