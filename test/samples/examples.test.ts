import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { analyseTrack } from '../../src/index.js';
import { contractViolations } from '../../src/testing.js';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

afterEach(() => void vi.restoreAllMocks());

/** What a program prints while it is imported, a call of console.log a line. */
async function printed<Module>(load: () => Promise<Module>): Promise<{ lines: string[]; module: Module }> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((...words) => {
    lines.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  });
  return { module: await load(), lines };
}

test('analyse-track finds what is known of known-answers.wav', async () => {
  const { lines } = await printed(() => import('../../samples/examples/analyse-track.js'));
  const number = (title: string) =>
    Number.parseFloat(lines.find((line) => line.startsWith(`${title}: `))!.split(': ')[1]!);
  expect(number('Tempo')).toBeCloseTo(120, 0);
  expect(number('Tuning')).toBeCloseTo(20, 0);
  expect(number('True peak')).toBeGreaterThan(-6.03);
  expect(lines).toContainEqual(expect.stringMatching(/^Stereo correlation: – \(.*mono\)$/));
  expect(lines.at(-1)).toMatch(/^12 s of PCM 16 bit .*A major/);
});

test('score-track prints a departure with its interval, references and coverage', async () => {
  const { lines } = await printed(() => import('../../samples/examples/score-track.js'));
  const [, value, low, high] = /^Departure from \w+: (\d+) \(95 %: (\d+) to (\d+)\)$/.exec(lines[0]!)!.map(Number);
  expect(low).toBeLessThanOrEqual(value!);
  expect(high).toBeGreaterThanOrEqual(value!);
  expect(lines[1]).toMatch(/^60 references by \d+ artists, \d+ of \d+ features$/);
  expect(lines.filter((line) => line.startsWith('  ')).length).toBeGreaterThanOrEqual(4);
  expect(lines.filter((line) => line.endsWith(' % of it'))).toHaveLength(3);
});

test('compare-tracks says that the loose groove is looser in time than the tight one', async () => {
  const { lines } = await printed(() => import('../../samples/examples/compare-tracks.js'));
  expect(lines[0]).toMatch(/^-?\d+(\.\d+)? s later, envelopes correlate by 0\.\d\d$/);
  expect(lines[1]).toMatch(/^Mostly its \w+ changed$/);
  const [, value, low, high] = /by (-?\d+) points \(95 %: (-?\d+) to (-?\d+)\)$/.exec(lines[2]!)!.map(Number);
  expect(low).toBeLessThanOrEqual(value!);
  expect(high).toBeGreaterThanOrEqual(value!);
  expect(lines).toHaveLength(6);
});

test('build-profile makes a profile of scales, and a groove departs from it', async () => {
  const { lines } = await printed(() => import('../../samples/examples/build-profile.js'));
  expect(lines[0]).toMatch(/^Practice scales: 12 references, [1-9]\d+ features$/);
  expect(Number(/departure (\d+) of 100/.exec(lines[1]!)![1])).toBeGreaterThan(90);
});

test('define-analyser keeps the contract and adds its number to ours', async () => {
  const { lines, module } = await printed(() => import('../../samples/examples/define-analyser.js'));
  expect(contractViolations(module.zeroCrossings)).toEqual([]);
  expect(Number(lines[0])).toBeGreaterThan(500);
  expect(Number(lines[0])).toBeLessThan(10000);
});

test('the analyser in CONTRIBUTING is the one that is run', () => {
  const shown = /```ts\n(.*?)```/s.exec(read('CONTRIBUTING.md'))![1]!;
  expect(read('samples/examples/define-analyser.ts')).toContain(shown.trim());
});

test('broken.wav is an error that says what is wrong', async () => {
  await expect(analyseTrack(resolve(root, 'samples/broken.wav'))).rejects.toMatchObject({
    code: 'damaged-audio',
    message: 'The file ends before its samples begin.',
  });
});
