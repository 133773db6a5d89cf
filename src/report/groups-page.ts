import type { GroupsFinding, GroupsRecord } from '../convergence/compare-groups.js';
import { primaryFamily } from '../convergence/set-statistics.js';
import { chartFigure, tableOf } from './chart-figure.js';
import { trendFigures } from './convergence-page.js';
import { coursePlot, ratioPlot } from './convergence-plots.js';
import { intervalText, pText, statisticTitles } from './convergence-summary.js';
import { escapeMarkup } from './escape-markup.js';
import { groupsFinding } from './groups-summary.js';
import { pageFrame } from './page-frame.js';

/** One self-contained page: the finding, its plots, every group, and the plan that was followed. */
export function groupsPage({
  question,
  catalogue,
  groups,
  plan,
  features,
  permutations,
  seed,
  ...record
}: GroupsRecord): string {
  const by = catalogue.groupedBy;
  const entries = Object.entries({ question, ...plan });
  const title = `${catalogue.name} by ${by}`;
  return pageFrame(
    title,
    `<h1>${escapeMarkup(title)}</h1>
<p class="finding">${escapeMarkup(groupsFinding(record.finding))}.</p>
<div class="plots">
${figures(record.finding, by)}
</div>
${tables(record.finding)}
<h2>The groups</h2>
${tableOf({
  head: [by, 'tracks', 'looked at', 'SHA-256 of what was looked at'],
  rows: groups.map(({ name, tracks, drawn, hash }) => [name, `${tracks}`, `${drawn}`, hash.slice(0, 16)]),
})}
<h2>The plan</h2>
<dl>
${entries.map(([name, text]) => `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(text)}</dd>`).join('\n')}
<dt>data</dt><dd>${features.length} columns; <code>${catalogue.hash}</code>; ${permutations} permutations, seed ${seed}</dd>
</dl>`,
  );
}

function figures(found: GroupsFinding, by: string): string {
  switch (found.kind) {
    case 'trend':
      return trendFigures(found.trend, '', by);
    case 'lineage': {
      const { generations } = found.lineage;
      const spread = generations.map(({ generation, spread: value }) => [generation, value] as const);
      const away = generations.map(({ generation, displacement }) => [generation, displacement] as const);
      return [
        chartFigure('Spread', 'Mean distance between tracks of a generation.', {
          picture: coursePlot('Spread by generation', 'robust z', spread),
        }),
        chartFigure('Displacement', "Mean distance from the chain's originals.", {
          picture: coursePlot('Displacement by generation', 'robust z', away),
        }),
      ].join('\n');
    }
    case 'groups':
      return primaryFamily
        .map((name) => {
          const ratios = found.verdicts.map(({ group, result }) => [group, result.statistics[name].ratio] as const);
          const title = `${statisticTitles[name][0]}, each group over the others`;
          return chartFigure(title, '95 % intervals of what permuted artists do not contradict.', {
            picture: ratioPlot(title, ratios),
          });
        })
        .join('\n');
  }
}

function tables(found: GroupsFinding): string {
  switch (found.kind) {
    case 'trend': {
      const percent = (slope: number) => `${(100 * Math.expm1(slope)).toFixed(2)} %`;
      const rows = found.trend.trends.map(({ statistic, trend: { slope, test }, adjusted, falls }) => [
        statisticTitles[statistic][0],
        `${percent(slope.value)} [${percent(slope.low)} to ${percent(slope.high)}]`,
        test.tau.toFixed(2),
        pText(adjusted),
        falls ? 'falls' : 'no fall found',
      ]);
      const changes = found.trend.changes.map(({ time, p }) => `${time} (p ${pText(p).trim()})`).join(', ');
      return `${tableOf({ head: ['Statistic', 'change a step [95 %]', "Kendall's tau", 'p of a fall, by Holm', 'found'], rows })}
<p>Changes at once: ${changes || 'none found'}.</p>`;
    }
    case 'lineage': {
      const { spreadFactor, spread, displacement, rule } = found.lineage;
      const rows = [
        ['Spread, kept a generation', intervalText(spreadFactor), `p of a fall ${pText(spread.falling)}`],
        ['Distance from the originals', '–', `p of a rise ${pText(displacement.rising)}`],
      ];
      return `${tableOf({ head: ['Course', 'factor [95 %]', 'evidence'], rows })}\n<p>${escapeMarkup(rule)}</p>`;
    }
    case 'groups': {
      const rows = found.verdicts.map(({ group, result, adjusted, pattern }) => [
        group,
        `${result.tracks.b.tracks} by ${result.tracks.b.artists}`,
        pattern,
        pText(adjusted),
        result.detectableShrinkage?.toFixed(2) ?? '–',
      ]);
      return tableOf({ head: ['Group', 'tracks by artists', 'found', 'p, by Holm', 'detectable at'], rows });
    }
  }
}
