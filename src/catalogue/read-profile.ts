import { readFile } from 'node:fs/promises';
import { SwerveError } from '../errors.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import { type Profile, parseProfile } from '../profiles/profile.js';

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
  return parseProfile(parseJson(text, nameOrPath), nameOrPath);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SwerveError(
      'invalid-profile',
      'This is not JSON.',
      path,
      'Build it again with `swerve profile build`.',
      cause,
    );
  }
}
