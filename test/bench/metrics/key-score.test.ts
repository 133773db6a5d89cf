import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyScore } from '../../../bench/metrics/key-score.js';

test.each([
  ['C major', 'C major', 1],
  ['C# minor', 'Db minor', 1],
  ['Cb major', 'B major', 1],
  ['c\tMAJOR', ' C major ', 1],
  ['C major', 'G major', 0.5],
  ['E minor', 'B minor', 0.5],
  ['G major', 'C major', 0],
  ['C major', 'A minor', 0.3],
  ['A minor', 'C major', 0.3],
  ['C major', 'C minor', 0.2],
  ['C minor', 'C major', 0.2],
  ['C major', 'D major', 0],
  ['C major', 'E minor', 0],
  ['X', 'x', 1],
  ['X', 'C major', 0],
  ['C major', 'X', 0],
])('%s, heard as %s, earns %s', (reference, estimated, score) => {
  expect(keyScore(reference, estimated)).toBe(score);
});

test('a fifth below counts when asked for', () => {
  expect(keyScore('G major', 'C major', 'either')).toBe(0.5);
  expect(keyScore('C major', 'G major', 'either')).toBe(0.5);
  expect(keyScore('C major', 'F minor', 'either')).toBe(0);
});

test('what is no key is refused', () => {
  for (const name of ['', 'C', 'H major', 'C dorian', 'C major minor'])
    expect(() => keyScore('C major', name), name).toThrow(
      expect.objectContaining({ code: 'invalid-argument', where: name }),
    );
});

test('transposing both keys changes nothing', () => {
  const tonics = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];
  const tonic = fc.nat({ max: 11 });
  const mode = fc.constantFrom('major', 'minor');
  fc.assert(
    fc.property(tonic, mode, tonic, mode, tonic, (from, fromMode, to, toMode, shift) => {
      const score = (by: number) =>
        keyScore(`${tonics[(from + by) % 12]} ${fromMode}`, `${tonics[(to + by) % 12]} ${toMode}`);
      expect(score(shift)).toBe(score(0));
    }),
  );
});
