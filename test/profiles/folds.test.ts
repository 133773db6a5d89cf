import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { artistKey, chooseGrouping, foldsOf, groupsOf } from '../../src/profiles/folds.js';

const by = (artist: string, title = '', album?: string) => ({ artist, title, ...(album ? { album } : {}) });

test('a compilation has an artist per track; a name is the same however it is written', () => {
  for (const name of ['Various Artists', 'various', 'VA', 'V/A', 'Magnatune Compilation', 'Unknown Artist', ''])
    expect(artistKey(by(name, 'a')), name).not.toBe(artistKey(by(name, 'b')));
  expect(artistKey(by(' Duo Chambure', 'a'))).toBe(artistKey(by('duo chambure', 'b')));
  expect(artistKey(by('Variousness', 'a'))).toBe(artistKey(by('Variousness', 'b')));
});

test('artists are kept apart; of one artist albums are; of one album tracks', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(chooseGrouping(six.map((name) => by(name)))).toBe('artist');
  expect(chooseGrouping(six.map((name) => by('one', name, `album ${name}`)))).toBe('album');
  expect(chooseGrouping(six.map((name) => by('one', name, 'the album')))).toBe('track');
  expect(groupsOf([by('x'), by('y'), by('X')], 'artist')).toEqual([0, 1, 0]);
});

test('one artist with more than half of the tracks leaves nothing to compare with', () => {
  const labels = ['a', 'b', 'c', 'd', ...Array<string>(9).fill('e')].map((name, i) => by(name, String(i)));
  expect(chooseGrouping(labels)).toBe('track');
});

test('up to 50 groups are folds of their own; more share ten folds of like size, never split', () => {
  const few = Array.from({ length: 100 }, (_, i) => i % 50);
  expect(foldsOf(few)).toEqual(few);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 51, maxLength: 90 }), (sizes) => {
      const groups = sizes.flatMap((size, group) => Array<number>(size).fill(group));
      const folds = foldsOf(groups);
      const loads = new Float64Array(10);
      for (const fold of folds) loads[fold]! += 1;
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(8);
      groups.forEach((group, i) => expect(folds[i]).toBe(folds[groups.indexOf(group)]));
    }),
  );
});
