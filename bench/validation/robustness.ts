import { join } from 'node:path';
import { Piscina } from 'piscina';
import { quantile, sortedDefined } from '../../src/dsp/statistics.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { readMusicTracks } from '../annotations.js';
import type { Measured, Measurement } from '../measure-worker.js';
import { markdownTable, type Section } from './section.js';

const excerpts = 20;
/** Those of which it is asked that the departure stays. */
const asked = new Set(['gain −6 dB', '48 kHz', 'MP3 192 kbit/s', 'one sample', '1 s crop']);
const [largestMedian, largest95] = [3, 12];

/** How many points the departure moves under changes that nobody hears, against the own genre without the own artist. */
export const robustness: Section = async (data, note) => {
  const folder = join(data, 'music');
  const tracks = readMusicTracks(folder);
  const chosen = Array.from(
    { length: excerpts },
    (_, i) => tracks[Math.floor(((i + 0.5) * tracks.length) / excerpts)]!,
  );
  const loaded = new Map(embeddedProfiles.map((profile) => [profile.name, loadProfile(profile)]));
  const pool = new Piscina<Measurement, Measured>({ filename: new URL('../measure-worker.js', import.meta.url).href });
  let done = 0;
  const moves = await Promise.all(
    chosen.map(async ({ path, genre, artist }) => {
      const { original, changed } = await pool.run({ file: join(folder, path), changes: 'inaudible' });
      note(`robustness: ${++done} of ${excerpts}`);
      const departure = (row: typeof original) => scoreRow(row, loaded.get(genre)!, { artist }).departure.value;
      return Object.entries(changed).map(([change, row]) => ({
        change,
        points: Math.abs(departure(row) - departure(original)),
      }));
    }),
  );
  await pool.destroy();
  const spreadOf = (kept: (change: string) => boolean) => {
    const sorted = sortedDefined(moves.flat().flatMap(({ change, points }) => (kept(change) ? [points] : [])));
    return {
      n: sorted.length,
      median: quantile(sorted, 0.5),
      high: quantile(sorted, 0.95),
      largest: quantile(sorted, 1),
    };
  };
  const all = spreadOf((change) => asked.has(change));
  const points = (value: number) => value.toFixed(1);
  const n = `${all.n} pairs`;
  return {
    title: 'What inaudible changes do to the departure',
    findings: [
      {
        what: 'gain, 48 kHz, MP3 192, one sample, 1 s crop: median |Δπ|',
        wanted: `≤ ${largestMedian} points`,
        found: points(all.median),
        n,
        met: all.median <= largestMedian,
      },
      {
        what: '… 95th percentile of |Δπ|',
        wanted: `≤ ${largest95} points`,
        found: points(all.high),
        n,
        met: all.high <= largest95,
      },
    ],
    text: `${excerpts} excerpts spread over the four genres, each against its own genre without its artist. What the same changes do to every feature is in [confounds.md](confounds.md).

${markdownTable(
  ['change', 'median', '95th percentile', 'largest', 'asked for'],
  [...new Set(moves.flat().map(({ change }) => change))].map((name) => {
    const { median, high, largest } = spreadOf((change) => change === name);
    return [name, points(median), points(high), points(largest), asked.has(name) ? 'yes' : 'no'];
  }),
)}`,
  };
};
