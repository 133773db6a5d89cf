import { supportedStep } from '../scoring/resample.js';
import type { WhatIf } from '../whatif/try-changes.js';
import { printable } from './printable.js';
import { formatSigned } from './quantity.js';
import type { Style } from './style.js';

const nameWidth = 44;

/** What each change of the bank does to the excerpt: towards the average, away from it, or neither for sure. */
export function whatIfLines(changes: readonly WhatIf[], style: Style): string[] {
  const measured = changes.flatMap((change) => ('unavailable' in change ? [] : [change]));
  const absent = new Map<string, string[]>();
  for (const change of changes)
    if ('unavailable' in change) absent.set(change.unavailable, [...(absent.get(change.unavailable) ?? []), change.id]);
  const lines = [
    style.strong(`${'What would move it'.padEnd(nameWidth)} points of departure    distance for one unit`),
    style.faint('  each was rendered on the excerpt and measured; neither side is the better one'),
  ];
  for (const side of ['towards the average', 'away', 'neither'] as const) {
    const own = measured.filter((change) => change.side === side);
    if (own.length === 0) continue;
    lines.push(`  ${side === 'neither' ? 'neither way for sure' : side === 'away' ? 'away from the average' : side}`);
    lines.push(...own.map((change) => line(change, style)));
  }
  for (const [reason, ids] of absent)
    lines.push(style.faint(`  unavailable: ${[...new Set(ids)].join(', ')}: ${printable(reason)}`));
  return lines;
}

/** '    Width: level of the sides, +3 dB    −10 [−20 to 0]   −0.012 [−0.020 to −0.004] / dB   timbre'. */
function line(change: Exclude<WhatIf, { readonly unavailable: string }>, style: Style): string {
  const { title, amount, unit, departure, distancePerUnit, aspects } = change;
  const step = supportedStep(departure.low, departure.high);
  const points = (value: number) => formatSigned(Math.round(value / step) * step);
  const finer = ({ value, low, high }: typeof distancePerUnit) => {
    const [middle, from, to] = [value, low, high].map((number) => formatSigned(number, 3));
    return `${middle} [${from} to ${to}]`;
  };
  const moved = aspects.filter(({ beyondMeasurement }) => beyondMeasurement).map(({ aspect }) => aspect);
  return [
    `    ${title}, ${formatSigned(amount)}${unit === '%' ? '' : ' '}${unit}`.padEnd(nameWidth),
    style.strong(points(departure.value).padStart(4)),
    `[${points(departure.low)} to ${points(departure.high)}]`.padEnd(14),
    `${finer(distancePerUnit)} / ${unit}`.padEnd(36),
    style.faint(moved.slice(0, 2).join(', ')),
  ]
    .join(' ')
    .trimEnd();
}
