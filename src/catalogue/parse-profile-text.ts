import { SwerveError } from '../errors.js';
import { type Profile, parseProfile } from '../profiles/profile.js';

/** A profile from the text of its document. Throws SwerveError 'invalid-profile'. */
export function parseProfileText(text: string, where: string): Profile {
  return parseProfile(parseJson(text, where), where);
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SwerveError(
      'invalid-profile',
      'This is not JSON.',
      where,
      'Build it again with `swerve profile build`.',
      cause,
    );
  }
}
