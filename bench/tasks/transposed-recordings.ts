import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SwerveError } from '../../src/errors.js';
import { readMusicTracks } from '../annotations.js';

/** A recording to transpose; a solo has no genre. */
export type Transposed = { readonly name: string; readonly audioPath: string; readonly genre: string | undefined };

/** Every so manyth recording: a genre's neighbours are often of one album. */
const musicStride = 15;
const soloStride = 2;

/** Of `music/` so many of each genre, and of the solos in `singing/` and `makam/` every other one. */
export function transposedRecordings(folder: string): readonly Transposed[] {
  const music = readMusicTracks(join(folder, 'music'))
    .filter((_, i) => i % musicStride === Math.floor(musicStride / 2))
    .map(({ path, audioPath, genre }) => ({ name: path, audioPath, genre }));
  const solos = ['singing', 'makam']
    .flatMap((place) => recordingsOf(folder, place))
    .filter((_, i) => i % soloStride === 0);
  return [...music, ...solos];
}

function recordingsOf(folder: string, place: string): readonly Transposed[] {
  const path = join(folder, place);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new SwerveError('not-found', `${path} is not a folder.`, path, 'Name the folder that holds it.');
  return readdirSync(path)
    .filter((file) => file.endsWith('.flac'))
    .sort()
    .map((file) => ({ name: `${place}/${file}`, audioPath: join(path, file), genre: undefined }));
}
