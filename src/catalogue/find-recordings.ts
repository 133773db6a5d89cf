import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecordingName } from '../audio/is-recording-name.js';

/**
 * Files as they are named; folders as the recordings in them, by extension, in order of their names. What is hidden and
 * links to folders are left out; a folder that cannot be read stands for itself, so that whoever opens it says why.
 */
export async function findRecordings(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false, // what does not exist is reported when it is opened
    );
    found.push(...(isFolder ? await recordingsIn(path) : [path]));
  }
  return [...new Set(found)];
}

async function recordingsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [folder];
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await recordingsIn(path)));
    else if (isRecordingName(entry.name)) found.push(path);
  }
  return found;
}
