import { chartFigure } from '../chart-figure.js';
import { mark } from '../drawing.js';
import { pathOf, plot } from '../plot.js';
import { formatQuantity, formatSigned } from '../quantity.js';
import type { ScoreDocument } from '../score-document.js';

type Band = NonNullable<ScoreDocument['spectrum']>[number];

/** The average spectrum in third octaves on the band where nine in ten of the genre lie. */
export function thirdOctaveRibbon({ spectrum, references: { title } }: ScoreDocument): string {
  const heading = 'Tone';
  const note = `The average spectrum in third octaves, dB re the whole. Ribbon: where nine in ten of ${title}'s references lie; dashes: their median; dots: this recording.`;
  const heard = (spectrum ?? []).filter(({ decibels }) => decibels !== null);
  if (heard.length === 0) return chartFigure(heading, note, { missing: 'the spectrum was not measured' });
  const known = heard.filter((band): band is Known => band.median !== null && band.low !== null && band.high !== null);
  const levels = [...heard.map(({ decibels }) => decibels!), ...known.flatMap(({ low, high }) => [low, high])];
  const lowest = Math.max(-70, Math.min(...levels));
  const outside = known.filter(({ decibels, low, high }) => decibels! < low || decibels! > high);
  const picture = plot(
    {
      title: 'Average spectrum in third octaves',
      description:
        outside.length === 0
          ? 'All bands lie within the ribbon.'
          : `Outside the ribbon: ${outside.map(sentenceOf).join(' ')}`,
      x: {
        low: heard[0]!.centreHz / 1.12,
        high: heard.at(-1)!.centreHz * 1.12,
        label: 'frequency, Hz',
        logarithmic: true,
        ticks: [31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000],
        tickText: hertzText,
      },
      y: { low: lowest - 2, high: Math.max(...levels) + 2, label: 'dB re the whole' },
    },
    (x, y) => {
      const along = (bands: readonly Band[], level: (band: Band) => number) =>
        bands.map((band) => [x(band.centreHz), y(Math.max(lowest - 2, level(band)))] as const);
      const ribbon = [...along(known, ({ high }) => high!), ...along(known, ({ low }) => low!).reverse()];
      const dots = heard.map((band) => {
        const [[across, up]] = along([band], ({ decibels }) => decibels!) as [readonly [number, number]];
        const shape = outside.includes(band as Known)
          ? `<path class="dot b" d="M${across} ${up - 5}l5 5l-5 5l-5 -5Z"/>`
          : `<circle class="dot b" cx="${across}" cy="${up}" r="2.6"/>`;
        return mark(sentenceOf(band), shape);
      });
      return (
        (known.length > 1
          ? `<path class="band a" d="${pathOf(ribbon)}Z"/><path class="line a dashed" d="${pathOf(along(known, ({ median }) => median!))}"/>`
          : '') + `<path class="line b" d="${pathOf(along(heard, ({ decibels }) => decibels!))}"/>${dots.join('')}`
      );
    },
  );
  const text = (level: number | null) => (level === null ? '–' : formatQuantity(level, 'dB'));
  const rows = heard.map(({ centreHz, decibels, median, low, high }) => [
    formatQuantity(centreHz, 'Hz'),
    ...[decibels, median, low, high].map(text),
  ]);
  const head = ['Third octave', 'this recording', 'median', '5th percentile', '95th percentile'];
  return chartFigure(heading, note, { picture, table: { head, rows } });
}

type Known = Band & { readonly median: number; readonly low: number; readonly high: number };

function sentenceOf({ centreHz, decibels, median }: Band): string {
  const level = `${formatQuantity(centreHz, 'Hz')}: ${formatQuantity(decibels!, 'dB')}`;
  return median === null ? `${level}.` : `${level}, ${formatSigned(decibels! - median, 1)} dB from the median.`;
}

function hertzText(hertz: number): string {
  return hertz < 1000 ? String(hertz) : `${hertz / 1000}k`;
}
