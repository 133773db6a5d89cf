import { expect, test } from 'vitest';
import { createDamageLog } from '../../src/audio/damage-log.js';

function reportOf(
  ...stretches: readonly (readonly [position: number, seconds?: number] | 'sound')[]
): readonly string[] {
  const log = createDamageLog();
  for (const one of stretches) {
    if (one === 'sound') log.resume();
    else log.lost(one[0], one[1], 10);
  }
  return log.report();
}

test('where damage lies is told, and whether the file goes on after it', () => {
  expect(reportOf('sound')).toEqual([]);
  expect(reportOf('sound', [100, 2.84], [110, 2.84], 'sound')).toEqual([
    '20 damaged bytes at byte 100 (2.8 s) were left out.',
  ]);
  expect(reportOf('sound', [100, 2.84])).toEqual([
    'The end of the file is cut or damaged: what is whole ends at byte 100 (2.8 s); the 10 bytes after it were left out.',
  ]);
  expect(reportOf([0], 'sound', [50], 'sound')).toEqual([
    '2 damaged stretches, 20 bytes together, the first at byte 0, were left out.',
  ]);
  expect(reportOf([0], 'sound', [50])).toEqual([
    '2 damaged stretches, 20 bytes together, the first at byte 0, the last at the end of the file, were left out.',
  ]);
  expect(reportOf([0])).toEqual(['10 damaged bytes at byte 0 were left out.']);
});
