import { expect, test } from 'vitest';
import { grooveRgt } from '../../src/store/groove-rgt.js';

test('a sixteenth 10 ms late at 120 BPM lies 0.02 beats after its place; one before the bar lies below zero', () => {
  const steps = Array.from({ length: 16 }, (_, place) =>
    place === 0 ? { lateMs: -25, velocity: 1 } : place === 5 ? { lateMs: 10, velocity: 0.5 } : undefined,
  );
  expect(grooveRgt({ bpm: 120, steps }).split('\n')).toEqual([
    'Version: 1',
    'Number of beats in groove: 4',
    'Groove: 2 positions',
    '-0.050000 1.0000',
    '1.270000 0.5000',
    '',
  ]);
});
