import * as v from 'valibot';
import { SwerveError } from '../errors.js';
import { contentHash } from './content-hash.js';

const aspect = v.picklist(['timing', 'pitch', 'timbre', 'dynamics', 'structure']);
const text = v.pipe(v.string(), v.maxLength(2000));
const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const perReference = v.array(v.nullable(finite));

const provenance = v.object({
  source: text,
  licence: text,
  /** References, and the artists they are by. */
  n: count,
  artists: count,
  /** What never lies on both sides of a comparison. */
  grouping: v.picklist(['artist', 'album', 'track']),
  excerptPolicy: text,
  engineVersion: text,
  /** Analyser id -> version. */
  builtWith: v.record(v.string(), count),
});

const feature = v.object({
  id: text,
  aspect,
  analyser: text,
  analyserVersion: count,
  title: text,
  lower: text,
  higher: text,
  unit: text,
  /** null: unbounded. */
  range: v.tuple([v.nullable(finite), v.nullable(finite)]),
  transform: v.picklist(['identity', 'log', 'logit', 'circular']),
  period: v.exactOptional(finite),
  strength: v.exactOptional(text),
  /** Hertz that a recording has to reach to be compared by it. */
  needsHz: v.exactOptional(finite),
  /** Why it is not part of the distance; absent where it is. */
  notScored: v.exactOptional(text),
  /** sigma_meas, in transformed units. */
  measurement: v.pipe(finite, v.minValue(0)),
  /** Of the references that have it, in `unit`: for printing. */
  present: count,
  median: v.nullable(finite),
  low: v.nullable(finite),
  high: v.nullable(finite),
});

const contents = v.object({
  schemaVersion: v.literal(1),
  name: v.pipe(text, v.regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u)),
  title: text,
  provenance,
  features: v.pipe(v.array(feature), v.minLength(1), v.maxLength(2000)),
  weights: v.pipe(v.array(v.object({ aspect, weight: v.pipe(finite, v.minValue(0)) })), v.minLength(1)),
  references: v.pipe(
    v.array(v.object({ artist: text, title: text, album: v.exactOptional(text) })),
    v.minLength(8),
    v.maxLength(100_000),
  ),
  /** One row per reference, in the order of `features`; null where missing. */
  rows: v.array(perReference),
  /** What is fitted without each reference's own artist. */
  crossFitted: v.object({
    aspects: v.array(v.object({ aspect, squared: perReference, terms: perReference, nearest: perReference })),
    joint: perReference,
    nearest: perReference,
  }),
});

const document = v.object({ ...contents.entries, hash: text });

/** The statistics of n reference excerpts of a genre (or of one artist), with provenance, as one JSON document. */
export type Profile = v.InferOutput<typeof document>;
export type ProfileFeature = Profile['features'][number];
export type ProfileContents = v.InferOutput<typeof contents>;

/** What a profile may be called: letters, digits, spaces, dots, dashes and underscores, beginning with a letter or digit. */
export function isProfileName(name: string): boolean {
  return v.safeParse(contents.entries.name, name).success;
}

/** Orders the keys as the schema does and signs the contents with their SHA-256. Throws SwerveError 'invalid-argument'. */
export function sealProfile(unsealed: ProfileContents): Profile {
  const parsed = v.safeParse(contents, unsealed);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const what = `A profile cannot be made of this: ${v.getDotPath(issue) ?? 'the contents'}: ${issue.message}.`;
    throw new SwerveError('invalid-argument', what, unsealed.name, 'Correct what is named.');
  }
  const ordered = parsed.output;
  return { ...ordered, hash: contentHash(JSON.stringify(ordered)) };
}

/** Checks a profile read from anywhere. Throws SwerveError 'invalid-profile' that names the first thing wrong. */
export function parseProfile(json: unknown, where: string): Profile {
  const parsed = v.safeParse(document, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const path = v.getDotPath(issue);
    throw invalid(`${path ?? 'the document'}: ${issue.message}`, where);
  }
  const profile = parsed.output;
  const fault = inconsistency(profile);
  if (fault) throw invalid(fault, where);
  const { hash, ...unsealed } = profile;
  if (contentHash(JSON.stringify(unsealed)) !== hash) throw invalid('its hash does not fit its contents', where);
  return profile;
}

/** The profile as compact JSON, ending in a newline; the same bytes for the same profile. */
export function stringifyProfile(profile: Profile): string {
  return `${JSON.stringify(profile)}\n`;
}

function inconsistency({ references, rows, features, weights, crossFitted }: Profile): string | undefined {
  const n = references.length;
  if (rows.length !== n) return `${rows.length} rows for ${n} references`;
  if (rows.some((row) => row.length !== features.length)) return 'a row does not have a number (or null) per feature';
  if (new Set(features.map(({ id }) => id)).size !== features.length) return 'two features have one id';
  const columns = [
    crossFitted.joint,
    crossFitted.nearest,
    ...crossFitted.aspects.flatMap(({ squared, terms, nearest }) => [squared, terms, nearest]),
  ];
  if (columns.some((column) => column.length !== n))
    return 'a cross-fitted column does not have a number per reference';
  for (const { aspect } of weights) {
    if (!crossFitted.aspects.some((fitted) => fitted.aspect === aspect))
      return `${aspect} has no cross-fitted distances`;
    if (features.filter((feature) => feature.aspect === aspect && !feature.notScored).length < 2)
      return `${aspect} is weighed but has fewer than two scored features`;
  }
  return undefined;
}

function invalid(what: string, where: string): SwerveError {
  return new SwerveError(
    'invalid-profile',
    `This is not a valid profile: ${what}.`,
    where,
    'Build it again with `swerve profile build`.',
  );
}
