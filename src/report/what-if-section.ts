import { supportedStep } from '../scoring/resample.js';
import type { WhatIf } from '../whatif/try-changes.js';
import { changeBar } from './charts/interval-bar.js';
import { escapeMarkup } from './escape-markup.js';
import { formatSigned } from './quantity.js';
import type { ScoreDocument } from './score-document.js';

type Measured = Exclude<WhatIf, { readonly unavailable: string }>;

/** What each change that was rendered does to the departure; nothing where it was not asked for. */
export function whatIfSection({ whatIf }: ScoreDocument): string {
  if (whatIf === undefined) return '';
  const measured = whatIf.filter((change): change is Measured => !('unavailable' in change));
  const absent = new Map<string, string[]>();
  for (const change of whatIf)
    if ('unavailable' in change)
      absent.set(change.unavailable, [...(absent.get(change.unavailable) ?? []), change.title]);
  const reach = Math.max(1, ...measured.flatMap(({ departure: { low, high } }) => [Math.abs(low), Math.abs(high)]));
  const of = (wanted: Measured['side']) => measured.filter(({ side }) => side === wanted);
  const list = (heading: string, changes: readonly Measured[]) =>
    `<section>\n<h3>${heading}</h3>\n${changes.length === 0 ? '<p class="absent">None of the changes, for sure.</p>' : `<ul class="rows changes">${changes.map((change) => changeRow(change, reach)).join('\n')}</ul>`}\n</section>`;
  const neither = of('neither').map(
    (change) =>
      `<span class="says" tabindex="0" data-says="${escapeMarkup(sentenceOf(change))}">${escapeMarkup(nameOf(change))}</span>`,
  );
  return `<section>
<h2>What would move it</h2>
<p class="note">Each change was rendered on the excerpt and measured again: points of departure, with 95 % intervals. Left of the stroke is towards the average, right of it away. Neither side is the better one.</p>
<div class="columns">
${list('Towards the average', of('towards the average'))}
${list('Away from the average', of('away'))}
</div>
${neither.length === 0 ? '' : `<p class="note">Neither way for sure: ${neither.join('; ')}.</p>`}
${[...absent].map(([reason, titles]) => `<p class="note">Unavailable: ${escapeMarkup([...new Set(titles)].join(', '))}: ${escapeMarkup(reason)}</p>`).join('\n')}
</section>`;
}

function changeRow(change: Measured, reach: number): string {
  const { departure } = change;
  const points = pointsOf(change);
  return `<li><span>${escapeMarkup(nameOf(change))}</span><span class="track">${changeBar(nameOf(change), departure, reach)}</span><span class="value says" tabindex="0" data-says="${escapeMarkup(sentenceOf(change))}"><b>${points(departure.value)}</b> <small>[${points(departure.low)} to ${points(departure.high)}]</small></span></li>`;
}

function sentenceOf(change: Measured): string {
  const { unit, departure, distancePerUnit, side, aspects } = change;
  const points = pointsOf(change);
  const moved = aspects.filter(({ beyondMeasurement }) => beyondMeasurement).map(({ aspect }) => aspect);
  const words = side === 'neither' ? 'neither way for sure' : side === 'away' ? 'away from the average' : side;
  const [each, from, to] = [distancePerUnit.value, distancePerUnit.low, distancePerUnit.high].map((value) =>
    formatSigned(value, 3),
  );
  return `${nameOf(change)}: ${points(departure.value)} points of departure (95 %: ${points(departure.low)} to ${points(departure.high)}), ${words}. The distance from the centre changes by ${each} (${from} to ${to}) for one ${unit}. Moved beyond the measurement: ${moved.join(', ') || 'no aspect'}.`;
}

function nameOf({ title, amount, unit }: Measured): string {
  return `${title}, ${formatSigned(amount)}${unit === '%' ? '' : ' '}${unit}`;
}

/** No digit finer than the interval supports. */
function pointsOf({ departure: { low, high } }: Measured): (value: number) => string {
  const step = supportedStep(low, high);
  return (value) => formatSigned(Math.round(value / step) * step);
}
