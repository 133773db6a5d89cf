import { analysers } from '../../src/analysers/index.js';
import { centred } from '../../src/convergence/centred.js';
import { commonScales } from '../../src/convergence/common-scales.js';
import { comparableFeatures } from '../../src/convergence/comparable-features.js';
import { judge } from '../../src/convergence/compare-sets.js';
import { geometryOf, withTypical } from '../../src/convergence/geometry.js';
import {
  commonColumns,
  joinSets,
  keepColumns,
  type RowSet,
  selectSetColumns,
  selectSetRows,
} from '../../src/convergence/row-set.js';
import { logStatistics, statisticNames } from '../../src/convergence/set-statistics.js';
import { lookups, rowSetOf, type Track, type TrackSet, trackSetOfProfile } from '../../src/convergence/track-set.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { registerFeatures } from '../../src/features/registry.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { artistKey } from '../../src/profiles/folds.js';
import { openFile } from '../../src/sources/file.js';
import { type MusicTrack, readMusicTracks } from '../annotations.js';
import { collect, throughMp3 } from '../changes.js';
import { shuffled } from '../convergence/draw-sets.js';
import { shrink } from '../convergence/effects.js';
import { bootstrap } from '../metrics/bootstrap.js';
import { rowOf } from '../row-of.js';
import { intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const kilobits = 96;
const excerpts = 40;
const comparisons = 20;
const permutations = 399;

type Heard = { readonly track: MusicTrack; readonly original: Track; readonly coded: Track };

/**
 * Whether a codec looks like convergence: every statistic of 40 excerpts as MP3 of 96 kbit/s over that of the excerpts
 * themselves, and the verdicts on either against 20 sets of other artists. Genres that are embedded, each in its own z.
 */
export const codec: Task = async (folder, { print, note }) => {
  const genres = embeddedProfiles.map(trackSetOfProfile);
  const tracks = readMusicTracks(folder).filter(({ genre }) => genres.some(({ name }) => name === genre));
  const heard: Heard[] = [];
  for (let i = 0; i < excerpts; i++) {
    const track = tracks[Math.floor(((i + 0.5) * tracks.length) / excerpts)]!;
    const sound = await collect(await openFile(track.audioPath));
    heard.push({
      track,
      original: trackOf(track, rowOf(sound).values),
      coded: trackOf(track, rowOf(await throughMp3(sound, kilobits)).values),
    });
    if (i % 10 === 9) note(`${i + 1} of ${excerpts} excerpts analysed`);
  }
  const artists = new Set(heard.map(({ original }) => artistKey(original)));
  const [original, coded, references] = pooled(genres, heard);
  const columns = commonColumns([original, coded, references]);
  const [before, after, others] = [original, coded, references].map((set) => selectSetColumns(set, columns)) as [
    RowSet,
    RowSet,
    RowSet,
  ];
  print(
    `${heard.length} excerpts by ${artists.size} artists, as they are and as MP3 of ${kilobits} kbit/s; ${columns.length} features.`,
  );
  print('Statistics of the MP3 over those of the excerpts; 95 % bootstrap over artists.\n');
  const ratios = ratiosOf(before, after);
  print(
    table(
      ['statistic', 'MP3 over original'],
      statisticNames.map((name) => [name, intervalCell(ratios[name]!)]),
    ),
  );
  const random = seededRandom(1);
  let changed = 0;
  for (const factor of [1, 0.8])
    for (let k = 0; k < comparisons; k++) {
      const rows = shuffled([...others.groups.keys()], random).slice(0, before.count);
      const a = selectSetRows(others, rows);
      const [plain, mp3] = [before, after].map((b) => judge(a, shrink(factor)(b, random), { permutations, seed: k }));
      if (plain!.pattern !== mp3!.pattern) {
        changed++;
        note(`${plain!.pattern} (p ${plain!.p.toFixed(3)}) became ${mp3!.pattern} (p ${mp3!.p.toFixed(3)})`);
      }
    }
  print(
    `\n${changed} of ${2 * comparisons} verdicts changed, against as many sets of other artists, of B as it is and shrunk to .8`,
  );
  return { n: heard.length, verdicts: 2 * comparisons, changed, ...withBounds(ratios) };
};

function trackOf({ artist, title, album }: MusicTrack, values: Readonly<Record<string, number>>): Track {
  return { artist, title, album, values };
}

/** Excerpts, their MP3s, and the genres' references by other artists, every genre in the z of its references. */
function pooled(genres: readonly TrackSet[], heard: readonly Heard[]): [RowSet, RowSet, RowSet] {
  const features = comparableFeatures(registerFeatures(analysers), genres);
  const artists = new Set(heard.map(({ original }) => artistKey(original)));
  const scaled = genres.map((genre) => ({ genre, scales: commonScales(features, [lookups(genre)]) }));
  const names = scaled[0]!.scales.names.filter((name) => scaled.every(({ scales }) => scales.names.includes(name)));
  const rowsOf = (tracksOf: (genre: TrackSet) => readonly Track[]) =>
    scaled
      .map(({ genre, scales }) =>
        keepColumns(
          rowSetOf(scales, { tracks: tracksOf(genre) }),
          names.map((name) => scales.names.indexOf(name)),
        ),
      )
      .reduce(joinSets);
  const heardOf = ({ name }: TrackSet) => heard.filter(({ track }) => track.genre === name);
  return [
    rowsOf((genre) => heardOf(genre).map(({ original }) => original)),
    rowsOf((genre) => heardOf(genre).map(({ coded }) => coded)),
    rowsOf(({ tracks }) => tracks.filter((track) => !artists.has(artistKey(track)))),
  ];
}

/** With one kernel for both; artists are drawn with both versions of their excerpts. */
function ratiosOf(before: RowSet, after: RowSet) {
  const [original, coded] = [geometryOf(centred(before)), geometryOf(centred(after))];
  const same = withTypical(coded, original.typical);
  const rows = [...before.groups.keys()];
  const ratio = (s: number) => (drawn: readonly number[]) => {
    const members = Int32Array.from(new Set(drawn));
    return Math.exp(logStatistics(same, members)[s]! - logStatistics(original, members)[s]!);
  };
  return Object.fromEntries(
    statisticNames.map((name, s) => [name, bootstrap(rows, ratio(s), { groups: before.groups, resamples: 500 })]),
  );
}
