import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { trimAudio } from '../src/audio/trim-audio.js';
import { analyseTrack } from '../src/catalogue/analyse-track.js';
import { profileOf } from '../src/catalogue/profile-of.js';
import { SwerveError } from '../src/errors.js';
import { minimumRemainderSeconds, windowSeconds } from '../src/frames/front-end.js';
import type { Reference } from '../src/profiles/build-profile.js';
import { loadProfile } from '../src/profiles/loaded-profile.js';
import { signatureOf } from '../src/scoring/signature.js';
import { openFile } from '../src/sources/file.js';
import { kept } from './kept.js';
import { auc } from './metrics/auc.js';
import { bootstrap, type Interval, meanInterval } from './metrics/bootstrap.js';
import { attempt } from './tasks/attempt.js';

export const artist = 'Kenta Cho';
const artistSet = 'kenta-cho';
export const genreGroups = ['electronic-dance', 'tracker-chip'] as const;
const foldCount = 9;
const rate = 44100;

type Track = Reference & {
  /** A game or package: what is held out together. */
  readonly package: string;
  readonly kind: string;
};
type Scored = { readonly kind: string; readonly package: string; readonly retention: number };

/** Retention of tracks whose game or package was left out of both profiles. */
export type SignatureAccuracy = {
  readonly n: { readonly artist: number; readonly others: Readonly<Record<string, number>>; readonly folds: number };
  /** How well it tells the artist's tracks from all others, and from those of each group; 95 % bootstrap of packages. */
  readonly auc: Interval;
  readonly aucByGroup: Readonly<Record<string, Interval>>;
  readonly ofArtist: Interval;
  readonly byGroup: Readonly<Record<string, Interval>>;
};

/**
 * Is an artist's signature told from the genre? One composer's games against other games' music: in every fold the
 * profiles of artist and genre are built without some of the packages, and the tracks of these are scored. Throws
 * SwerveError where the packages are not unpacked beside the lists.
 */
export async function signatureAccuracy(folder: string, note: (line: string) => void): Promise<SignatureAccuracy> {
  const own = await tracksOf(folder, 'debian-styles.tsv', 'set', [artistSet], note);
  const others = await tracksOf(folder, 'debian-corpus.tsv', 'group', genreGroups, note);
  const scored = await scoreHeldOut(own, others, note);
  const groups = scored.map((track) => track.package);
  const of = (drawn: readonly Scored[], kinds: readonly string[]) =>
    drawn.filter(({ kind }) => kinds.includes(kind)).map(({ retention }) => retention);
  const areaUnder = (kinds: readonly string[]) =>
    bootstrap(scored, (drawn) => auc(of(drawn, [artistSet]), of(drawn, kinds)), { groups });
  const meanOf = (kind: string) =>
    meanInterval(of(scored, [kind]), { groups: groups.filter((_, i) => scored[i]!.kind === kind) });
  const each = <T>(make: (kind: string) => T) => Object.fromEntries(genreGroups.map((kind) => [kind, make(kind)]));
  return {
    n: { artist: of(scored, [artistSet]).length, others: each((kind) => of(scored, [kind]).length), folds: foldCount },
    auc: areaUnder(genreGroups),
    aucByGroup: each((kind) => areaUnder([kind])),
    ofArtist: meanOf(artistSet),
    byGroup: each(meanOf),
  };
}

async function scoreHeldOut(
  own: readonly Track[],
  others: readonly Track[],
  note: (line: string) => void,
): Promise<Scored[]> {
  const scored: Scored[] = [];
  const [ownFold, otherFold] = [foldOf(own), foldOf(others)];
  const provenance = { source: 'Debian', licence: 'per package' };
  for (let fold = 0; fold < foldCount; fold++) {
    const ofArtist = loadProfile(
      profileOf(
        own.filter((track) => ownFold(track) !== fold),
        { name: artistSet, title: artist, ...provenance },
      ),
    );
    const ofGenre = loadProfile(
      profileOf(
        others.filter((track) => otherFold(track) !== fold),
        { name: 'games', title: 'electronic and tracker music', ...provenance },
      ),
    );
    const heldOut = [
      ...own.filter((track) => ownFold(track) === fold),
      ...others.filter((track) => otherFold(track) === fold),
    ];
    for (const { row, kind, package: name, title } of heldOut) {
      const retention = await attempt(
        { note },
        title,
        async () => signatureOf(row, ofArtist, ofGenre).retention.value,
        Number.NaN,
      );
      if (!Number.isNaN(retention)) scored.push({ kind, package: name, retention });
    }
  }
  return scored;
}

function foldOf(tracks: readonly Track[]): (track: Track) => number {
  const names = [...new Set(tracks.map((track) => track.package))];
  return (track) => names.indexOf(track.package) % foldCount;
}

async function tracksOf(
  folder: string,
  list: string,
  column: string,
  kinds: readonly string[],
  note: (line: string) => void,
): Promise<Track[]> {
  const path = join(folder, list);
  if (!existsSync(path)) throw missing(`There is no ${list}.`, path);
  const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true, delimiter: '\t', quote: null });
  const tracks: Track[] = [];
  for (const row of rows.filter((entry) => kinds.includes(entry[column]!))) {
    const file = join(folder, row['package']!, row['path-in-package']!);
    if (!existsSync(join(folder, row['package']!)))
      throw missing(`The package ${row['package']} is not unpacked.`, join(folder, row['package']!));
    if (!existsSync(file)) {
      note(`${file}: not there; an archive A within a package is to be unpacked as the folder A!.`);
      continue;
    }
    const label = {
      artist: kinds.includes(artistSet) ? artist : row['package']!,
      title: row['path-in-package']!,
      album: row['package']!,
    };
    const middle = await attempt({ note }, file, () => kept(file, 'middle', () => middleExcerpt(file)), undefined);
    if (middle !== undefined) tracks.push({ ...label, row: middle, package: row['package']!, kind: row[column]! });
  }
  return tracks;
}

/** The features of the excerpt that is scored, and of no other; undefined where it is shorter than can be compared. */
async function middleExcerpt(file: string): Promise<Reference['row'] | undefined> {
  let length = 0;
  for await (const { channels } of (await openFile(file)).blocks()) length += channels[0]!.length;
  const excerpt = windowSeconds * rate;
  const last = Math.max(0, Math.ceil((length - minimumRemainderSeconds * rate) / excerpt) - 1);
  const from = Math.min(Math.floor(length / 2 / excerpt), last) * excerpt;
  if (length - from < minimumRemainderSeconds * rate) return undefined;
  const { excerpts } = await analyseTrack(trimAudio(await openFile(file), from, excerpt));
  return excerpts[0];
}

function missing(what: string, where: string): SwerveError {
  return new SwerveError(
    'not-found',
    what,
    where,
    'Put the two lists into a folder and unpack each package beside them: apt-get download PACKAGE; dpkg-deb -x FILE.deb FOLDER/PACKAGE.',
  );
}
