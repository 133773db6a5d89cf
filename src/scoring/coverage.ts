import { SwerveError } from '../errors.js';
import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { onSharedBandwidth } from './shared-bandwidth.js';

/** Analyser id -> version, of what computed a row. */
export type AnalyserVersions = Readonly<Record<string, number>>;

export type Coverage = {
  /** Features compared, of those that the profile scores. */
  readonly scored: number;
  readonly expected: number;
  readonly masked: readonly { readonly id: string; readonly reason: string }[];
};

/** Below this share of comparable features the profile is refused. */
const fewestComparable = 0.8;

/**
 * Which of the profile's scored features the row has, and why not the others. A feature that another version of its
 * analyser computed, or that no analyser computes, is not comparable; a feature that is missing in this recording is
 * only masked, and so is what needs a band that only one side fills. Throws SwerveError 'profile-mismatch' where more than a fifth is not comparable.
 */
export function coverageOf(
  row: FeatureRow,
  loaded: LoadedProfile,
  versions?: AnalyserVersions,
): { coverage: Coverage; present: boolean[] } {
  const shared = onSharedBandwidth(row, loaded.profile);
  const masked: { id: string; reason: string }[] = [];
  let incomparable = 0;
  const present = loaded.scored.map(({ id, analyser, analyserVersion, strength }) => {
    const version = versions ? versions[analyser] : analyserVersion;
    const known = id in row.values || id in row.missing;
    if (!known || version !== analyserVersion) {
      incomparable++;
      const reason =
        known && version !== undefined
          ? `${analyser} is version ${version}; the profile was built with ${analyserVersion}`
          : `not measured here: the profile was built with ${analyser}`;
      masked.push({ id, reason });
      return false;
    }
    const absent = [id, ...(strength ? [strength] : [])].find((needed) => !Number.isFinite(shared.values[needed]));
    if (absent === undefined) return true;
    masked.push({ id, reason: shared.missing[absent] ?? 'not defined in this recording' });
    return false;
  });
  const expected = present.length;
  if (expected - incomparable < fewestComparable * expected)
    throw new SwerveError(
      'profile-mismatch',
      `Only ${expected - incomparable} of the ${expected} features of this profile are measured as it was built.`,
      loaded.profile.name,
      'Build the profile again with these analysers, or use the Swerve version it was built with.',
    );
  return { coverage: { scored: present.filter(Boolean).length, expected, masked }, present };
}
