import type { ConvergenceRecord } from '../convergence/compare-track-sets.js';
import type { Portrait } from '../convergence/portrait.js';
import { statisticNames } from '../convergence/set-statistics.js';
import type { Trend } from '../convergence/trend.js';
import { chartFigure } from './chart-figure.js';
import { nearestPlot, ratioPlot, scatterPlot, spectrumPlot, trendPlot } from './convergence-plots.js';
import { detectableText, finding, intervalText, pText, sharedText, statisticTitles } from './convergence-summary.js';
import { escapeMarkup } from './escape-markup.js';
import { pageFrame } from './page-frame.js';

/** One self-contained page: the finding, plots of both sets, every statistic, and the plan that was followed. */
export function convergencePage(record: ConvergenceRecord, portrait: Portrait): string {
  const { a, b, plan, result, trend, question } = record;
  const { pattern, p, tracks, features, rarefiedTo, permutations, seed } = result;
  const size = ({ tracks: count, artists }: (typeof tracks)['a']) => `${count} tracks by ${artists} artists`;
  const same = sharedText(record.shared);
  const [nameA, nameB] = [escapeMarkup(a.name), escapeMarkup(b.name)];
  const ratiosTitle = 'Ratios of the statistics, B over A, with 95 % intervals';
  const ratios = statisticNames.map((name) => [statisticTitles[name][0], result.statistics[name].ratio] as const);
  return pageFrame(
    `${b.name} against ${a.name}`,
    `<h1>${nameB} against ${nameA}</h1>
<p class="finding">${escapeMarkup(finding(pattern, p))}.</p>
<p>${escapeMarkup(detectableText(result.detectableShrinkage))} Compared at ${rarefiedTo} tracks each in ${features} features.${same === undefined ? '' : ` ${same}.`}</p>
<ul class="key">
<li class="a"><span></span>A: ${nameA}, ${size(tracks.a)}</li>
<li class="b"><span></span>B: ${nameB}, ${size(tracks.b)}</li>
</ul>
<h2 class="unseen">Plots</h2>
<div class="plots">
${chartFigure('Spread of both sets', 'Each mark is a track; ellipses hold one standard deviation of each set.', { picture: scatterPlot(portrait) })}
${chartFigure('B over A', '95 % intervals of what permuted artists do not contradict.', { picture: ratioPlot(ratiosTitle, ratios) })}
${chartFigure('Spectra of the covariances', 'A flat set falls off early; a narrow one lies low throughout.', { picture: spectrumPlot(result) })}
${chartFigure('Nearest neighbours', 'Clumps of near-copies show at the left.', { picture: nearestPlot(portrait) })}
${trend === null ? '' : trendFigures(trend, 'of B', 'year')}
</div>
<h2>Every statistic</h2>
<div class="table" tabindex="0" role="region" aria-label="Every statistic"><table>
<thead><tr><th>Statistic</th><th>A</th><th>B</th><th>B over A [95 %]</th><th>p</th><th>corrected</th></tr></thead>
<tbody>${statisticNames
      .map((name) => {
        const { a: ofA, b: ofB, ratio, p: raw, adjusted } = result.statistics[name];
        const cells = [
          ofA.toFixed(2),
          ofB.toFixed(2),
          intervalText(ratio),
          pText(raw),
          adjusted === null ? '–' : pText(adjusted),
        ];
        return `<tr><th>${statisticTitles[name][0]}<small>${statisticTitles[name][1]}</small></th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
      })
      .join('')}</tbody>
</table></div>
<div class="table" tabindex="0" role="region" aria-label="Dispersion by aspect"><table>
<thead><tr><th>Aspect</th><th>features</th><th>Dispersion, B over A [95 %]</th><th>p, by Holm</th></tr></thead>
<tbody>${result.aspects
      .map(
        ({ aspect, features: own, narrowing, adjusted }) =>
          `<tr><th>${aspect}</th><td>${own}</td><td>${intervalText(narrowing.statistics.dispersion.ratio)}</td><td>${pText(adjusted)}</td></tr>`,
      )
      .join('')}</tbody>
</table></div>
<div class="table" tabindex="0" role="region" aria-label="Where B lies"><table>
<thead><tr><th>Where B lies</th><th>[95 %]</th></tr></thead>
<tbody>
<tr><th>Shift of the centre<small>deviations a feature; p ${pText(result.shift.p)}</small></th><td>${intervalText(result.shift.distance)}</td></tr>
<tr><th>Density<small>above 1: B keeps to where A is densest</small></th><td>${intervalText(result.support.density)}</td></tr>
<tr><th>Coverage<small>share of A that has a track of B near it</small></th><td>${intervalText(result.support.coverage)}</td></tr>
</tbody>
</table></div>
<h2>The plan</h2>
<dl>
<dt>Question</dt><dd>${escapeMarkup(question)}</dd>
<dt>Scale</dt><dd>${escapeMarkup(plan.scale)}</dd>
<dt>Primary family</dt><dd>${escapeMarkup(plan.family)}</dd>
<dt>Secondary</dt><dd>${escapeMarkup(plan.secondary)}</dd>
<dt>Unit</dt><dd>${escapeMarkup(plan.unit)}; ${permutations} permutations, seed ${seed}</dd>
<dt>Name</dt><dd>${escapeMarkup(plan.rule)}</dd>
<dt>Data</dt><dd>A <code>${a.hash}</code><br>B <code>${b.hash}</code></dd>
</dl>`,
  );
}

/** Each statistic over time. */
export function trendFigures({ periods, trends, changes, rarefiedTo }: Trend, whose: string, step: string): string {
  const times = periods.map(({ time }) => time);
  const changed = changes.map(({ time }) => time);
  return trends
    .map((one) => {
      const values = periods.map(({ spread }) => spread[one.statistic]);
      const note = `${rarefiedTo} tracks a ${step}; line by Theil–Sen with its 95 % band; p of a fall ${pText(one.adjusted).trim()}.`;
      return chartFigure(`${statisticTitles[one.statistic][0]} ${whose} by ${step}`, note, {
        picture: trendPlot(times, values, one, { changed, step }),
      });
    })
    .join('\n');
}
