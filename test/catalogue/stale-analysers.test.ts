import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { staleAnalysers } from '../../src/catalogue/stale-analysers.js';

const current = Object.fromEntries(analysers.map(({ id, version }) => [id, version]));
const stale = (versions: Record<string, number>) => staleAnalysers(versions).map(({ id }) => id);

test('nothing is stale where every version is the same, everything where none is known', () => {
  expect(stale(current)).toEqual([]);
  expect(stale({})).toEqual(analysers.map(({ id }) => id));
});

test('a changed analyser takes with it what it hears by and what hears by it, and no more', () => {
  const found = stale({ ...current, 'timing.beats': 0 });
  expect(found).toEqual(expect.arrayContaining(['timing.beats', 'timing.tempo']));
  expect(found).not.toContain('timbre.mfcc');
  expect(stale({ ...current, 'dynamics.crest': 0 })).toContain('dynamics.crest');
  expect(stale({ ...current, 'dynamics.crest': 0 })).not.toContain('timing.beats');
});
