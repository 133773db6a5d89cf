import type { ConvergenceRecord } from '../convergence/compare-track-sets.js';
import type { Interval } from '../convergence/interval.js';
import type { RatioStatistic } from '../convergence/narrowing.js';
import type { Pattern } from '../convergence/pattern.js';
import { type StatisticName, statisticNames } from '../convergence/set-statistics.js';
import type { Trend } from '../convergence/trend.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** What each statistic is called, and what it says. */
export const statisticTitles: Readonly<Record<StatisticName, readonly [title: string, meaning: string]>> = {
  dispersion: ['Dispersion', 'mean distance from the centre'],
  nearest: ['Nearest neighbour', 'mean distance to the nearest track by another artist'],
  vendi: ['Vendi score', 'effective number of distinct tracks'],
  effectiveRank: ['Effective rank', 'directions that the tracks spread in'],
  isolation: ['Isolation', 'nearest neighbour over dispersion'],
};

const titleWidth = 19;

/** A comparison for reading: the finding in a sentence, each statistic with its interval, aspects, and what could have been found. */
export function convergenceSummary({ a, b, shared, result, trend }: ConvergenceRecord, style: Style): string {
  const { statistics, aspects, support, shift, tracks, features, rarefiedTo, permutations, seed } = result;
  const same = sharedText(shared);
  const lines = [
    style.strong(`${printable(b.name)} against ${printable(a.name)}`),
    style.faint(`  A  ${printable(a.name)}: ${sizeText(tracks.a)}`),
    style.faint(
      `  B  ${printable(b.name)}: ${sizeText(tracks.b)}; compared at ${rarefiedTo} each in ${features} features`,
    ),
    ...(same === undefined ? [] : [`  ${style.warning(same)}`]),
    '',
    style.strong(finding(result.pattern, result.p)),
    `  ${detectableText(result.detectableShrinkage)}`,
    '',
    style.strong('B over A'.padEnd(titleWidth + 2)) + style.faint('ratio [95 %]         p, allowing for three tests'),
    ...statisticNames.map((name) => statisticLine(name, statistics[name], style)),
    '',
    style.strong('By aspect'),
    ...aspects.map(({ aspect, features: own, narrowing, adjusted }) => {
      const { ratio } = narrowing.statistics.dispersion;
      return `  ${aspect.padEnd(titleWidth)}${intervalText(ratio).padEnd(20)} ${pText(adjusted)}  ${style.faint(`dispersion in ${own} features; p allows for all aspects tested`)}`;
    }),
    '',
    style.strong('Where B lies'),
    `  ${'Shift of the centre'.padEnd(titleWidth)} ${intervalText(shift.distance).padEnd(19)} ${pText(shift.p)}  ${style.faint('in standard deviations per feature; 0 is none')}`,
    `  ${'Density'.padEnd(titleWidth)}${intervalText(support.density).padEnd(20)}        ${style.faint('above 1: B keeps to where A is densest')}`,
    `  ${'Coverage'.padEnd(titleWidth)}${intervalText(support.coverage).padEnd(20)}        ${style.faint('share of A that has a track of B near it')}`,
    ...(trend === null ? [] : ['', ...trendLines(trend, 'B', 'year', style)]),
    '',
    style.faint(
      `p: how often chance does as much when artists are dealt to A and B at random (${permutations} times, seed ${seed}); a wider B is no evidence of convergence`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Sets that share tracks are no two samples. */
export function sharedText(shared: number): string | undefined {
  if (shared === 0) return undefined;
  return `${shared} of the tracks of B are in A too: the sets look more alike than they are`;
}

/** What was found, in a sentence. */
export function finding(pattern: Pattern, p: number): string {
  const how = `p ${pText(p).trim()}`;
  switch (pattern) {
    case 'shrinkage':
      return `Shrinkage: B lies closer together all round, ${how}`;
    case 'mode collapse':
      return `Mode collapse: B lies in clumps of near-copies, ${how}`;
    case 'rank collapse':
      return `Rank collapse: B varies in fewer directions, ${how}`;
    case 'shift':
      return `No convergence found (${how}); B lies elsewhere than A`;
    case 'no evidence':
      return `No convergence found, ${how}`;
  }
}

export function detectableText(factor: number | null): string {
  return factor === null
    ? 'So few tracks could not have shown any.'
    : `At this n, a set shrunk to ${factor.toFixed(2)} of its spread or less would be found 4 times in 5.`;
}

/** '0.83 [0.71–0.98]'. */
export function intervalText({ value, low, high }: Interval): string {
  return `${value.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`;
}

/** '= .034' or '< .001', six cells wide. */
export function pText(p: number): string {
  return p < 0.0015 ? '≤ .001' : `= ${p.toFixed(3).replace(/^0/, '')}`.padEnd(6);
}

function statisticLine(name: StatisticName, { ratio, p, adjusted }: RatioStatistic, style: Style): string {
  const [title, meaning] = statisticTitles[name];
  const told = adjusted === null ? `${meaning}; for the name alone` : meaning;
  return `  ${title.padEnd(titleWidth)}${intervalText(ratio).padEnd(20)} ${pText(adjusted ?? p)}  ${style.faint(told)}`;
}

function sizeText({ tracks, artists, leftOut }: ConvergenceRecord['result']['tracks']['a']): string {
  return `${tracks} tracks by ${artists} artists${leftOut > 0 ? ` (${leftOut} left out)` : ''}`;
}

/** Each statistic's change per step of time, and when it changed at once. */
export function trendLines(
  { periods, trends, changes, rarefiedTo }: Trend,
  whose: string,
  step: string,
  style: Style,
): string[] {
  const percent = (slope: number) => `${(100 * Math.expm1(slope)).toFixed(1).replace('-', '−')}%`;
  return [
    style.strong(`${whose} by ${step}, ${periods[0]!.time} to ${periods.at(-1)!.time}`),
    ...trends.map(({ statistic, trend: { slope }, adjusted, falls }) => {
      const change = `${percent(slope.value)} [${percent(slope.low)} to ${percent(slope.high)}]`;
      return `  ${statisticTitles[statistic][0].padEnd(titleWidth)}${change.padEnd(26)} ${pText(adjusted)}  ${style.faint(`a ${step}${falls ? ': it falls' : ''}`)}`;
    }),
    `  ${changes.length === 0 ? 'no change at once' : changes.map(({ time, p }) => `a change in ${time}, p ${pText(p).trim()}`).join('; ')}`,
    style.faint(
      `  ${periods.length} periods at ${rarefiedTo} tracks each; p of a fall, allowing for ${trends.length} tests`,
    ),
  ];
}
