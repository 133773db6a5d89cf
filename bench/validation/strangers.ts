import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureRow } from '../../src/features/row.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { type LoadedProfile, loadProfile } from '../../src/profiles/loaded-profile.js';
import { type Background, createBackground } from '../../src/scoring/background.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { openFile } from '../../src/sources/file.js';
import { collect, middleOf } from '../changes.js';
import { embeddedRecordings } from '../embedded-recordings.js';
import { bootstrap } from '../metrics/bootstrap.js';
import { groupedShare, shareInterval } from '../metrics/share-interval.js';
import { rowOf } from '../row-of.js';
import { noMusic } from './no-music.js';
import { markdownTable, type Section, share, withInterval } from './section.js';

/** Every second excerpt: each is met by models fitted without its artist, which takes its time. */
const everyMember = 2;

/** Something of no genre that is loaded. */
type Stranger = { readonly kind: string; readonly name: string; readonly row: FeatureRow };

/** What the set of genres makes of sounds of no loaded genre, and of the genres' own tracks. */
export const strangers: Section = async (data, note) => {
  const loaded = embeddedProfiles.map(loadProfile);
  const background = createBackground(loaded);
  note('strangers: sounds of no genre that is loaded');
  const met = (await soundsOfNoGenre(data)).map((stranger) => ({
    ...stranger,
    genres: genresOf(stranger.row, loaded, background),
  }));
  const kinds = [...new Set(met.map(({ kind }) => kind))];
  const emptyOf = (kind?: string) => {
    const own = met.filter((one) => kind === undefined || one.kind === kind);
    return `${own.filter(({ genres }) => genres.length === 0).length} of ${own.length}`;
  };
  const empty = shareInterval(met.filter(({ genres }) => genres.length === 0).length, met.length);
  const members = embeddedRecordings()
    .filter((_, i) => i % everyMember === 0)
    .map(({ genre, artist, row }, i) => {
      if (i % 40 === 0) note(`strangers: member ${i} of ${240 / everyMember}`);
      return { genre, artist, genres: genresOf(row, loaded, background, artist) };
    });
  const groups = members.map(({ artist }) => artist);
  const kept = groupedShare(
    members.map(({ genre, genres }) => genres.includes(genre)),
    groups,
  );
  const size = bootstrap(members, (drawn) => drawn.reduce((sum, { genres }) => sum + genres.length, 0) / drawn.length, {
    groups,
  });
  const left = met
    .filter(({ genres }) => genres.length > 0)
    .map(({ kind, name, genres }) => `${kind}: ${name} (${genres.join(', ')})`);
  return {
    title: 'Sounds of no genre that is loaded',
    findings: [
      {
        what: 'sounds of no loaded genre that leave the set of genres empty',
        wanted: '≥ .80',
        found: withInterval(empty, 2),
        n: `${met.length} sounds`,
        met: empty.value >= 0.8,
      },
      {
        what: 'excerpts whose own genre is in the set, without their artist',
        wanted: '≥ .95',
        found: withInterval(kept),
        n: `${members.length} excerpts`,
        met: kept.value >= 0.95,
      },
    ],
    text: `Makam and drum-only recordings, and noise and speech-like signals made by a program (\`bench/validation/no-music.ts\`), against the four embedded genres. How three ranks make one p ([design.md](design.md)) was chosen with these sounds in sight; the interval of their share is Wilson's. The other side of it: of every ${everyMember === 2 ? 'second' : `${everyMember}th`} excerpt, with its artist left out of everything, the own genre is in the set in ${withInterval(kept)}; a set holds ${withInterval(size, 2)} of the ${loaded.length} genres.

${markdownTable(
  ['sounds', 'set of genres empty'],
  kinds.map((kind) => [kind, emptyOf(kind)]),
)}

${left.length === 0 ? 'None of them has a genre.' : `Not empty: ${left.join('; ')}.`} Own genre in the set, by genre: ${loaded
      .map(({ profile: { name } }) => {
        const own = members.filter(({ genre }) => genre === name);
        return `${name} ${share(own.filter(({ genres }) => genres.includes(name)).length / own.length, 2)}`;
      })
      .join(', ')}.`,
  };
};

function genresOf(
  row: FeatureRow,
  loaded: readonly LoadedProfile[],
  background: Background,
  artist?: string,
): readonly string[] {
  return scoreRow(row, loaded[0]!, { background, candidates: loaded, ...(artist === undefined ? {} : { artist }) })
    .genres.in;
}

async function soundsOfNoGenre(data: string): Promise<Stranger[]> {
  const found: Stranger[] = noMusic().map(({ kind, name, render }) => ({ kind, name, row: rowOf([render()]) }));
  const folders = [
    ['makam', 'makam', /\.flac$/],
    ['drums alone', 'drums', /drum-only\.flac$/],
  ] as const;
  for (const [kind, folder, names] of folders) {
    const path = join(data, folder);
    for (const name of existsSync(path) ? readdirSync(path).filter((file) => names.test(file)) : [])
      found.push({ kind, name, row: rowOf(middleOf(await collect(await openFile(join(path, name))))) });
  }
  return found;
}
