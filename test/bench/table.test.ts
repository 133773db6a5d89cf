import { expect, test } from 'vitest';
import { cell, intervalCell, table } from '../../bench/table.js';

test('the first column is set left, the others right, under a rule', () => {
  expect(
    table(
      ['name', 'n'],
      [
        ['a', '10'],
        ['longer', '7'],
      ],
    ),
  ).toBe('name     n\n------  --\na       10\nlonger   7');
});

test('what is no number is a dash, and bounds that are none are left out', () => {
  expect(cell(Number.NaN)).toBe('-');
  expect(cell(0.12345)).toBe('0.123');
  expect(intervalCell({ value: 0.5, low: 0.25, high: 0.75 }, 2)).toBe('0.50 [0.25, 0.75]');
  expect(intervalCell({ value: 0.5, low: Number.NaN, high: Number.NaN }, 2)).toBe('0.50');
});
