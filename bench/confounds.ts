import { median, medianAbsoluteDeviation, sortedDefined } from '../src/dsp/statistics.js';
import type { FeatureDescription } from '../src/features/registry.js';
import type { FeatureRow } from '../src/features/row.js';
import { type Column, columnsOf, transformValue } from '../src/profiles/transform.js';
import { audibleChanges, inaudibleChanges } from './changes.js';
import type { Measured } from './measure-worker.js';
import { rankCorrelation } from './metrics/correlation.js';
import { markdownTable } from './validation/section.js';

/** How one feature stands what happens to recordings. */
export type Confounded = {
  readonly id: string;
  /** Change -> median shift in robust standard deviations over the excerpts; NaN where none has the feature. */
  readonly shifts: Readonly<Record<string, number>>;
  /** RMS shift, in transformed units, under the changes that are not musical. */
  readonly noise: number;
  /** Split-half reliability, stepped up to whole excerpts by Spearman-Brown; the least of its columns. */
  readonly reliability: number;
  /** Why it is not scored. */
  readonly unscored?: string;
};

export type MeasuredExcerpt = Measured & { readonly genre: string };

const leastReliability = 0.3;
/** Under a change that nobody hears a feature may move by half a standard deviation, and no more. */
const largestShift = 0.5;
const gates = ['gain −6 dB', 'MP3 192 kbit/s'] as const;

export function confound(feature: FeatureDescription, excerpts: readonly MeasuredExcerpt[]): Confounded {
  const parts = columnsOf([feature]).map(
    ({ part }) =>
      (row: FeatureRow) =>
        valueIn(feature, part, row),
  );
  const musical = new Set(Object.keys(audibleChanges));
  const squares = sortedDefined(
    parts.flatMap((valueOf) =>
      excerpts.flatMap(({ original, changed }) =>
        Object.entries(changed).flatMap(([name, row]) =>
          musical.has(name) ? [] : [(valueOf(row) - valueOf(original)) ** 2],
        ),
      ),
    ),
  );
  const shifts = Object.fromEntries(
    [...Object.keys(inaudibleChanges), ...musical].map((name) => [
      name,
      Math.max(...parts.map((valueOf) => shiftUnder(name, valueOf, excerpts))),
    ]),
  );
  const reliability = Math.min(...parts.map((valueOf) => reliabilityOf(valueOf, excerpts)));
  const moving = gates.find((name) => shifts[name]! > largestShift);
  const unscored =
    moving !== undefined
      ? `moves by ${shifts[moving]!.toFixed(2)} standard deviations under ${moving}, more than ${largestShift}`
      : // NaN where hardly any excerpt has the feature: what fewer than 80 % of the references have is not scored anyway
        reliability < leastReliability
        ? `split-half reliability ${reliability.toFixed(2)}, below ${leastReliability}`
        : undefined;
  const noise = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length || 0);
  return { id: feature.id, shifts, noise, reliability, ...(unscored === undefined ? {} : { unscored }) };
}

function valueIn(feature: FeatureDescription, part: Column['part'], row: FeatureRow): number {
  return transformValue(feature, part, (id) => row.values[id]);
}

type ValueOf = (row: FeatureRow) => number;

function shiftUnder(name: string, valueOf: ValueOf, excerpts: readonly MeasuredExcerpt[]): number {
  const spread = 1.4826 * medianAbsoluteDeviation(excerpts.map(({ original }) => valueOf(original)));
  const shifts = excerpts.flatMap(({ original, changed }) =>
    name in changed ? [Math.abs(valueOf(changed[name]!) - valueOf(original))] : [],
  );
  return median(shifts) / spread;
}

function reliabilityOf(valueOf: ValueOf, excerpts: readonly MeasuredExcerpt[]): number {
  const genres = [...new Set(excerpts.map(({ genre }) => genre))];
  const correlations = genres.map((genre) => {
    const pairs = excerpts
      .filter((excerpt) => excerpt.genre === genre)
      .map(({ halves }) => halves.map(valueOf))
      .filter((pair) => !pair.some(Number.isNaN));
    return rankCorrelation(
      pairs.map(([first]) => first!),
      pairs.map(([, second]) => second!),
    );
  });
  const r = correlations.reduce((sum, value) => sum + value, 0) / genres.length;
  return (2 * r) / (1 + r);
}

/** docs/confounds.md. */
export function confoundsPage(
  found: readonly Confounded[],
  { excerpts, changed, date }: { readonly excerpts: number; readonly changed: number; readonly date: string },
): string {
  const changes = [...Object.keys(inaudibleChanges), ...Object.keys(audibleChanges)];
  const cell = (value: number) => (Number.isFinite(value) ? value.toFixed(2).replace(/^0/, '') : '–');
  const gated = found.filter(({ shifts }) => gates.some((name) => shifts[name]! > largestShift));
  const unscored = found.flatMap(({ id, unscored: reason }) =>
    reason === undefined ? [] : [`- \`${id}\`: ${reason}`],
  );
  return `# What happens to recordings, and what it does to each feature

Written by \`npm run measurement\` on ${date}; do not edit. ${changed} of ${excerpts} excerpts were changed. A number is the median shift of
a feature in robust standard deviations over the excerpts (1.4826 MAD of the transformed values); – where the feature is
missing after the change. The first ${Object.keys(inaudibleChanges).length} changes are not musical: their RMS shift is the measuring noise (sigma) that profiles
add to a feature's spread. The rest is told, and counted nowhere. A feature that moves by more than ${largestShift} under ${gates.join(' or ')}
is not scored (${gated.length === 0 ? 'none does' : gated.map(({ id }) => `\`${id}\``).join(', ')}); nor is one whose two halves of the same excerpt agree too little (reliability below ${leastReliability}).

${unscored.length === 0 ? 'No scored feature was dropped.' : `Not scored:\n${unscored.join('\n')}`}

${markdownTable(
  ['feature', ...changes, 'reliability'],
  found.map(({ id, shifts, reliability }) => [
    `\`${id}\``,
    ...changes.map((name) => cell(shifts[name]!)),
    cell(reliability),
  ]),
)}
`;
}
