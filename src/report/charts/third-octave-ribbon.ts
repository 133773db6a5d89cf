import { wholeBandHz } from '../../analysers/needed-bands.js';
import type { SpectrumBand } from '../../scoring/spectrum-ribbon.js';
import { chartFigure } from '../chart-figure.js';
import { mark } from '../drawing.js';
import { pathOf, plot } from '../plot.js';
import { formatQuantity, formatSigned } from '../quantity.js';
import type { ScoreDocument } from '../score-document.js';

/** Levels further below the whole are drawn at the edge. */
const lowestDrawn = -72;

/** The average spectrum in third octaves on the band where nine in ten of the genre lie. */
export function thirdOctaveRibbon({ spectrum, bandwidthHz, references: { title } }: ScoreDocument): string {
  const heading = 'Tone';
  // what a narrow recording lacks is not compared either
  const ends = bandwidthHz !== null && bandwidthHz < wholeBandHz;
  const own = ends ? spectrum.filter(({ centreHz }) => centreHz <= bandwidthHz) : spectrum;
  const note = `The average spectrum in third octaves, dB re the whole. Ribbon: nine in ten of ${title}'s references; dashes: their median; dots: this recording, diamonds where it leaves the ribbon.${ends ? ' It ends before the others do: what it lacks is not drawn.' : ''}`;
  if (spectrum.length < 2)
    return chartFigure(heading, note, { missing: 'the recording or the profile has no spectrum of this version' });
  const levels = [...spectrum.flatMap(({ low, high }) => [low, high]), ...own.map(({ decibels }) => decibels)];
  const lowest = Math.max(lowestDrawn, Math.min(...levels) - 2);
  const outside = own.filter(({ decibels, low, high }) => decibels < low || decibels > high);
  const picture = plot(
    {
      title: 'Average spectrum in third octaves',
      description:
        outside.length === 0
          ? 'All bands lie within the ribbon.'
          : `Outside the ribbon: ${outside.map(sentenceOf).join(' ')}`,
      x: {
        low: spectrum[0]!.centreHz / 1.12,
        high: spectrum.at(-1)!.centreHz * 1.12,
        label: 'frequency, Hz',
        logarithmic: true,
        ticks: [31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000],
        tickText: (hertz) => (hertz < 1000 ? String(hertz) : `${hertz / 1000}k`),
      },
      y: { low: lowest, high: Math.max(...levels) + 2, label: 'dB re the whole' },
    },
    (x, y) => {
      const along = (level: (band: SpectrumBand) => number, bands = spectrum) =>
        bands.map((band) => [x(band.centreHz), y(Math.max(lowest, level(band)))] as const);
      const mix = along(({ decibels }) => decibels, own);
      const dots = own.map((band, place) => {
        const [across, up] = mix[place]!;
        const shape = outside.includes(band)
          ? `<path class="dot b" d="M${across} ${up - 5}l5 5l-5 5l-5 -5Z"/>`
          : `<circle class="dot b" cx="${across}" cy="${up}" r="3"/>`;
        return mark(sentenceOf(band), shape);
      });
      return (
        `<path class="band a" d="${pathOf([...along(({ high }) => high), ...along(({ low }) => low).reverse()])}Z"/>` +
        `<path class="line a dashed" d="${pathOf(along(({ median }) => median))}"/>` +
        `<path class="line b" d="${pathOf(mix)}"/>${dots.join('')}`
      );
    },
  );
  const rows = spectrum.map(({ centreHz, decibels, median, low, high }) => [
    hertzText(centreHz),
    ...[decibels, median, low, high].map((level) => formatQuantity(level, 'dB')),
  ]);
  const head = ['Third octave', 'this recording', 'median', '5th percentile', '95th percentile'];
  return chartFigure(heading, note, { picture, table: { head, rows } });
}

function sentenceOf({ centreHz, decibels, median, low, high }: SpectrumBand): string {
  const [from, to] = [low, high].map((level) => formatQuantity(level, 'dB'));
  return `${hertzText(centreHz)}: ${formatQuantity(decibels, 'dB')}, ${formatSigned(decibels - median, 1)} dB from the median; nine in ten lie from ${from} to ${to}.`;
}

/** The nominal centre, '31.5 Hz'. */
function hertzText(hertz: number): string {
  return `${hertz} Hz`;
}
