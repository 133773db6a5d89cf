import { basename, resolve } from 'node:path';
import { analyseReferences } from '../catalogue/analyse-references.js';
import { findRecordings } from '../catalogue/find-recordings.js';
import { profileFromTable } from '../catalogue/profile-from-table.js';
import { profileOf } from '../catalogue/profile-of.js';
import { isFeatureTable, readFeatureTable } from '../catalogue/read-feature-table.js';
import { readGroups } from '../catalogue/read-groups.js';
import { readProfile } from '../catalogue/read-profile.js';
import { SwerveError } from '../errors.js';
import { embeddedProfiles } from '../profiles/embedded/index.js';
import { loadProfile } from '../profiles/loaded-profile.js';
import { isProfileName, type Profile, stringifyProfile } from '../profiles/profile.js';
import { printable } from '../report/printable.js';
import { profileSummary } from '../report/profile-summary.js';
import { referencesText } from '../report/references-text.js';
import { traitLines } from '../report/signature-lines.js';
import { comparedReferences } from '../scoring/compared-references.js';
import { signatureTraits } from '../scoring/signature-traits.js';
import { checkWritable, writeWhole } from '../store/write-whole.js';
import { type Context, type ExitCode, exitCodes } from './context.js';
import { tellNameless, tellRecordings } from './tell-recordings.js';

export type ProfileBuildOptions = {
  /** The artist's unless told. */
  readonly name?: string;
  readonly out: string;
  /** Recordings only. */
  readonly groups?: string;
  /** Recordings only: all are by this one, an artist's own profile with its albums kept apart. */
  readonly artist?: string;
  /** Tables only. */
  readonly label?: string;
};

/** `swerve profile build SOURCE`: the statistics of a folder's recordings, or of the rows of a table of features, as one JSON file. */
export async function profileBuild(source: string, options: ProfileBuildOptions, context: Context): Promise<ExitCode> {
  const name = options.name ?? options.artist;
  checkName(name);
  await checkWritable(options.out);
  if (await isFeatureTable(source)) return buildFromTable(source, name, options, context);
  if (options.label === undefined) return buildFromRecordings(source, name, options, context);
  throw new SwerveError(
    'invalid-argument',
    'Only the rows of a table have labels.',
    '--label',
    'Name a CSV file, or give a folder that holds this genre alone.',
  );
}

async function buildFromTable(
  path: string,
  name: string,
  { out, label, groups, artist }: ProfileBuildOptions,
  context: Context,
): Promise<ExitCode> {
  if (groups !== undefined || artist !== undefined)
    throw new SwerveError(
      'invalid-argument',
      "A table of features has the artists in a column of its own, called 'artist'.",
      groups === undefined ? '--artist' : '--groups',
      'Leave it out.',
    );
  const table = await readFeatureTable(path);
  const profile = profileFromTable(table, { path, name, title: name, ...(label === undefined ? {} : { label }) });
  if (table.leftOut.length > 0) {
    const names = table.leftOut.slice(0, 8).map(printable).join(', ');
    const more = table.leftOut.length > 8 ? ` and ${table.leftOut.length - 8} more` : '';
    context.tell(`${context.style.warning('note')}: not read as features: ${names}${more}\n`);
  }
  await write(profile, out, context);
  return exitCodes.done;
}

async function buildFromRecordings(
  folder: string,
  name: string,
  options: ProfileBuildOptions,
  context: Context,
): Promise<ExitCode> {
  const { tell, style, signal } = context;
  const { artist } = options;
  const files = await findRecordings([folder]);
  if (files.length === 0)
    throw new SwerveError('not-found', 'There is no recording in it.', folder, 'Name a folder that has at least 8.');
  const groups = options.groups === undefined ? undefined : await readGroups(options.groups);
  if (groups !== undefined && options.groups !== undefined) checkGroups(files, groups, options.groups, context);
  const telling = tellRecordings((done) => `${done} of ${files.length}`, context);
  const { onRecording } = telling;
  const heard = await analyseReferences(files, { signal, onRecording, ...(groups === undefined ? {} : { groups }) });
  const failed = telling.end();
  if (artist !== undefined && heard.some((reference) => reference.artist !== '' && reference.artist !== artist))
    tell(`${style.warning('note')}: some recordings name another artist; all are taken as ${printable(artist)}'s\n`);
  const references = artist === undefined ? heard : heard.map((reference) => ({ ...reference, artist }));
  const profile = profileOf(references, {
    name,
    title: artist ?? name,
    source: basename(resolve(folder)),
    licence: 'not stated',
  });
  await write(profile, options.out, context);
  return failed === 0 ? exitCodes.done : exitCodes.someFailed;
}

async function write(profile: Profile, out: string, { tell, style }: Context): Promise<void> {
  tellNameless(profile.references, 'recordings', { tell, style });
  await writeWhole(out, stringifyProfile(profile));
  tell(`${printable(out)}: ${referencesText(comparedReferences(profile))}\n`);
}

/** `swerve profile list`: the embedded profiles. */
export function profileList(options: { readonly json?: boolean }, { print, style }: Context): ExitCode {
  for (const profile of embeddedProfiles) {
    const { name, title, provenance, hash } = profile;
    if (options.json) print(`${JSON.stringify({ name, title, hash, ...provenance })}\n`);
    else
      print(`${style.strong(name.padEnd(12))} ${referencesText(comparedReferences(profile))}; ${provenance.source}\n`);
  }
  return exitCodes.done;
}

/** `swerve profile show NAME|PATH`: what a profile is made of, or with a genre in what its artist differs from that. */
export async function profileShow(
  name: string,
  options: { readonly genre?: string; readonly json?: boolean },
  { print, style }: Context,
): Promise<ExitCode> {
  const profile = await readProfile(name);
  if (options.genre !== undefined) {
    const genre = await readProfile(options.genre);
    const traits = signatureTraits(loadProfile(profile), loadProfile(genre));
    if (options.json) print(`${JSON.stringify({ artist: profile.title, genre: genre.title, traits })}\n`);
    else print(`${traitLines(profile.title, genre.title, traits, style).join('\n')}\n`);
    return exitCodes.done;
  }
  print(options.json ? stringifyProfile(profile) : profileSummary(profile, style));
  return exitCodes.done;
}

/** Throws SwerveError 'invalid-argument'. */
function checkName(name: string | undefined): asserts name is string {
  if (name === undefined || !isProfileName(name))
    throw new SwerveError(
      'invalid-argument',
      name === undefined ? 'The profile has no name.' : `A profile cannot be called '${name}'.`,
      '--name',
      'Use letters and digits.',
    );
}

/** Says which recordings the table does not name. Throws SwerveError 'invalid-argument' where it names none of them. */
function checkGroups(
  files: readonly string[],
  groups: ReadonlyMap<string, unknown>,
  table: string,
  { tell, style }: Context,
): void {
  const unnamed = files.filter((file) => !groups.has(resolve(file)));
  if (files.length > 0 && unnamed.length === files.length)
    throw new SwerveError(
      'invalid-argument',
      'No row of the table names a recording in the folder.',
      table,
      'Its paths are relative to the table itself.',
    );
  if (unnamed.length > 0)
    tell(
      `${style.warning('note')}: ${unnamed.length} of ${files.length} recordings not in ${printable(table)}; their tags are read\n`,
    );
}
