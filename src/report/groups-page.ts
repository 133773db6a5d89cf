import type { GroupsFinding, GroupsRecord } from '../convergence/compare-groups.js';
import { primaryFamily } from '../convergence/set-statistics.js';
import { trendFigures } from './convergence-page.js';
import { coursePlot, ratioPlot } from './convergence-plots.js';
import { intervalText, pText, statisticTitles } from './convergence-summary.js';
import { escapeMarkup } from './escape-markup.js';
import { groupsFinding } from './groups-summary.js';
import { figure, page } from './page.js';

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
  return page(
    `${catalogue.name} by ${by}`,
    groupsFinding(record.finding),
    `<div class="plots">
${figures(record.finding, by)}
</div>
${tables(record.finding)}
<h2>The groups</h2>
<table>
<thead><tr><th>${escapeMarkup(by)}</th><th>tracks</th><th>looked at</th><th>SHA-256 of what was looked at</th></tr></thead>
<tbody>${groups
      .map(({ name, tracks, drawn, hash }) => row(name, [`${tracks}`, `${drawn}`, `<code>${hash.slice(0, 16)}</code>`]))
      .join('')}</tbody>
</table>
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
        figure(
          'Spread',
          'Mean distance between tracks of a generation.',
          coursePlot('Spread by generation', 'robust z', spread),
        ),
        figure(
          'Displacement',
          "Mean distance from the chain's originals.",
          coursePlot('Displacement by generation', 'robust z', away),
        ),
      ].join('\n');
    }
    case 'groups':
      return primaryFamily
        .map((name) => {
          const ratios = found.verdicts.map(({ group, result }) => [group, result.statistics[name].ratio] as const);
          const title = `${statisticTitles[name][0]}, each group over the others`;
          return figure(
            escapeMarkup(title),
            '95 % intervals of what permuted artists do not contradict.',
            ratioPlot(title, ratios),
          );
        })
        .join('\n');
  }
}

function tables(found: GroupsFinding): string {
  switch (found.kind) {
    case 'trend': {
      const percent = (slope: number) => `${(100 * Math.expm1(slope)).toFixed(2)} %`;
      const rows = found.trend.trends.map(({ statistic, trend: { slope, test }, adjusted, falls }) =>
        row(statisticTitles[statistic][0], [
          `${percent(slope.value)} [${percent(slope.low)} to ${percent(slope.high)}]`,
          test.tau.toFixed(2),
          pText(adjusted),
          falls ? 'falls' : 'no fall found',
        ]),
      );
      const changes = found.trend.changes.map(({ time, p }) => `${time} (p ${pText(p).trim()})`).join(', ');
      return `<table><thead><tr><th>Statistic</th><th>change a step [95 %]</th><th>Kendall's tau</th><th>p of a fall, by Holm</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p>Changes at once: ${changes || 'none found'}.</p>`;
    }
    case 'lineage': {
      const { spreadFactor, spread, displacement, rule } = found.lineage;
      const rows = [
        row('Spread, kept a generation', [intervalText(spreadFactor), `p of a fall ${pText(spread.falling)}`]),
        row('Distance from the originals', ['', `p of a rise ${pText(displacement.rising)}`]),
      ];
      return `<table><tbody>${rows.join('')}</tbody></table>\n<p>${escapeMarkup(rule)}</p>`;
    }
    case 'groups': {
      const rows = found.verdicts.map(({ group, result, adjusted, pattern }) =>
        row(group, [
          `${result.tracks.b.tracks} by ${result.tracks.b.artists}`,
          pattern,
          pText(adjusted),
          result.detectableShrinkage?.toFixed(2) ?? '–',
        ]),
      );
      return `<table><thead><tr><th>Group</th><th>tracks by artists</th><th>found</th><th>p, by Holm</th><th>detectable at</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
  }
}

/** `name` is anybody's; the cells are ours. */
function row(name: string, cells: readonly string[]): string {
  return `<tr><th>${escapeMarkup(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
