import { access, constants, mkdir } from 'node:fs/promises';
import { SwerveError } from '../errors.js';

/** Makes the folder that files are to be written in, where there is none. Errors: 'cannot-write'. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    const what = exists ? 'What is there is not a folder.' : 'No files can be written there.';
    throw new SwerveError('cannot-write', what, path, 'Choose another folder.', cause);
  }
}
