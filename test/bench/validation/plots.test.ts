import { expect, test } from 'vitest';
import { calibrationPlot } from '../../../bench/validation/calibration-plot.js';
import { noMusic } from '../../../bench/validation/no-music.js';
import { markdownTable, share, withInterval } from '../../../bench/validation/section.js';

test('ranks that are even draw the diagonal', () => {
  const svg = calibrationPlot({ rock: Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 10) }, 1);
  const [, points] = /polyline class="held" points="([^"]+)"/.exec(svg)!;
  const [first, ...rest] = points!.split(' ').map((point) => point.split(',').map(Number));
  expect(rest).toHaveLength(50);
  for (const [x, y] of rest) expect(x! - first![0]! + (y! - first![1]!)).toBeCloseTo(0, 1);
  expect(svg.length).toBeLessThan(3000);
});

test('shares and tables are written as the pages write them', () => {
  expect(share(0.0915, 4)).toBe('.0915');
  expect(share(-0.25)).toBe('-.250');
  expect(share(1)).toBe('1.000');
  expect(withInterval({ value: 0.5, low: 0.4, high: 0.6 }, 2)).toBe('.50 [.40–.60]');
  expect(withInterval({ value: 0.5, low: NaN, high: NaN })).toBe('.500');
  expect(markdownTable(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
});

test('what is no music sounds, is finite, and is the same every time', () => {
  const sounds = noMusic();
  expect(new Set(sounds.map(({ name }) => name)).size).toBe(sounds.length);
  for (const kind of ['noise', 'speech-like']) {
    const { render } = sounds.find((sound) => sound.kind === kind)!;
    const samples = render();
    const again = render();
    expect(samples.every((sample, n) => Number.isFinite(sample) && sample === again[n])).toBe(true);
    expect(samples.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0)).toBeCloseTo(0.7, 5);
  }
});
