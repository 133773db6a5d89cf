import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const run = promisify(execFile);

const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map((match) => match[1]!.trim());
/** What a newcomer would type, the comments left out. */
const shellCommands = blocks('sh')
  .flatMap((block) => block.split('\n'))
  .flatMap((line) => line.replace(/ +#.*/, '').split(' && '));
const swerveCommands = shellCommands.filter((line) => line.startsWith('npx --no swerve '));

test('the first command installs and scores a sample, the second installs and runs the check', () => {
  expect(blocks('sh')[0]).toMatch(/^npm ci && npx --no swerve score samples\/\S+$/);
  expect(blocks('sh')[1]).toBe('npm ci && npm run check');
});

test('every command of the README is an npm script or swerve itself', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  for (const command of shellCommands.filter((line) => !swerveCommands.includes(line)))
    expect(['npm ci', ...Object.keys(scripts).map((name) => `npm run ${name}`)]).toContain(command);
});

test.each(swerveCommands)('%s', async (command) => {
  const words = command.split(' ').slice(3);
  // the folder of samples holds a broken one, which is what exit code 1 says
  const expected = words.includes('samples') ? 1 : 0;
  const outcome = await run(process.execPath, ['dist/cli.js', ...words], { cwd: root, maxBuffer: 2 ** 26 }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => error,
  );
  expect(outcome.code).toBe(expected);
  expect(outcome.stdout.length).toBeGreaterThan(100);
});

test('its pictures are there, for light and dark, and small', () => {
  const pictures = [...readme.matchAll(/(?:src|srcset)="([^"]+\.png)"/g)].map((match) => match[1]!);
  expect(pictures).toHaveLength(2);
  for (const picture of pictures) expect(statSync(join(root, picture)).size).toBeLessThanOrEqual(200_000);
});

test('the program in the README is the example that is run', () => {
  const example = readFileSync(join(root, 'samples/examples/score-track.ts'), 'utf8');
  expect(blocks('ts')).toEqual([example.replace("'../../src/index.js'", "'swerve'").trim()]);
});

test('the score in the README has the form of the score that is printed', async () => {
  const command = swerveCommands[0]!.split(' ').slice(3);
  const environment = { ...process.env, NO_COLOR: '1' };
  const { stdout } = await run(process.execPath, ['dist/cli.js', ...command], { cwd: root, env: environment });
  const labels = (text: string) =>
    text.split('\n').flatMap((line) => /^(?! {2})\S+(?: [a-z]\S*)*/.exec(line)?.[0] ?? []);
  expect(labels(blocks('text')[0]!)).toEqual(labels(stdout.trim()));
});
