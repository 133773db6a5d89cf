import { expect, test } from 'vitest';
import { timeAnalysers } from '../../bench/time-analysers.js';
import { defineAnalyser } from '../../src/analysis/define-analyser.js';

const spinning = (name: string, milliseconds: number) =>
  defineAnalyser({
    kind: 'window',
    id: `test:${name}`,
    aspect: 'timbre',
    version: 1,
    about: 'Keeps the processor busy.',
    references: [],
    parameters: {},
    scopes: ['excerpt'],
    inputs: {},
    outputs: { nothing: { shape: 'value', unit: '', about: 'nothing' } },
    features: [],
    analyse(_given, _parameters, out) {
      const before = process.cpuUsage().user;
      while (process.cpuUsage().user - before < 1000 * milliseconds);
      out.nothing.set(0);
    },
  });

test('each analyser is charged with its own time and memory', () => {
  const { byAnalyser, rest, kilobytes } = timeAnalysers(
    [spinning('slow', 60), spinning('quick', 10)],
    [new Float32Array(91 * 44100)],
    1,
  );
  expect(byAnalyser.get('test:slow')!).toBeGreaterThan(30);
  expect(byAnalyser.get('test:slow')! / byAnalyser.get('test:quick')!).toBeGreaterThan(2);
  expect(rest).toBeLessThan(byAnalyser.get('test:slow')!);
  expect(kilobytes.get('test:slow')).toBe(0.008);
});
