import { chartFigure } from '../chart-figure.js';
import { drawing, mark, placed } from '../drawing.js';
import { formatQuantity, formatSigned } from '../quantity.js';
import type { ScoreDocument } from '../score-document.js';

type Step = Extract<ScoreDocument['groove'], { readonly steps: unknown }>['steps'][number];

const size = { width: 380, height: 320 };
const centre = { x: 190, y: 160 };
const onGrid = 92;
/** From the grid to the innermost or outermost ring. */
const reach = 40;
const names = Array.from({ length: 16 }, (_, place) => `${Math.floor(place / 4) + 1}${['', 'e', '&', 'a'][place % 4]}`);

/** The sixteenths of the bar as a wheel: inside the ring is early, outside late, and the larger the dot the louder. */
export function grooveWheel({ groove }: ScoreDocument): string {
  const heading = 'Groove';
  const note =
    'The 16 positions of the bar, clockwise from the top. Inside the ring: early; outside: late. The larger the dot, the louder.';
  if ('missing' in groove) return chartFigure(heading, note, groove);
  const { bpm, steps } = groove;
  const lates = steps.flatMap((step) => (step === null ? [] : [Math.abs(step.lateMs)]));
  const rimMs = Math.max(10, 5 * Math.ceil(Math.max(...lates, 0) / 5));
  const ring = (ms: number) =>
    `<circle class="${ms === 0 ? 'grid strong' : 'grid'}" cx="${centre.x}" cy="${centre.y}" r="${radiusOf(ms, rimMs)}"/>`;
  const labels = names.map((name, place) => {
    const [x, y] = at(place, onGrid + reach + 15);
    return `<text class="${place % 4 === 0 ? 'label' : ''}" x="${x}" y="${y + 4}" text-anchor="middle">${name.replace('&', '&amp;')}</text>`;
  });
  const rims =
    `<text x="0" y="${size.height - 4}">inner ring: ${rimMs} ms early</text>` +
    `<text x="${size.width}" y="${size.height - 4}" text-anchor="end">outer: ${rimMs} ms late</text>`;
  const spokes = names.map((_, place) => {
    const [from, to] = [at(place, onGrid - reach), at(place, onGrid + reach)];
    return `<line class="grid" x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}"/>`;
  });
  const picture = drawing(
    {
      ...size,
      title: 'Early, late and loud, by the sixteenth of the bar',
      description: `At ${formatQuantity(bpm, 'BPM')}. ${steps.map((step, place) => sentenceOf(place, step)).join(' ')}`,
    },
    `<g aria-hidden="true">${spokes.join('')}${ring(-rimMs)}${ring(0)}${ring(rimMs)}${labels.join('')}${rims}` +
      `<text class="figure" x="${centre.x}" y="${centre.y + 4}" text-anchor="middle">${bpm.toFixed(1)}</text>` +
      `<text x="${centre.x}" y="${centre.y + 20}" text-anchor="middle">BPM</text></g>` +
      steps.map((step, place) => dotOf(place, step, rimMs)).join(''),
  );
  const rows = steps.map((step, place) => [
    names[place]!,
    step === null ? 'seldom played' : `${formatSigned(step.lateMs, 1)} ms`,
    step === null ? '–' : `${(100 * step.velocity).toFixed(0)}%`,
  ]);
  return chartFigure(heading, note, { picture, table: { head: ['Sixteenth', 'late', 'velocity'], rows } });
}

function dotOf(place: number, step: Step, rimMs: number): string {
  if (step === null) {
    const [x, y] = at(place, onGrid);
    return `<circle class="hollow" cx="${x}" cy="${y}" r="2"/>`;
  }
  const [fromX, fromY] = at(place, onGrid);
  const [x, y] = at(place, radiusOf(step.lateMs, rimMs));
  return mark(
    sentenceOf(place, step),
    `<line class="line b" x1="${fromX}" y1="${fromY}" x2="${x}" y2="${y}"/><circle class="dot b" cx="${x}" cy="${y}" r="${placed(3 + 6 * step.velocity)}"/>`,
  );
}

function sentenceOf(place: number, step: Step): string {
  if (step === null) return `${names[place]}: seldom played.`;
  const { lateMs, velocity } = step;
  const side =
    Math.abs(lateMs) < 0.05
      ? 'on the grid'
      : `${formatQuantity(Math.abs(lateMs), 'ms')} ${lateMs < 0 ? 'early' : 'late'}`;
  return `${names[place]}: ${side}, velocity ${(100 * velocity).toFixed(0)}% of the loudest.`;
}

function radiusOf(ms: number, rimMs: number): number {
  return placed(onGrid + (reach * ms) / rimMs);
}

function at(place: number, radius: number): readonly [x: number, y: number] {
  const angle = (place / 16) * 2 * Math.PI;
  return [placed(centre.x + radius * Math.sin(angle)), placed(centre.y - radius * Math.cos(angle))];
}
