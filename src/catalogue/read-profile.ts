import { readFile } from 'node:fs/promises';
import { SwerveError } from '../errors.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import type { Profile } from '../profiles/profile.js';
import { parseProfileText } from './parse-profile-text.js';

/** An embedded profile by its name, or a profile file by its path. Errors: 'not-found', 'invalid-profile'. */
export async function readProfile(nameOrPath: string): Promise<Profile> {
  const embedded = embeddedProfiles.find(({ name }) => name === nameOrPath);
  if (embedded !== undefined) return embedded;
  const text = await readFile(nameOrPath, 'utf8').catch((cause: unknown) => {
    const names = embeddedProfiles.map(({ name }) => name).join(', ');
    throw new SwerveError(
      'not-found',
      'There is no such profile.',
      nameOrPath,
      `Embedded: ${names}; or name a file.`,
      cause,
    );
  });
  return parseProfileText(text, nameOrPath);
}
