import { aspects as allAspects, type Unit } from '../analysis/analyser.js';
import type { TrackScore } from '../catalogue/scorer.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { Contribution } from '../scoring/contributions.js';
import type { Estimate } from '../scoring/resample.js';
import type { Score } from '../scoring/score.js';
import { printable } from './printable.js';
import { formatNumber, formatQuantity } from './quantity.js';
import { referencesText } from './references-text.js';
import { distinctive, genreText, intervalOf, maskedText, meaning, toldOf, typical } from './score-words.js';
import { spectrumLines } from './spectrum-lines.js';
import type { Style } from './style.js';
import { timelineLines } from './timeline-lines.js';

const barCells = 31;
const nameWidth = 34;

/** A score as a producer reads it: the departure with its interval, each aspect, what is ordinary, what sets it apart. */
export function scoreSummary(
  name: string,
  compared: readonly string[],
  score: Score & Partial<Pick<TrackScore, 'timeline' | 'spectrum'>>,
  features: readonly Pick<RegisteredFeature, 'id' | 'aspect' | 'coordinate'>[],
  style: Style,
): string {
  const { profile, departure, aspects, contributions, crowding, coverage, n, provisional } = score;
  const coordinates = new Set(features.filter(({ coordinate }) => coordinate).map(({ id }) => id));
  const traits = contributions.filter(({ id }) => !coordinates.has(id));
  const apart = distinctive(traits);
  const ordinary = typical(traits, apart);
  const undiagnosed = aspects.filter(({ diagnoses }) => diagnoses === false).map(({ aspect }) => aspect);
  const lines = [
    style.strong(printable(name)),
    ...compared.map((line) => style.faint(printable(line))),
    '',
    `${style.strong(`Departure from ${printable(profile.title)}`.padEnd(nameWidth))}${estimate(departure, style)}`,
    `${' '.repeat(nameWidth)}${style.faint(meaning(departure, profile.title))}`,
    '',
    ...aspects.map(({ aspect, departure: own, share }) => {
      const part = style.faint(`${(100 * share).toFixed(0)}% of the departure`);
      return `  ${aspect.padEnd(nameWidth - 2)}${estimate(own, style)}  ${part}`;
    }),
    '',
    style.strong('What sets it apart'),
    ...(apart.length > 0
      ? contributionLines(apart, style)
      : ['  nothing measured lies far from the middle of its genre']),
    '',
    style.strong('What makes it ordinary'),
    ...(ordinary.length > 0
      ? contributionLines(ordinary, style)
      : ['  nothing measured lies near the middle of its genre']),
    '',
    ...spectrumLines(score.spectrum ?? [], style),
    `${'Crowding'.padEnd(nameWidth)}${estimate(crowding, style)}  ${style.faint('100: its nearest neighbours are very near')}`,
    `${'Genre'.padEnd(nameWidth)}${genreText(score)}`,
    ...timelineLines(score.timeline ?? [], style),
    '',
    style.faint(
      `n = ${referencesText(n)}; ` +
        `coverage ${coverage.scored} of ${coverage.expected} features; intervals 95 %${provisional ? '; provisional: few references' : ''}`,
    ),
  ];
  lines.push(...absentLines(score, features, style));
  if (coverage.masked.length > 0) lines.push(style.faint(`not compared: ${maskedText(score)}`));
  if (undiagnosed.length > 0)
    lines.push(
      style.faint(
        `${undiagnosed.join(', ')}: no better than chance at telling this genre from the others; weighed like the rest`,
      ),
    );
  return `${lines.join('\n')}\n`;
}

/** The aspects that are not compared: of some the recording has too little, of others the profile. */
function absentLines(
  { aspects, coverage }: Score,
  features: readonly Pick<RegisteredFeature, 'id' | 'aspect'>[],
  style: Style,
): readonly string[] {
  const masked = new Set(coverage.masked.map(({ id }) => id));
  const unmeasured = new Set(features.filter(({ id }) => masked.has(id)).map(({ aspect }) => aspect));
  const absent = allAspects.filter((aspect) => !aspects.some((own) => own.aspect === aspect));
  const line = (of: readonly string[], why: string) =>
    of.length > 0 ? [style.faint(`no ${of.join(', no ')}: ${why}`)] : [];
  return [
    ...line(
      absent.filter((aspect) => unmeasured.has(aspect)),
      'too little of it could be measured',
    ),
    ...line(
      absent.filter((aspect) => !unmeasured.has(aspect)),
      'the profile scores too little of it',
    ),
  ];
}

/** ' 37  [12–61]  ······├────●─────┤·······', no digit finer than the interval supports, and the interval rounded outwards. */
function estimate(percentile: Estimate, style: Style): string {
  const { value, low, high } = toldOf(percentile);
  const cell = (number: number) => Math.round((number / 100) * (barCells - 1));
  const cells = Array.from<unknown, string>({ length: barCells }, (_, i) =>
    i < cell(low) || i > cell(high) ? '·' : '─',
  );
  cells[cell(low)] = '├';
  cells[cell(high)] = '┤';
  cells[cell(value)] = '●';
  const interval = `[${intervalOf(percentile)}]`.padEnd(9);
  return `${style.strong(String(value).padStart(3))} ${interval} ${style.heading(cells.join(''))}`;
}

/** '  Spectral centroid   2310 Hz   brighter   genre 1650, mostly 1100 to 2400   12%', in columns as wide as they need be. */
function contributionLines(contributions: readonly Contribution[], style: Style): readonly string[] {
  const rows = contributions.map(({ title, value, unit, median, band, direction, z, share }) => {
    const number = (quantity: number) => formatNumber(quantity, unit as Unit);
    return {
      title: printable(title),
      value: formatQuantity(value, unit as Unit),
      side: z !== null && Math.abs(z) >= 1 ? direction : '',
      genre:
        median === null || band === null
          ? ''
          : `genre ${number(median)}, mostly ${number(band[0])} to ${number(band[1])}`,
      part: share >= 0.005 ? `${(100 * share).toFixed(0)}%` : '',
    };
  });
  const titleWidth = Math.max(nameWidth - 2, ...rows.map(({ title }) => title.length + 2));
  const width = (key: keyof (typeof rows)[number]) => Math.max(...rows.map((row) => row[key].length));
  return rows.map(({ title, value, side, genre, part }) =>
    [
      `  ${title.padEnd(titleWidth)}${value.padEnd(width('value'))}`,
      side.padEnd(width('side')),
      style.faint(genre.padEnd(width('genre'))),
      part,
    ]
      .filter((cell) => cell !== '')
      .join('  ')
      .trimEnd(),
  );
}
