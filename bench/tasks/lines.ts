import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { SwerveError } from '../../src/errors.js';
import { hear, heardOutputs, valueOf } from '../hear.js';
import { cell, table } from '../table.js';
import { attempt } from './attempt.js';
import type { Task } from './task.js';

/** In how many recordings a line is said to stand alone, folder by folder; the rest are missing rather than guessed. */
export const lines: Task = async (folder, context) => {
  const { print } = context;
  const heard: { readonly place: string; readonly name: string; readonly voicedShare: number | undefined }[] = [];
  for (const path of recordingsIn(folder)) {
    const name = relative(folder, path);
    const voicedShare = await attempt(
      context,
      name,
      async () => valueOf(await hear(path, [heardOutputs.voicedShare]), heardOutputs.voicedShare),
      undefined,
    );
    heard.push({ place: dirname(name), name, voicedShare });
  }
  const places = [...new Set(heard.map(({ place }) => place))];
  const rows = places.map((place) => {
    const here = heard.filter((one) => one.place === place);
    return [
      place,
      `${here.length}`,
      cell(here.filter(({ voicedShare }) => voicedShare === undefined).length / here.length, 2),
    ];
  });
  print(`${table(['folder', 'n', 'no line stands out'], rows)}\n`);
  const found = heard.flatMap(({ name, voicedShare }) =>
    voicedShare === undefined ? [] : [[name, cell(voicedShare, 2)]],
  );
  print(table(['a line in', 'voiced share'], found));
  return { n: heard.length, missing: (heard.length - found.length) / heard.length };
};

function recordingsIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new SwerveError('not-found', `${folder} is not a folder.`, folder, 'Name a folder of recordings.');
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return recordingsIn(path);
      return /\.(mp3|flac|wav|ogg|opus|aiff)$/i.test(entry.name) ? [path] : [];
    });
}
