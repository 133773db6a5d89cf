import type { Degree } from '../../analysers/pitch/fold-histogram.js';
import { chartFigure } from '../chart-figure.js';
import { mark } from '../drawing.js';
import { pathOf, plot } from '../plot.js';
import { formatSigned } from '../quantity.js';
import type { ScoreDocument } from '../score-document.js';

const notes = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
/** Degrees that hold less are drawn without words, and so are those nearer, in cents, to one that holds more: words would cross. */
const leastNamed = 0.04;
const leastApart = 80;

/** The octave in cents: how much sounds at each, and the degrees that stand out, with how far each is from its semitone. */
export function pitchHistogram({ pitches, labels }: ScoreDocument): string {
  const heading = 'Pitch';
  const words = [labels['pitch.key/key'], labels['pitch.temperament/temperament']].filter((word) => word !== undefined);
  const note = `The octave, cent by cent${words.length > 0 ? ` (${words.join('; ')})` : ''}. Strokes: the degrees found, and how many cents they lie from equal semitones at A = 440 Hz.`;
  if ('missing' in pitches) return chartFigure(heading, note, pitches);
  const { shares, degrees } = pitches;
  const width = 1200 / shares.length;
  const percent = shares.map((share) => 100 * share);
  const highest = Math.max(...percent);
  const named = namedDegrees(degrees);
  const picture = plot(
    {
      title: 'Pitch histogram, folded into one octave',
      description: degrees.length === 0 ? 'No degree stands out.' : degrees.map(sentenceOf).join(' '),
      x: {
        low: -50,
        high: 1150,
        label: 'pitch class, 100 cents apart',
        ticks: notes.map((_, semitone) => 100 * semitone),
        tickText: (cents) => notes[cents / 100]!,
      },
      y: { low: 0, high: 1.18 * highest, label: `% of what sounds, per ${width} cents` },
    },
    (x, y) => {
      const points = percent
        .map((share, bin) => [unwrapped((bin + 0.5) * width), share] as const)
        .sort(([a], [b]) => a - b)
        .map(([cents, share]) => [x(cents), y(share)] as const);
      const outline = pathOf([[x(-50), y(0)], ...points, [x(1150), y(0)]]);
      const strokes = degrees.map((degree) => {
        const across = x(unwrapped(degree.cents));
        const text = !named.has(degree)
          ? ''
          : `<text class="named" x="${across}" y="20" text-anchor="middle">${formatSigned(offsetOf(degree))}</text>`;
        return mark(
          sentenceOf(degree),
          `<line class="degree" x1="${across}" x2="${across}" y1="24" y2="${y(0)}"/><path class="dot b" d="M${across - 4} 24h8l-4 7Z"/>${text}`,
        );
      });
      return `<path class="area b" d="${outline}Z"/>${strokes.join('')}`;
    },
  );
  const rows = degrees.map((degree) => [
    nameOf(degree),
    `${degree.cents.toFixed(0)} cents`,
    `${formatSigned(offsetOf(degree), 1)} cents`,
    `${(100 * degree.share).toFixed(1)}%`,
    Number.isFinite(degree.spreadCents) ? `${degree.spreadCents.toFixed(1)} cents` : '–',
  ]);
  const head = ['Degree', 'above C', 'from its semitone', 'share', 'spread'];
  return chartFigure(heading, note, { picture, table: { head, rows } });
}

function namedDegrees(degrees: readonly Degree[]): ReadonlySet<Degree> {
  const named: Degree[] = [];
  for (const degree of [...degrees].sort((a, b) => b.share - a.share)) {
    const apart = named.map(({ cents }) => Math.abs(unwrapped(cents) - unwrapped(degree.cents)));
    if (degree.share >= leastNamed && apart.every((cents) => cents >= leastApart)) named.push(degree);
  }
  return new Set(named);
}

/** So that the C at the octave's edge is not torn: its lower half comes first. */
function unwrapped(cents: number): number {
  return cents >= 1150 ? cents - 1200 : cents;
}

function offsetOf({ cents }: Degree): number {
  return cents - 100 * Math.round(cents / 100);
}

function nameOf({ cents }: Degree): string {
  return notes[Math.round(cents / 100) % 12]!;
}

function sentenceOf(degree: Degree): string {
  return `${nameOf(degree)} ${formatSigned(offsetOf(degree))} cents: ${(100 * degree.share).toFixed(0)}% of what sounds.`;
}
