import { expect, test } from 'vitest';
import { printable } from '../../src/report/printable.js';
import { formatClock, formatNumber, formatQuantity } from '../../src/report/quantity.js';

test('quantities carry their unit and the digits it supports', () => {
  expect(formatQuantity(-14.23, 'LUFS')).toBe('−14.2 LUFS');
  expect(formatQuantity(131.4, 'Hz')).toBe('131 Hz');
  expect(formatQuantity(0.6234, '')).toBe('0.623');
  expect(formatQuantity(12.345, '')).toBe('12.3');
  expect(formatQuantity(1234.5, '')).toBe('1235');
  expect(formatQuantity(3.21, '%')).toBe('3.2%');
  expect(formatNumber(-0.001, 'dB')).toBe('0.0');
  expect(formatNumber(0.00004, '')).toBe('4.0e−5');
});

test('clock times', () => {
  expect(formatClock(0)).toBe('0:00');
  expect(formatClock(187.4)).toBe('3:07');
  expect(formatClock(59.7)).toBe('1:00');
});

test('what a file is called cannot steer the terminal', () => {
  expect(printable('a\u001b[2Jb\nc\u202ed')).toBe('a\uFFFD[2Jb\uFFFDc\uFFFDd');
  expect(printable('Música – 音楽 🎹')).toBe('Música – 音楽 🎹');
});
