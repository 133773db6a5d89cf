import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mean } from '../../src/dsp/statistics.js';
import { SwerveError } from '../../src/errors.js';
import { openFile } from '../../src/sources/file.js';
import { readMusicTracks } from '../annotations.js';
import { collect, resampled } from '../changes.js';
import { transposedByRubberBand } from '../rubber-band.js';
import type { Sound } from '../sound.js';
import { detunes, type Shift, type Shiftable, shiftsBy, steps } from './shift.js';

const rate = 44100;
/** Every so manyth excerpt: a genre's neighbours are often of one album. */
const musicStride = 30;
const soloStride = 4;
const stepsAtTempo = [-5, -2, 2, 5];

/**
 * Of `music/` so many of each genre, and every fourth solo of `singing/` and `makam/`, resampled, and at their own
 * tempo, where there is Rubber Band.
 */
export function shiftedRecordings(folder: string, hasRubberBand: boolean): readonly Shiftable[] {
  const shiftable = (
    set: 'music' | 'solos',
    files: readonly { name: string; audioPath: string; genre?: string }[],
  ): readonly Shiftable[] =>
    files.map((file) => ({
      ...file,
      set,
      shifts: [
        ...shiftsBy([...detunes, ...steps.map((step) => 100 * step)], 'moved'),
        ...(hasRubberBand
          ? shiftsBy(
              stepsAtTempo.map((step) => 100 * step),
              'kept',
            )
          : []),
      ],
      sound: async (shift) => shifted(await monoOf(file.audioPath), shift),
    }));
  const music = readMusicTracks(join(folder, 'music'))
    .filter((_, i) => i % musicStride === Math.floor(musicStride / 4))
    .map(({ path, audioPath, genre }) => ({ name: path, audioPath, genre }));
  const solos = ['singing', 'makam']
    .flatMap((place) => recordingsOf(folder, place))
    .filter((_, i) => i % soloStride === 0);
  return [...shiftable('music', music), ...shiftable('solos', solos)];
}

async function monoOf(audioPath: string): Promise<Float32Array> {
  const channels = await collect(await openFile(audioPath));
  return channels[0]!.map((_, n) => mean(channels.map((channel) => channel[n]!)));
}

async function shifted(mono: Float32Array, { cents, tempo }: Shift): Promise<Sound> {
  if (cents === 0) return [mono];
  if (tempo === 'kept') return transposedByRubberBand([mono], cents / 100);
  return resampled([mono], Math.round(rate * 2 ** (cents / 1200)), rate);
}

function recordingsOf(folder: string, place: string): readonly { name: string; audioPath: string }[] {
  const path = join(folder, place);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new SwerveError('not-found', `${path} is not a folder.`, path, 'Name the folder that holds it.');
  return readdirSync(path)
    .filter((file) => file.endsWith('.flac'))
    .sort()
    .map((file) => ({ name: `${place}/${file}`, audioPath: join(path, file) }));
}
