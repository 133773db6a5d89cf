import { expect, test } from 'vitest';
import { scanProgress } from '../../src/report/scan-progress.js';

test('progress says how far, how fast and how long the rest takes', () => {
  expect(scanProgress(0, 240, 0)).toBe('░░░░░░░░░░░░░░░░░░░░ 0 of 240');
  expect(scanProgress(60, 240, 30)).toBe('█████░░░░░░░░░░░░░░░ 60 of 240 · 2.0 a second · 1:30 left');
  expect(scanProgress(1, 1000, 10)).toBe('░░░░░░░░░░░░░░░░░░░░ 1 of 1000 · 6.0 a minute · 2:46:30 left');
});
