import { join } from 'node:path';
import { readFeatureTable } from '../../src/catalogue/read-feature-table.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import type { ForeignRow, ForeignTable } from '../../src/features/foreign-table.js';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { percentileRank } from '../../src/scoring/percentile.js';
import { distancesIn, profileMeta } from '../calibration.js';
import { auc } from '../metrics/auc.js';
import { kolmogorovSmirnov } from '../metrics/kolmogorov-smirnov.js';
import { calibrationPlot } from './calibration-plot.js';
import { markdownTable, meanOf, type Section, share } from './section.js';

const splits = 20;
const referenceCount = 70;

/** One genre's profile in one split, met by held-out tracks. */
type Met = {
  readonly genre: string;
  readonly ranks: readonly number[];
  readonly balancedAuc: number;
  readonly jointAuc: number;
  readonly p: number;
};

/** The published GTZAN feature table through our import: do percentiles mean what they say, and is the distance one? */
export const gtzan: Section = async (data, note) => {
  const table = await readFeatureTable(join(data, 'features/gtzan_features_30_sec.csv'));
  const bySplit = Array.from({ length: splits }, (_, split) => {
    if (split % 5 === 0) note(`GTZAN: split ${split} of ${splits}`);
    return meetHeldOut(table, split + 1);
  });
  const all = bySplit.flat();
  const genres = [...new Set(all.map(({ genre }) => genre))].sort();
  const of = (genre: string) => all.filter((met) => met.genre === genre);
  const beyond = (percentile: number, among = all) =>
    meanOf(among.map(({ ranks }) => ranks.filter((rank) => rank > percentile).length / ranks.length));
  const [beyond90, beyond95] = [beyond(90), beyond(95)];
  const [balanced, joint] = [meanOf(all.map((met) => met.balancedAuc)), meanOf(all.map((met) => met.jointAuc))];
  const passing = bySplit[0]!.filter(({ p }) => p > 0.05).length;
  const passingEver = all.filter(({ p }) => p > 0.05).length / all.length;
  const n = `${splits} splits × ${genres.length} genres × 30 tracks`;
  return {
    title: 'GTZAN feature table',
    findings: [
      {
        what: 'GTZAN: held-out tracks beyond the 90th percentile',
        wanted: '.10 ± .02',
        found: share(beyond90, 4),
        n,
        met: Math.abs(beyond90 - 0.1) <= 0.02,
      },
      {
        what: 'GTZAN: … beyond the 95th',
        wanted: '.05 ± .015',
        found: share(beyond95, 4),
        n,
        met: Math.abs(beyond95 - 0.05) <= 0.015,
      },
      {
        what: 'GTZAN: genres with KS p > .05, first split',
        wanted: '≥ 8 of 10',
        found: `${passing} of ${genres.length}`,
        n: '30 against 70',
        met: passing >= 8,
      },
      {
        what: 'GTZAN: AUC in/out of genre, balanced distance',
        wanted: '≥ .865',
        found: share(balanced),
        n,
        met: balanced >= 0.865,
      },
      { what: 'GTZAN: AUC, joint distance', wanted: '≥ .865', found: share(joint), n, met: joint >= 0.865 },
    ],
    text: `1000 clips, ${table.features.length} features of librosa, read as \`swerve profile build TABLE\` reads them. In each of ${splits} seeded splits, ${referenceCount} clips of a genre are its profile and 30 are held out; all held-out clips are then ranked in every genre. The table names no artists, so every clip is its own. KS: the two-sample Kolmogorov–Smirnov test of the held-out clips' distances against the references' cross-fitted ones; over all splits p > .05 in ${share(passingEver, 2)} of the genres, where .95 would be right of exchangeable clips.

${markdownTable(
  ['genre', 'beyond the 90th', 'beyond the 95th', 'AUC balanced', 'AUC joint', 'KS p, first split'],
  genres.map((genre) => [
    genre,
    share(beyond(90, of(genre))),
    share(beyond(95, of(genre))),
    share(meanOf(of(genre).map(({ balancedAuc }) => balancedAuc))),
    share(meanOf(of(genre).map(({ jointAuc }) => jointAuc))),
    share(of(genre)[0]!.p, 2),
  ]),
)}`,
    plots: {
      'calibration-gtzan.svg': calibrationPlot(
        Object.fromEntries(genres.map((genre) => [genre, of(genre).flatMap(({ ranks }) => ranks)])),
        5,
      ),
    },
  };
};

function meetHeldOut({ rows, features }: ForeignTable, seed: number): Met[] {
  const random = seededRandom(seed);
  const parts = new Map<string, { references: ForeignRow[]; held: ForeignRow[] }>();
  for (const genre of new Set(rows.map(({ label }) => label!))) {
    const drawn = rows.filter(({ label }) => label === genre).map((row) => ({ row, key: random() }));
    const order = drawn.sort((a, b) => a.key - b.key).map(({ row }) => row);
    parts.set(genre, { references: order.slice(0, referenceCount), held: order.slice(referenceCount) });
  }
  return [...parts].map(([genre, { references, held }]) => {
    const loaded = loadProfile(buildProfile(references, features, profileMeta(genre)));
    const nearness = (members: readonly ForeignRow[]) => members.map(({ row }) => distancesIn(row, loaded));
    const own = nearness(held);
    const others = [...parts].filter(([other]) => other !== genre).flatMap(([, part]) => nearness(part.held));
    const { departures } = own[0]!.model;
    const minus = (values: readonly number[]) => values.map((value) => -value);
    const distances = own.map(({ distance }) => distance);
    return {
      genre,
      ranks: distances.map((distance) => percentileRank(distance, departures)),
      balancedAuc: auc(minus(distances), minus(others.map(({ distance }) => distance))),
      jointAuc: auc(minus(own.map((one) => one.joint)), minus(others.map((one) => one.joint))),
      p: kolmogorovSmirnov(distances, departures).p,
    };
  });
}
