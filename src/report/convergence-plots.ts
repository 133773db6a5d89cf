import type { Convergence } from '../convergence/compare-sets.js';
import type { Point, Portrait } from '../convergence/portrait.js';
import { type StatisticName, statisticNames } from '../convergence/set-statistics.js';
import type { SpreadTrend } from '../convergence/trend.js';
import { intervalText, statisticTitles } from './convergence-summary.js';
import { domainOf, pathOf, plot } from './plot.js';

const sides = ['a', 'b'] as const;
const mostComponents = 15;

/** The tracks of both sets in two components, each set with its ellipse of one standard deviation. */
export function scatterPlot({ points, explained }: Portrait): string {
  const all = [...points.a, ...points.b];
  const percent = (share: number) => `${(100 * share).toFixed(0)} % of the variance`;
  return plot(
    {
      title: 'Tracks of both sets in the first two principal components',
      description: 'Rings are tracks of A, filled dots tracks of B; the ellipses hold one standard deviation of each.',
      x: { ...domainOf(all.map(([x]) => x)), label: `first component, ${percent(explained[0])}` },
      y: { ...domainOf(all.map(([, y]) => y)), label: `second, ${percent(explained[1])}` },
      height: 360,
      square: true,
    },
    (x, y) =>
      sides
        .map((side) => {
          const dots = points[side].map(([across, up]) => `<circle cx="${x(across)}" cy="${y(up)}" r="3.5"/>`);
          const ellipse = ellipseOf(points[side]).map(([across, up]) => [x(across), y(up)] as const);
          return `<g class="dots ${side}">${dots.join('')}</g><path class="line ${side}" d="${pathOf(ellipse)}Z"/>`;
        })
        .join(''),
  );
}

/** Points of the ellipse of one standard deviation. */
function ellipseOf(points: readonly Point[]): Point[] {
  const n = points.length;
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point) / n, 0);
  const [middleX, middleY] = [mean(([x]) => x), mean(([, y]) => y)];
  const xx = mean(([x]) => (x - middleX) ** 2);
  const yy = mean(([, y]) => (y - middleY) ** 2);
  const xy = mean(([x, y]) => (x - middleX) * (y - middleY));
  // Cholesky's factor turns a circle into it
  const first = Math.sqrt(xx);
  const below = first > 0 ? xy / first : 0;
  const second = Math.sqrt(Math.max(0, yy - below * below));
  return Array.from({ length: 64 }, (_, i): Point => {
    const [cosine, sine] = [Math.cos((i / 32) * Math.PI), Math.sin((i / 32) * Math.PI)];
    return [middleX + first * cosine, middleY + below * cosine + second * sine];
  });
}

/** Eigenvalues of either covariance. */
export function spectrumPlot({ spectrum }: Convergence): string {
  const shown = { a: spectrum.a.slice(0, mostComponents), b: spectrum.b.slice(0, mostComponents) };
  return plot(
    {
      title: 'Variance along each principal component of either set',
      description: `B's first component holds ${spectrum.b[0]!.toFixed(2)} of variance per feature, A's ${spectrum.a[0]!.toFixed(2)}.`,
      x: { low: 0.5, high: shown.a.length + 0.5, label: 'component of the set itself' },
      y: { low: 0, high: 1.05 * Math.max(...shown.a, ...shown.b), label: 'variance, per feature' },
    },
    (x, y) =>
      sides
        .map((side) => {
          const points = shown[side].map((value, place) => [x(place + 1), y(value)] as const);
          const dots = points.map(([across, up]) => `<circle cx="${across}" cy="${up}" r="3"/>`);
          return `<path class="line ${side}" d="${pathOf(points)}"/><g class="dots ${side}">${dots.join('')}</g>`;
        })
        .join(''),
  );
}

/** Share of tracks whose nearest neighbour lies within each distance. */
export function nearestPlot({ nearest }: Portrait): string {
  const highest = Math.max(...nearest.a, ...nearest.b);
  return plot(
    {
      title: 'Share of tracks whose nearest neighbour by another artist lies within a distance',
      description: 'Two rising stairs, one a set; that of near-copies rises first.',
      x: { low: 0, high: 1.05 * highest, label: 'distance to the nearest track by another artist, deviations' },
      y: { low: 0, high: 1, label: 'share of tracks' },
    },
    (x, y) =>
      sides
        .map((side) => {
          const n = nearest[side].length;
          const steps = nearest[side].flatMap((distance, i) => [
            [x(distance), y(i / n)] as const,
            [x(distance), y((i + 1) / n)] as const,
          ]);
          const path = pathOf([[x(0), y(0)], ...steps, [x(1.05 * highest), y(1)]]);
          return `<path class="line ${side}" d="${path}"/>`;
        })
        .join(''),
  );
}

/** Every ratio with its interval, beside 1. */
export function ratioPlot({ statistics }: Convergence): string {
  const names: readonly StatisticName[] = [...statisticNames].reverse();
  const bounds = names.flatMap((name) => [statistics[name].ratio.low, statistics[name].ratio.high]);
  return plot(
    {
      title: 'Ratios of the statistics, B over A, with 95 % intervals',
      description: names
        .map((name) => `${statisticTitles[name][0]}: ${intervalText(statistics[name].ratio)}.`)
        .join(' '),
      x: {
        low: 0.9 * Math.min(0.5, ...bounds),
        high: 1.1 * Math.max(2, ...bounds),
        label: 'B over A (below 1: B is narrower)',
        ticks: [0.1, 0.2, 0.5, 1, 2, 5, 10],
        logarithmic: true,
      },
      y: { low: -0.6, high: names.length - 0.4, label: '' },
      height: 220,
      rows: names.map((name) => statisticTitles[name][0]),
    },
    (x, y) =>
      `<line class="zero" x1="${x(1)}" x2="${x(1)}" y1="${y(-0.6)}" y2="${y(names.length - 0.4)}"/>` +
      names
        .map((name, place) => {
          const { value, low, high } = statistics[name].ratio;
          return (
            `<line class="line b" x1="${x(low)}" x2="${x(high)}" y1="${y(place)}" y2="${y(place)}"/>` +
            `<circle class="dot b" cx="${x(value)}" cy="${y(place)}" r="4.5"/>`
          );
        })
        .join(''),
  );
}

/** A statistic by year with its Theil–Sen line and the band of resampled ones. */
export function trendPlot(
  times: readonly number[],
  values: readonly number[],
  { statistic, trend }: SpreadTrend,
  changes: readonly number[],
): string {
  const title = statisticTitles[statistic][0];
  const band = trend.line.map(({ value, low, high }) => [value, low, high].map(Math.exp));
  return plot(
    {
      title: `${title} by year`,
      description: times.map((time, i) => `${time}: ${values[i]!.toFixed(2)}.`).join(' '),
      x: { ...domainOf(times), label: 'year' },
      y: { ...domainOf([...values, ...band.flat()]), label: title },
      height: 240,
    },
    (x, y) => {
      const along = (which: number) => times.map((time, i) => [x(time), y(band[i]![which]!)] as const);
      const dots = times.map((time, i) => `<circle cx="${x(time)}" cy="${y(values[i]!)}" r="3.5"/>`);
      const marks = changes.map((time) => `<line class="zero" x1="${x(time)}" x2="${x(time)}" y1="10" y2="198"/>`);
      return (
        `<path class="band b" d="${pathOf([...along(1), ...along(2).reverse()])}Z"/>${marks.join('')}` +
        `<path class="line b" d="${pathOf(along(0))}"/><g class="dots b">${dots.join('')}</g>`
      );
    },
  );
}
