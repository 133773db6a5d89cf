import { drawing, type Picture, placed } from './drawing.js';
import { escapeMarkup } from './escape-markup.js';

/** Where numbers lie on an axis. */
export type Axis = {
  readonly low: number;
  readonly high: number;
  readonly label: string;
  /** Numbers that are written beside it; round ones unless told. */
  readonly ticks?: readonly number[];
  /** How they are written. */
  readonly tickText?: (tick: number) => string;
  readonly logarithmic?: boolean;
};

export type PlotFrame = Picture & {
  readonly x: Axis;
  readonly y: Axis;
  readonly height?: number;
  /** One unit is as long on either axis. */
  readonly square?: boolean;
  /** Words at the y axis instead of numbers, by place. */
  readonly rows?: readonly string[];
};

const width = 380;
const usualHeight = 260;
const margin = { left: 46, right: 10, top: 10, bottom: 40 };
/** Of a letter beside the y axis, about. */
const letterWidth = 6.4;

/** An SVG plot: axes and a faint grid, and what `draw` makes of the two scales. */
export function plot(
  { title, description, x, y, height = usualHeight, square = false, rows }: PlotFrame,
  draw: (x: (value: number) => number, y: (value: number) => number) => string,
): string {
  const left = rows === undefined ? margin.left : 14 + letterWidth * Math.max(...rows.map((row) => row.length));
  const inner = { width: width - left - margin.right, height: height - margin.top - margin.bottom };
  const [across, up] = square ? evened(x, y, inner.width / inner.height) : [x, y];
  const placeX = (value: number) => placed(left + inner.width * share(across, value));
  const placeY = (value: number) => placed(margin.top + inner.height * (1 - share(up, value)));
  const bottom = margin.top + inner.height;
  const grid = [
    ...ticksOf(across).map(
      (tick) =>
        `<line class="grid" x1="${placeX(tick)}" x2="${placeX(tick)}" y1="${margin.top}" y2="${bottom}"/>` +
        `<text x="${placeX(tick)}" y="${bottom + 16}" text-anchor="middle">${escapeMarkup(textOf(across, tick))}</text>`,
    ),
    ...(rows === undefined ? ticksOf(up) : []).map(
      (tick) =>
        `<line class="grid" x1="${left}" x2="${left + inner.width}" y1="${placeY(tick)}" y2="${placeY(tick)}"/>` +
        `<text x="${left - 6}" y="${placeY(tick) + 4}" text-anchor="end">${escapeMarkup(textOf(up, tick))}</text>`,
    ),
    ...(rows ?? []).map(
      (row, place) => `<text x="${left - 8}" y="${placeY(place) + 4}" text-anchor="end">${escapeMarkup(row)}</text>`,
    ),
  ];
  const middle = margin.top + inner.height / 2;
  const axes =
    `<g aria-hidden="true">${grid.join('')}` +
    `<text class="label" x="${left + inner.width / 2}" y="${height - 6}" text-anchor="middle">${escapeMarkup(across.label)}</text>` +
    (rows === undefined
      ? `<text class="label" x="12" y="${middle}" text-anchor="middle" transform="rotate(-90 12 ${middle})">${escapeMarkup(up.label)}</text>`
      : '') +
    '</g>';
  return drawing({ title, description, width, height }, axes + draw(placeX, placeY));
}

/** The points as the `points` or `d` of a line. */
export function pathOf(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** The lowest and highest of some numbers, with a twentieth of room on either side. */
export function domainOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) / 20;
  return { low: low - room, high: high + room };
}

function share({ low, high, logarithmic }: Axis, value: number): number {
  return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

function evened(x: Axis, y: Axis, shape: number): [Axis, Axis] {
  const perUnit = Math.max((x.high - x.low) / shape, y.high - y.low);
  const widened = (axis: Axis, length: number): Axis => {
    const middle = (axis.low + axis.high) / 2;
    return { ...axis, low: middle - length / 2, high: middle + length / 2 };
  };
  return [widened(x, perUnit * shape), widened(y, perUnit)];
}

/** Round numbers, some five of them. */
function ticksOf({ low, high, ticks }: Axis): readonly number[] {
  if (ticks !== undefined) return ticks.filter((tick) => tick >= low && tick <= high);
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, i) => (first + i) * step);
}

function textOf({ tickText }: Axis, value: number): string {
  return tickText?.(value) ?? String(Number(value.toPrecision(4))).replace('-', '−');
}
