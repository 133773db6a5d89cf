import { readStoreGroups } from '../../src/catalogue/read-store-sets.js';
import { compareGroups, type GroupsFinding } from '../../src/convergence/compare-groups.js';
import type { RegisteredFeature } from '../../src/features/registry.js';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { pointScorer } from '../../src/scoring/point-scores.js';
import { definedColumn } from '../../src/store/column-statistics.js';
import { openDuckdb } from '../../src/store/open-duckdb.js';
import { profileMeta } from '../calibration.js';
import { madeUpReferences } from '../made-up-features.js';
import { processorSeconds } from '../yardstick.js';

export type Scored = {
  readonly rows: number;
  readonly scoring: number;
  readonly reading: number;
  readonly mean: number;
};

/** Seconds of processor time for the departures of every row of a store, and for reading them. */
export async function measureScores(store: string, features: readonly RegisteredFeature[]): Promise<Scored> {
  const { departures, features: ids } = pointScorer(
    loadProfile(buildProfile(madeUpReferences(features, 200, 60), features, profileMeta('made-up'))),
  );
  const { connection, close } = await openDuckdb(store, 'read');
  let [rows, sum, scoring] = [0, 0, 0];
  const whole = await processorSeconds(async () => {
    const result = await connection.stream(`SELECT ${ids.map(definedColumn).join(', ')} FROM excerpts WHERE headline`);
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const values = new Float64Array(chunk.rowCount * ids.length);
      ids.forEach((_, column) => {
        const vector = chunk!.getColumnVector(column);
        for (let row = 0, at = column; row < chunk!.rowCount; row++, at += ids.length)
          values[at] = vector.getItem(row) as number;
      });
      const count = chunk.rowCount;
      scoring += await processorSeconds(() => {
        for (const departure of departures(values, count)) sum += departure;
      });
      rows += count;
    }
  });
  close();
  return { rows, scoring, reading: whole - scoring, mean: sum / rows };
}

export type Followed = {
  readonly reading: number;
  readonly comparing: number;
  readonly wall: number;
  readonly finding: GroupsFinding;
};

/** Seconds of processor time for the statistics of every year, and for the trend of their spread. */
export async function measureTrend(store: string, features: readonly RegisteredFeature[]): Promise<Followed> {
  const start = performance.now();
  let grouped: Awaited<ReturnType<typeof readStoreGroups>> | undefined;
  const reading = await processorSeconds(async () => {
    grouped = await readStoreGroups(store, 'year', { features });
  });
  let finding: GroupsFinding | undefined;
  const comparing = await processorSeconds(() => {
    ({ finding } = compareGroups(grouped!, [], features));
  });
  return { reading, comparing, wall: (performance.now() - start) / 1000, finding: finding! };
}
