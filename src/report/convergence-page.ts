import type { ConvergenceRecord } from '../convergence/compare-track-sets.js';
import type { Portrait } from '../convergence/portrait.js';
import { statisticNames } from '../convergence/set-statistics.js';
import { nearestPlot, ratioPlot, scatterPlot, spectrumPlot, trendPlot } from './convergence-plots.js';
import { detectableText, finding, intervalText, pText, statisticTitles } from './convergence-summary.js';
import { escapeMarkup } from './escape-markup.js';

/** One self-contained page: the finding, plots of both sets, every statistic, and the plan that was followed. */
export function convergencePage(record: ConvergenceRecord, portrait: Portrait): string {
  const { a, b, plan, result, trend, question } = record;
  const { pattern, p, tracks, features, rarefiedTo, permutations, seed } = result;
  const size = ({ tracks: count, artists }: (typeof tracks)['a']) => `${count} tracks by ${artists} artists`;
  const [nameA, nameB] = [escapeMarkup(a.name), escapeMarkup(b.name)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${nameB} against ${nameA}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${nameB} against ${nameA}</h1>
<p class="finding">${escapeMarkup(finding(pattern, p))}.</p>
<p>${escapeMarkup(detectableText(result.detectableShrinkage))} Compared at ${rarefiedTo} tracks each in ${features} features.</p>
<ul class="key">
<li class="a"><span></span>A: ${nameA}, ${size(tracks.a)}</li>
<li class="b"><span></span>B: ${nameB}, ${size(tracks.b)}</li>
</ul>
<div class="plots">
${figure('Spread of both sets', 'Each mark is a track; ellipses hold one standard deviation of each set.', scatterPlot(portrait))}
${figure('B over A', '95 % intervals of what permuted artists do not contradict.', ratioPlot(result))}
${figure('Spectra of the covariances', 'A flat set falls off early; a narrow one lies low throughout.', spectrumPlot(result))}
${figure('Nearest neighbours', 'Clumps of near-copies show at the left.', nearestPlot(portrait))}
${trend === null ? '' : trendFigures(trend)}
</div>
<h2>Every statistic</h2>
<table>
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
</table>
<table>
<thead><tr><th>Aspect</th><th>features</th><th>Dispersion, B over A [95 %]</th><th>p, by Holm</th></tr></thead>
<tbody>${result.aspects
    .map(
      ({ aspect, features: own, narrowing, adjusted }) =>
        `<tr><th>${aspect}</th><td>${own}</td><td>${intervalText(narrowing.statistics.dispersion.ratio)}</td><td>${pText(adjusted)}</td></tr>`,
    )
    .join('')}</tbody>
</table>
<table>
<thead><tr><th>Where B lies</th><th>[95 %]</th></tr></thead>
<tbody>
<tr><th>Shift of the centre<small>deviations a feature; p ${pText(result.shift.p)}</small></th><td>${intervalText(result.shift.distance)}</td></tr>
<tr><th>Density<small>above 1: B keeps to where A is densest</small></th><td>${intervalText(result.support.density)}</td></tr>
<tr><th>Coverage<small>share of A that has a track of B near it</small></th><td>${intervalText(result.support.coverage)}</td></tr>
</tbody>
</table>
<h2>The plan</h2>
<dl>
<dt>Question</dt><dd>${escapeMarkup(question)}</dd>
<dt>Scale</dt><dd>${escapeMarkup(plan.scale)}</dd>
<dt>Primary family</dt><dd>${escapeMarkup(plan.family)}</dd>
<dt>Secondary</dt><dd>${escapeMarkup(plan.secondary)}</dd>
<dt>Unit</dt><dd>${escapeMarkup(plan.unit)}; ${permutations} permutations, seed ${seed}</dd>
<dt>Name</dt><dd>${escapeMarkup(plan.rule)}</dd>
<dt>Data</dt><dd>A <code>${a.hash}</code><br>B <code>${b.hash}</code></dd>
</dl>
</main>
</body>
</html>
`;
}

function figure(title: string, note: string, svg: string): string {
  return `<figure><figcaption><b>${title}</b> ${note}</figcaption>${svg}</figure>`;
}

function trendFigures({ periods, trends, changes, rarefiedTo }: NonNullable<ConvergenceRecord['trend']>): string {
  const times = periods.map(({ time }) => time);
  const changed = changes.map(({ time }) => time);
  return trends
    .map((one) => {
      const values = periods.map(({ spread }) => spread[one.statistic]);
      const note = `${rarefiedTo} tracks a year; line by Theil–Sen with its 95 % band; p of a fall ${pText(one.adjusted).trim()}.`;
      return figure(`${statisticTitles[one.statistic][0]} of B by year`, note, trendPlot(times, values, one, changed));
    })
    .join('\n');
}

/** A and B differ in hue, in lightness and in how their marks are filled. */
const style = `
:root { color-scheme: light dark; --page: #fcfcfa; --ink: #1c1c1a; --faint: #63635e; --grid: #e4e3dd; --a: #1f6fc4; --b: #c8500a; }
@media (prefers-color-scheme: dark) { :root { --page: #171716; --ink: #ecebe6; --faint: #a3a29b; --grid: #33332f; --a: #6fb1f5; --b: #ff9a52; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1000px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.5rem; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 32px 0 8px; }
p { margin: 0 0 8px; }
.finding { font-size: 1.2rem; font-weight: 600; }
.key { list-style: none; margin: 16px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 24px; overflow-wrap: anywhere; }
.key span { display: inline-block; width: 10px; height: 10px; margin-right: 8px; border: 2px solid var(--own); border-radius: 50%; }
.a { --own: var(--a); } .b { --own: var(--b); }
.key .b span { background: var(--own); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 24px; align-items: start; }
figure { margin: 0; } figcaption { color: var(--faint); font-size: .875rem; } figcaption b { color: var(--ink); display: block; font-size: 1rem; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--faint); font: 11px system-ui, sans-serif; } svg .label { font-size: 12px; }
.grid { stroke: var(--grid); } .zero { stroke: var(--faint); stroke-dasharray: 3 3; }
.line { fill: none; stroke: var(--own); stroke-width: 2; stroke-linejoin: round; }
.dots { stroke: var(--own); stroke-width: 1.5; } .dots.a { fill: var(--page); } .dots.b { fill: var(--own); fill-opacity: .75; }
.dot { fill: var(--own); } .band { fill: var(--own); fill-opacity: .18; }
table { border-collapse: collapse; margin: 0 0 24px; display: block; overflow-x: auto; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 4px 16px 4px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
th { font-weight: 500; } thead th { color: var(--faint); font-size: .875rem; } small { display: block; color: var(--faint); }
dt { font-weight: 600; } dd { margin: 0 0 8px; color: var(--faint); } code { font-size: .8rem; overflow-wrap: anywhere; }
`;
