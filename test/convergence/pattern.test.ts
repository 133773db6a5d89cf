import { expect, test } from 'vitest';
import { type Evidence, namePattern } from '../../src/convergence/pattern.js';

const nothing: Evidence = {
  narrowing: 0.5,
  isolation: { p: 0.5 },
  clumping: 1,
  effectiveRank: { p: 0.5 },
  shift: 0.5,
};

test.each<[string, Partial<Evidence>]>([
  ['no evidence', {}],
  ['shift', { shift: 0.01 }],
  ['no evidence', { shift: 0.02 }],
  ['shrinkage', { narrowing: 0.04 }],
  ['no evidence', { narrowing: 0.041 }],
  ['shrinkage', { narrowing: 0.001, shift: 0.001 }],
  ['mode collapse', { narrowing: 0.001, isolation: { p: 0.001 }, clumping: 0.4, effectiveRank: { p: 0.001 } }],
  ['rank collapse', { narrowing: 0.001, isolation: { p: 0.001 }, clumping: 0.9, effectiveRank: { p: 0.001 } }],
  ['shrinkage', { narrowing: 0.001, isolation: { p: 0.2 }, clumping: 0.5 }],
  // a shape without narrowing is no convergence
  ['no evidence', { isolation: { p: 0.001 }, clumping: 0.4, effectiveRank: { p: 0.001 } }],
  ['no evidence', { narrowing: NaN, shift: NaN }],
])('%s where %j', (pattern, evidence) => {
  expect(namePattern({ ...nothing, ...evidence })).toBe(pattern);
});
