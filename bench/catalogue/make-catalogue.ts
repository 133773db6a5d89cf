import { rm } from 'node:fs/promises';
import type { RegisteredFeature } from '../../src/features/registry.js';
import { openCatalogueStore } from '../../src/store/catalogue-store.js';
import { quoted } from '../../src/store/catalogue-tables.js';
import { openDuckdb } from '../../src/store/open-duckdb.js';
import { version } from '../../src/version.js';

export const firstYear = 1964;
export const years = 60;
/** What is left of the spread from one year to the next. */
export const kept = 0.995;

const tracksByArtist = 10;
const rowsAtOnce = 50_000;

/**
 * A store as a scan would have made it, of recordings that never were: artists of ten tracks whose own half of the variance
 * is theirs, spread evenly over the years, narrowing from each to the next. Made by DuckDB from hashes of the row and
 * the column, so that the same numbers come out every time.
 */
export async function makeCatalogue(
  store: string,
  rows: number,
  features: readonly RegisteredFeature[],
): Promise<void> {
  await rm(store, { force: true });
  (await openCatalogueStore(store, features)).close();
  const { connection, close } = await openDuckdb(store);
  try {
    const analysers = Object.fromEntries(features.map(({ analyser, analyserVersion }) => [analyser, analyserVersion]));
    const versions = ['made up', version, JSON.stringify(analysers)];
    await connection.run('INSERT INTO versions (id, engine, analysers) VALUES ($1, $2, $3)', versions);
    const values = features.map(
      ({ id }, j) =>
        `spread * ${Math.SQRT1_2} * (${normalOf(`hash(i, ${j})`)} + ${normalOf(`hash(artist, ${j}, 1)`)}) AS ${quoted(id)}`,
    );
    const path = "printf('/made up/%07d.wav', i)";
    for (let from = 0; from < rows; from += rowsAtOnce) {
      const numbers = `(SELECT i, i // ${tracksByArtist} AS artist, ${firstYear} + (hash(i // ${tracksByArtist}) % ${years})::INTEGER AS year
        FROM range(${from}, ${Math.min(rows, from + rowsAtOnce)}) AS numbers(i))`;
      await connection.run(`INSERT INTO tracks BY NAME SELECT ${path} AS path, 'made up' AS versions,
        printf('artist %d', artist) AS artist, printf('track %d', i) AS title, year FROM ${numbers}`);
      await connection.run(`INSERT INTO excerpts BY NAME SELECT ${path} AS path, 1 AS excerpt, true AS headline,
        0.0 AS start_seconds, 30.0 AS seconds, '{}' AS labels, '{}' AS missing, ${values.join(', ')}
        FROM (SELECT *, power(${kept}, year - ${firstYear}) AS spread FROM ${numbers})`);
    }
    await connection.run('CHECKPOINT');
  } finally {
    close();
  }
}

/** Nearly a standard normal number: the sum of the four 16-bit parts of a 64-bit hash. */
function normalOf(hash: string): string {
  const part = (shift: number) => `((${hash} >> ${shift}) & 65535)::DOUBLE`;
  return `(${Math.sqrt(3)} * ((${[0, 16, 32, 48].map(part).join(' + ')}) / 65536 - 2))`;
}
