import { join, resolve } from 'node:path';
import { Piscina } from 'piscina';
import { quantile, sortedDefined } from '../src/dsp/statistics.js';
import { embeddedProfiles } from '../src/profiles/embedded/index.js';
import { loadProfile } from '../src/profiles/loaded-profile.js';
import { scoreRow } from '../src/scoring/score-row.js';
import { readMusicTracks } from './annotations.js';
import type { Measured } from './measure-worker.js';

/**
 * `npm run robustness [FOLDER]`: how many points the departure of 20 excerpts, spread over the folder, moves under
 * changes that are not musical, each against its own genre's embedded profile without its artist. The last line is JSON.
 */
const folder = resolve(process.argv[2] ?? '../shared/data/music');
const excerpts = 20;

const tracks = readMusicTracks(folder);
const chosen = Array.from({ length: excerpts }, (_, i) => tracks[Math.floor(((i + 0.5) * tracks.length) / excerpts)]!);
const loaded = new Map(embeddedProfiles.map((profile) => [profile.name, loadProfile(profile)]));
const pool = new Piscina<{ file: string; change: boolean }, Measured>({
  filename: new URL('./measure-worker.js', import.meta.url).href,
});
const moves = await Promise.all(
  chosen.map(async ({ path, genre, artist }) => {
    const { original, changed } = await pool.run({ file: join(folder, path), change: true });
    const departure = (row: typeof original) => scoreRow(row, loaded.get(genre)!, { artist }).departure.value;
    return Object.entries(changed).map(
      ([change, row]) => [change, Math.abs(departure(row) - departure(original))] as const,
    );
  }),
);
await pool.destroy();

const metrics: Record<string, { n: number; median: number; p95: number; largest: number }> = {};
process.stdout.write(
  `${'change'.padEnd(18)} ${'median'.padStart(8)} ${'95 %'.padStart(8)} ${'largest'.padStart(8)}   points of departure, n = ${excerpts}\n`,
);
for (const change of new Set(moves.flat().map(([name]) => name))) {
  const sorted = sortedDefined(moves.flat().flatMap(([name, move]) => (name === change ? [move] : [])));
  const [median, p95, largest] = [quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 1)];
  metrics[change] = { n: sorted.length, median, p95, largest };
  process.stdout.write(
    `${change.padEnd(18)} ${[median, p95, largest].map((points) => points.toFixed(1).padStart(8)).join(' ')}\n`,
  );
}
process.stdout.write(`${JSON.stringify(metrics)}\n`);
