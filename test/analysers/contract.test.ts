import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import type { Analyser } from '../../src/analysis/analyser.js';
import { contractViolations } from '../../src/testing.js';

test.each(analysers.map((analyser) => [analyser.id, analyser] as const))('%s keeps the contract', (_id, analyser) => {
  expect(contractViolations(analyser, { inputs: inputsOf(analyser) })).toEqual([]);
});

/** The analysers that it takes its inputs from, and those they take. */
function inputsOf(analyser: Analyser): readonly Analyser[] {
  if (analyser.kind === 'stream') return [];
  const named = Object.values(analyser.inputs).flatMap((input) =>
    Object.values(input).filter((value) => String(value).includes('/')),
  );
  const direct = analysers.filter((other) => named.some((name) => String(name).startsWith(`${other.id}/`)));
  return [...new Set(direct.flatMap((other) => [...inputsOf(other), other]))];
}
