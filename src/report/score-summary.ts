import { highestHz, wholeBandHz } from '../analysers/timbre/spectral-frames.js';
import { aspects as allAspects, type Unit } from '../analysis/analyser.js';
import type { TrackScore } from '../catalogue/scorer.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import type { RegisteredFeature } from '../features/registry.js';
import type { Contribution } from '../scoring/contributions.js';
import type { Estimate } from '../scoring/resample.js';
import type { Score } from '../scoring/score.js';
import { channelWord } from './analysis-summary.js';
import { printable } from './printable.js';
import { formatClock, formatNumber, formatQuantity } from './quantity.js';
import { spectrumLines } from './spectrum-lines.js';
import type { Style } from './style.js';
import { timelineLines } from './timeline-lines.js';

const barCells = 31;
const mostApart = 6;
const mostOrdinary = 4;
const nameWidth = 34;

/** What was compared of a recording, a line each: 'Ogg, 44100 Hz, stereo, 0:24; compared: 0:00–0:24', and its bandwidth. */
export function comparedText(analysis: TrackAnalysis, { excerpt, seconds }: TrackScore): readonly string[] {
  const { format } = analysis;
  const span = `${formatClock(excerpt.startSeconds)}–${formatClock(excerpt.startSeconds + excerpt.seconds)}`;
  return [
    `${format.container}, ${format.sampleRate} Hz, ${channelWord(format.channelCount)}, ${formatClock(seconds)}; compared: ${span}`,
    ...bandwidthText(analysis),
  ];
}

/** Timbre looks no higher than what lossy references have: said, since a recording may reach higher, or not so far. */
function bandwidthText({ excerpts, headline }: TrackAnalysis): readonly string[] {
  const cutoff = excerpts[headline]?.values['timbre.bandwidth/cutoff.value'];
  if (cutoff === undefined) return [];
  const kilohertz = (hertz: number) => `${hertz / 1000} kHz`;
  const reach = `timbre is compared up to ${kilohertz(highestHz)}; the recording reaches ${kilohertz(cutoff)}`;
  if (cutoff < wholeBandHz) return [`${reach}: what needs more is compared only with a genre that ends there too`];
  return [cutoff < highestHz ? `${reach}: what is missing above counts as its timbre` : reach];
}

/** A score as a producer reads it: the departure with its interval, each aspect, what is ordinary, what sets it apart. */
export function scoreSummary(
  name: string,
  compared: readonly string[],
  score: Score & Partial<Pick<TrackScore, 'timeline' | 'spectrum'>>,
  features: readonly Pick<RegisteredFeature, 'id' | 'coordinate'>[],
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
      `n = ${n.references} references by ${n.artists} artists${n.leftOut > 0 ? `, without ${n.leftOut} by its own artist` : ''}; ` +
        `coverage ${coverage.scored} of ${coverage.expected} features; intervals 95 %${provisional ? '; provisional: few references' : ''}`,
    ),
  ];
  const absent = allAspects.filter((aspect) => !aspects.some((own) => own.aspect === aspect));
  if (absent.length > 0) lines.push(style.faint(`no ${absent.join(', no ')}: too little of it could be measured`));
  if (coverage.masked.length > 0) lines.push(style.faint(`not compared: ${maskedText(score)}`));
  if (undiagnosed.length > 0)
    lines.push(
      style.faint(
        `${undiagnosed.join(', ')}: no better than chance at telling this genre from the others; weighed like the rest`,
      ),
    );
  return `${lines.join('\n')}\n`;
}

/** ' 37  [12–61]  ······├────●─────┤·······', no digit finer than the interval supports, and the interval rounded outwards. */
function estimate({ value, low, high, step }: Estimate, style: Style): string {
  const cell = (number: number) => Math.round((Math.max(0, Math.min(100, number)) / 100) * (barCells - 1));
  const cells = Array.from<unknown, string>({ length: barCells }, (_, i) =>
    i < cell(low) || i > cell(high) ? '·' : '─',
  );
  cells[cell(low)] = '├';
  cells[cell(high)] = '┤';
  cells[cell(value)] = '●';
  const interval = `[${Math.floor(low / step) * step}–${Math.ceil(high / step) * step}]`.padEnd(9);
  return `${style.strong(String(Math.round(value / step) * step).padStart(3))} ${interval} ${style.heading(cells.join(''))}`;
}

function meaning({ value, step }: Estimate, title: string): string {
  const rounded = Math.round(value / step) * step;
  const nearer = rounded <= 0 ? `fewer than ${step}` : rounded >= 100 ? `more than ${100 - step}` : String(rounded);
  const zone = value <= 10 ? 'the generic zone' : value >= 90 ? 'distinctive' : 'within the ordinary';
  return `${nearer} of 100 ${printable(title)} tracks lie nearer their average: ${zone}`;
}

/** The largest contributions, at most two of one analyser, so that one trait is not told six times. */
function distinctive(contributions: readonly Contribution[]): readonly Contribution[] {
  const told = new Map<string, number>();
  const chosen: Contribution[] = [];
  for (const contribution of contributions) {
    const analyser = contribution.id.slice(0, contribution.id.indexOf('/'));
    const times = told.get(analyser) ?? 0;
    if (chosen.length === mostApart) break;
    if (times === 2 || Math.abs(contribution.z ?? 1) < 1) continue;
    told.set(analyser, times + 1);
    chosen.push(contribution);
  }
  return chosen;
}

/** The features nearest their genre's median, one an aspect. */
function typical(contributions: readonly Contribution[], apart: readonly Contribution[]): readonly Contribution[] {
  const nearest = contributions
    .filter(
      (contribution) => contribution.z !== null && Math.abs(contribution.z) < 0.5 && !apart.includes(contribution),
    )
    .sort((a, b) => Math.abs(a.z!) - Math.abs(b.z!));
  return nearest
    .filter(({ aspect }, i) => nearest.findIndex((other) => other.aspect === aspect) === i)
    .slice(0, mostOrdinary);
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
  const width = (key: keyof (typeof rows)[number]) => Math.max(...rows.map((row) => row[key].length));
  return rows.map(({ title, value, side, genre, part }) =>
    [
      `  ${title.padEnd(nameWidth - 2)}${value.padEnd(width('value'))}`,
      side.padEnd(width('side')),
      style.faint(genre.padEnd(width('genre'))),
      part,
    ]
      .filter((cell) => cell !== '')
      .join('  ')
      .trimEnd(),
  );
}

function genreText({ genres, belonging }: Score): string {
  const verdict = (names: readonly string[]) => names.map(printable).join(', ');
  if (belonging.every(({ belongingProbability }) => belongingProbability === null))
    return 'not told: there is no other genre to compare with';
  if (genres.in.length > 0)
    return `could be ${verdict(genres.in)}${genres.undecided.length > 0 ? `; undecided: ${verdict(genres.undecided)}` : ''}`;
  if (genres.undecided.length > 0) return `undecided: ${verdict(genres.undecided)} (too few references)`;
  return `unlike every reference that is loaded (nearest: ${printable(belonging[0]?.genre ?? 'none')})`;
}

/** Each reason once, with how many features it takes out. */
function maskedText({ coverage }: Score): string {
  const reasons = new Map<string, number>();
  for (const { reason } of coverage.masked) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(([reason, count]) => `${printable(reason)} (${count})`).join('; ');
}
