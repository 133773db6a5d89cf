import type { Aspect } from '../../src/analysis/analyser.js';
import { median } from '../../src/dsp/statistics.js';
import type { FeatureRow } from '../../src/features/row.js';
import { buildProfile } from '../../src/profiles/build-profile.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { scoreRow } from '../../src/scoring/score-row.js';
import { profileMeta } from '../calibration.js';
import { embeddedRecordings } from '../embedded-recordings.js';
import { madeUpFeatures, madeUpReferences } from '../made-up-features.js';
import { measureYardstick, processorSeconds } from '../yardstick.js';
import type { Section } from './section.js';

/** Microseconds that fft.js needs where nothing else runs: costs are judged as they would be there. */
const idleYardstick = 11;
const masks = 24;
const sizes: Readonly<Record<Aspect, number>> = { timing: 18, pitch: 18, timbre: 30, dynamics: 14, structure: 10 };
const referenceCount = 1000;
const artistCount = 300;

/** Processor time of scoring a row, of a row with a mask that was not met before, and of building a large profile. */
export const speed: Section = async (_data, note) => {
  note('speed: scoring');
  const yardstick = measureYardstick();
  const profile = embeddedProfiles[0]!;
  const loaded = loadProfile(profile);
  // a little beside the references, so that none is taken for the recording itself
  const rows = embeddedRecordings()
    .filter(({ genre }) => genre !== profile.name)
    .map(({ row }) => row)
    .filter((row) => loaded.scored.every(({ id }) => id in row.values));
  scoreRow(rows[0]!, loaded);
  const complete = 1000 * (await medianSeconds(rows, (row) => scoreRow(row, loaded)));
  const masked = Array.from({ length: masks }, (_, i) => withoutSome(rows[i % rows.length]!, loaded.scored, i));
  const maskMet = 1000 * (await medianSeconds(masked, (row) => scoreRow(row, loaded)));
  note('speed: building');
  const features = madeUpFeatures(sizes);
  const references = madeUpReferences(features, referenceCount, artistCount);
  const build = await processorSeconds(() => buildProfile(references, features, profileMeta('made-up')));
  const idle = Math.min(1, idleYardstick / yardstick);
  const found = (value: number, digits: number, unit: string) =>
    `${value.toFixed(digits)} ${unit} (idle: ${(idle * value).toFixed(digits)})`;
  return {
    title: 'Speed of scoring',
    findings: [
      {
        what: 'scoring a complete row',
        wanted: '≤ 2 ms',
        found: found(complete, 2, 'ms'),
        n: `${rows.length} rows`,
        met: idle * complete <= 2,
      },
      {
        what: '… when a mask is first met',
        wanted: '≤ 100 ms',
        found: found(maskMet, 0, 'ms'),
        n: `${masks} masks of 3 features`,
        met: idle * maskMet <= 100,
      },
      {
        what: `building a profile of n = ${referenceCount} × ${features.length} features`,
        wanted: '≤ 3 s',
        found: found(build, 2, 's'),
        n: '1',
        met: idle * build <= 3,
      },
    ],
    text: `Processor time, medians. fft.js needs ${yardstick.toFixed(1)} µs for 2048 points in this run and ${idleYardstick} where nothing else runs; costs are judged by what they would be there. A complete row is scored against ${profile.provenance.n} references with its interval, contributions and crowding; a mask takes three features out of different aspects, so that every reference is compared anew without them. The large profile has ${artistCount} artists and random numbers.`,
  };
};

async function medianSeconds(rows: readonly FeatureRow[], work: (row: FeatureRow) => unknown): Promise<number> {
  const seconds: number[] = [];
  for (const row of rows) seconds.push(await processorSeconds(() => work(row)));
  return median(seconds);
}

function withoutSome(row: FeatureRow, scored: readonly { readonly id: string }[], turn: number): FeatureRow {
  const gone = new Set([7 * turn, 13 * turn + 3, 29 * turn + 9].map((place) => scored[place % scored.length]!.id));
  return {
    values: Object.fromEntries(Object.entries(row.values).filter(([id]) => !gone.has(id))),
    missing: { ...row.missing, ...Object.fromEntries([...gone].map((id) => [id, 'left out here'])) },
  };
}
