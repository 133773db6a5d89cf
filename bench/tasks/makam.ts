import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { centsBetween, type Degree, readDegrees } from '../../src/analysers/pitch/fold-histogram.js';
import { SwerveError } from '../../src/errors.js';
import { hear, labelOf, rowOf, valueOf } from '../hear.js';
import { cell, table } from '../table.js';
import { makams } from '../temperament/makams.js';
import type { Task } from './task.js';

/** Found farther from a degree of the theory, another is meant. */
const reachCents = 60;
/** How near found and taught degrees count as near, while the karar is looked for. */
const nearCents = 25;

/** The degrees of recordings named after their makam (`rast-1.flac`), with the theory's beside them, and the temperament said. */
export const makam: Task = async (folder, { print }) => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new SwerveError(
      'not-found',
      `${folder} is not a folder.`,
      folder,
      'Name one with files such as rast-1.flac.',
    );
  const files = readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const name = file.split('-')[0]!;
      return name in makams ? [{ file, name: name as keyof typeof makams }] : [];
    });
  let [calledTwelve, tonicsNamed] = [0, 0];
  print(
    'Degrees found / taught, cents above the karar; the karar is where the two agree best. Shares of what sounds in brackets.',
  );
  const rows: string[][] = [];
  for (const { file, name } of files) {
    const heard = await hear(join(folder, file), [
      'pitch.histogram/degrees',
      'pitch.temperament/temperament',
      'pitch.temperament/margin',
      'pitch.temperament/stability',
      'pitch.scale-steps/tonic',
    ]);
    const found = readDegrees(rowOf(heard, 'pitch.histogram/degrees'));
    const theory = makams[name];
    const karar = agreeBest(found, theory);
    const said = labelOf(heard, 'pitch.temperament/temperament') ?? 'missing';
    if (said === '12 equal steps') calledTwelve++;
    const degrees = theory.map((taught) => {
      const near = found
        .map((degree) => ({ ...degree, off: centsBetween(karar + taught, degree.cents) }))
        .sort((a, b) => Math.abs(a.off) - Math.abs(b.off))[0];
      const heardAt =
        near === undefined || Math.abs(near.off) > reachCents
          ? '–'
          : `${Math.round(taught + near.off)} (${Math.round(100 * near.share)} %)`;
      return `${heardAt} / ${Math.round(taught)}`;
    });
    const [margin, stability] = ['margin', 'stability'].map(
      (name) => valueOf(heard, `pitch.temperament/${name}`) ?? NaN,
    );
    const tonic = valueOf(heard, 'pitch.scale-steps/tonic');
    if (tonic !== undefined) tonicsNamed++;
    rows.push([
      file,
      ...degrees,
      said,
      cell(margin!, 1),
      cell(stability!, 1),
      tonic === undefined ? 'undecided' : `${Math.round(centsBetween(karar, tonic))}`,
    ]);
  }
  print(table(['recording', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'temperament', 'bits', 'stable', 'tonic'], rows));
  return { n: files.length, calledTwelve, tonicsNamed };
};

/** Cents above C of the karar that brings most of what is found near a degree that is taught. */
function agreeBest(found: readonly Degree[], theory: readonly number[]): number {
  let [best, most] = [0, -1];
  for (let karar = 0; karar < 1200; karar++) {
    let sum = 0;
    for (const { cents, share } of found) {
      const off = Math.min(...theory.map((taught) => Math.abs(centsBetween(karar + taught, cents))));
      sum += share * Math.exp(-0.5 * (off / nearCents) ** 2);
    }
    if (sum > most) [best, most] = [karar, sum];
  }
  return best;
}
