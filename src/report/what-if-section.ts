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
  return `<section>
<h2>What would move it</h2>
<p class="note">Each change was rendered on the excerpt and measured again, in points of departure with 95 % intervals. Left of the stroke: towards the average; right: away. Neither side is the better one.</p>
<ul class="rows changes">${measured.map((change) => changeRow(change, reach)).join('\n')}</ul>
${[...absent].map(([reason, titles]) => `<p class="faint">Unavailable: ${escapeMarkup([...new Set(titles)].join(', '))}: ${escapeMarkup(reason)}</p>`).join('\n')}
</section>`;
}

function changeRow(
  { title, amount, unit, departure, distancePerUnit, side, aspects }: Measured,
  reach: number,
): string {
  const step = supportedStep(departure.low, departure.high);
  const points = (value: number) => formatSigned(Math.round(value / step) * step);
  const name = `${title}, ${formatSigned(amount)}${unit === '%' ? '' : ' '}${unit}`;
  const moved = aspects.filter(({ beyondMeasurement }) => beyondMeasurement).map(({ aspect }) => aspect);
  const words = side === 'neither' ? 'neither way for sure' : side === 'away' ? 'away from the average' : side;
  const each = [distancePerUnit.value, distancePerUnit.low, distancePerUnit.high].map((value) =>
    formatSigned(value, 3),
  );
  const sentence = `${name}: ${points(departure.value)} points of departure (95 %: ${points(departure.low)} to ${points(departure.high)}), ${words}. The distance from the centre changes by ${each[0]} (${each[1]} to ${each[2]}) for one ${unit}. Moved beyond the measurement: ${moved.join(', ') || 'no aspect'}.`;
  return `<li><span>${escapeMarkup(name)}<br><small>${words}</small></span><span class="bar">${changeBar(name, departure, reach)}</span><span class="value says" tabindex="0" data-says="${escapeMarkup(sentence)}"><b>${points(departure.value)}</b> <small>[${points(departure.low)} to ${points(departure.high)}]</small></span></li>`;
}
