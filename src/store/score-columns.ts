import { type Aspect, aspects } from '../analysis/analyser.js';
import type { Estimate } from '../scoring/resample.js';
import type { CatalogueColumn } from './catalogue-column.js';
import type { Row } from './track-record.js';

/** How far an excerpt departs from a profile, in all and by aspect; or why that is not known. */
export type ExcerptScore = {
  readonly departure: Estimate | null;
  readonly aspects: readonly { readonly aspect: Aspect; readonly departure: Estimate }[];
  readonly missing?: string;
};

/** Of the table `excerpts`, where a scan was told a profile. */
export const scoreColumns: readonly CatalogueColumn[] = [
  { name: 'profile', type: 'VARCHAR', unit: '', about: 'what it was compared with; NULL where no profile was named' },
  { name: 'profile_hash', type: 'VARCHAR', unit: '', about: 'of the numbers of that profile' },
  ...estimateColumns('departure', 'share of the references that lie nearer to their centre'),
  ...aspects.flatMap((aspect) => estimateColumns(`departure_${aspect}`, `the same, in ${aspect} alone`)),
  { name: 'not_scored', type: 'VARCHAR', unit: '', about: 'why the excerpt has a profile and no departure' },
];

function estimateColumns(name: string, about: string): CatalogueColumn[] {
  return [
    { name, type: 'DOUBLE', unit: '%', about },
    { name: `${name}_low`, type: 'DOUBLE', unit: '%', about: `lower end of the 95 % interval of ${name}` },
    { name: `${name}_high`, type: 'DOUBLE', unit: '%', about: `upper end of the 95 % interval of ${name}` },
  ];
}

/** The columns of one excerpt. */
export function scoreRow(profile: { readonly name: string; readonly hash: string }, score: ExcerptScore): Row {
  return {
    profile: profile.name,
    profile_hash: profile.hash,
    ...estimateValues('departure', score.departure),
    ...Object.assign({}, ...score.aspects.map((own) => estimateValues(`departure_${own.aspect}`, own.departure))),
    not_scored: score.missing ?? null,
  };
}

function estimateValues(name: string, estimate: Estimate | null): Row {
  if (estimate === null || Number.isNaN(estimate.value)) return {};
  return { [name]: estimate.value, [`${name}_low`]: estimate.low, [`${name}_high`]: estimate.high };
}
