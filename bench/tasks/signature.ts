import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { trimAudio } from '../../src/audio/trim-audio.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { profileOf } from '../../src/catalogue/profile-of.js';
import { SwerveError } from '../../src/errors.js';
import { minimumRemainderSeconds, windowSeconds } from '../../src/frames/front-end.js';
import type { Reference } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { signatureOf } from '../../src/scoring/signature.js';
import { openFile } from '../../src/sources/file.js';
import { auc } from '../metrics/auc.js';
import { bootstrap, meanInterval } from '../metrics/bootstrap.js';
import { intervalCell, table } from '../table.js';
import { attempt } from './attempt.js';
import { type Task, withBounds } from './task.js';

const artist = 'Kenta Cho';
const artistSet = 'kenta-cho';
const genreGroups = ['electronic-dance', 'tracker-chip'];
const foldCount = 9;
const rate = 44100;

type Track = Reference & {
  /** A game or package: what is held out together. */
  readonly package: string;
  readonly kind: string;
};
type Scored = { readonly kind: string; readonly package: string; readonly retention: number };

/**
 * Is an artist's signature told from the genre? One composer's games against other games' music: in every fold the
 * profiles of artist and genre are built without some of the packages, and the tracks of these are scored.
 */
export const signature: Task = async (folder, { print, note }) => {
  const own = await tracksOf(folder, 'debian-styles.tsv', 'set', [artistSet], note);
  const others = await tracksOf(folder, 'debian-corpus.tsv', 'group', genreGroups, note);
  const scored: Scored[] = [];
  const foldOf = (tracks: readonly Track[]) => {
    const names = [...new Set(tracks.map((track) => track.package))];
    return (track: Track) => names.indexOf(track.package) % foldCount;
  };
  const [ownFold, otherFold] = [foldOf(own), foldOf(others)];
  for (let fold = 0; fold < foldCount; fold++) {
    const ofArtist = loadProfile(
      profileOf(
        own.filter((track) => ownFold(track) !== fold),
        { name: artistSet, title: artist, source: 'Debian', licence: 'per package' },
      ),
    );
    const ofGenre = loadProfile(
      profileOf(
        others.filter((track) => otherFold(track) !== fold),
        { name: 'games', title: 'electronic and tracker music', source: 'Debian', licence: 'per package' },
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
  const groups = scored.map((track) => track.package);
  const areaOf = (drawn: readonly Scored[], kinds: readonly string[]) =>
    auc(
      drawn.filter(({ kind }) => kind === artistSet).map(({ retention }) => retention),
      drawn.filter(({ kind }) => kinds.includes(kind)).map(({ retention }) => retention),
    );
  const metrics = {
    auc: bootstrap(scored, (drawn) => areaOf(drawn, genreGroups), { groups }),
    ...Object.fromEntries(
      genreGroups.map((kind) => [`auc ${kind}`, bootstrap(scored, (drawn) => areaOf(drawn, [kind]), { groups })]),
    ),
    ...Object.fromEntries(
      [artistSet, ...genreGroups].map((kind) => {
        const of = scored.filter((track) => track.kind === kind);
        const packages = of.map((track) => track.package);
        return [
          `retention ${kind}`,
          meanInterval(
            of.map(({ retention }) => retention),
            { groups: packages },
          ),
        ];
      }),
    ),
  };
  const count = (kind: string) => scored.filter((track) => track.kind === kind).length;
  print(
    `${count(artistSet)} tracks by ${artist}, ${genreGroups.map((kind) => `${count(kind)} of ${kind}`).join(', ')}; ${foldCount} folds of packages; 95 % bootstrap over packages.`,
  );
  print(
    table(
      ['measure', 'value'],
      Object.entries(metrics).map(([name, value]) => [name, intervalCell(value)]),
    ),
  );
  return { n: scored.length, ...withBounds(metrics) };
};

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
    const middle = await attempt({ note }, file, () => middleExcerpt(file), undefined);
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
