import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceScale } from '../samples/clips/practice-scale.js';
import { encodeWav } from '../samples/files/encode-wav.js';
import { toPcm } from '../samples/files/pcm.js';
import { version } from '../src/version.js';
import { swerve } from './commands/swerve.js';

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);
let folder: string;

function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('score says how far, where and why, with n and coverage', async () => {
  const { code, stdout, stderr } = await swerve('score', 'samples/loose-groove.ogg');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  for (const words of [
    'Departure from',
    'timing',
    'structure',
    'What sets it apart',
    'What makes it ordinary',
    'Crowding',
    'references by',
    'coverage',
  ])
    expect(stdout).toContain(words);
  expect(stdout).not.toContain('\u001b');
});

test('score --json is one object a file with the agreed keys', async () => {
  const { stdout } = await swerve(
    'score',
    '--json',
    '--profile',
    'rock',
    'samples/loose-groove.ogg',
    'samples/tight-groove.ogg',
  );
  const [loose, tight] = jsonLines(stdout);
  expect([loose!['file'], tight!['file']]).toEqual(['samples/loose-groove.ogg', 'samples/tight-groove.ogg']);
  expect(Object.keys(loose!).slice(0, 12)).toEqual([
    'file',
    'warnings',
    'profile',
    'departure',
    'belonging',
    'aspects',
    'contributions',
    'joint',
    'crowding',
    'genres',
    'coverage',
    'n',
  ]);
  expect(loose!['versions']).toHaveProperty('profileHash');
  expect(loose!['profile']).toBe('rock');
  expect(loose!['warnings']).toEqual([expect.stringMatching(/^24 s: profiles are of 30 s/)]);
  const { value, low, high } = loose!['departure'] as Record<'value' | 'low' | 'high', number>;
  expect(low).toBeLessThanOrEqual(value);
  expect(value).toBeLessThanOrEqual(high);
  const shares = (loose!['contributions'] as { share: number }[]).map(({ share }) => share);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});

test('compare says what changed, and --json is one object with aspects, features and alignment', async () => {
  const files = ['samples/tight-groove.ogg', 'samples/loose-groove.ogg'];
  const { code, stdout } = await swerve('compare', '--json', '--profile', 'electronic', ...files);
  expect(code).toBe(0);
  const [comparison] = jsonLines(stdout);
  expect([comparison!['before'], comparison!['after']]).toEqual(files);
  for (const key of ['departure', 'distance', 'aspects', 'features', 'alignment', 'withinMeasurement', 'n', 'coverage'])
    expect(comparison).toHaveProperty(key);
  const missing = await swerve('compare', files[0]!, join(folder, 'nowhere.wav'));
  expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('There is no such file.')]);
});

test('a genre without an artist, and changes of standard input, are refused before anything is heard', async () => {
  const lone = await swerve('score', '--genre', 'rock', 'samples/loose-groove.ogg');
  expect([lone.code, lone.stderr]).toEqual([2, expect.stringContaining('--genre')]);
  const piped = await swerve('score', '--what-if', '-');
  expect([piped.code, piped.stderr]).toEqual([2, expect.stringContaining('read once')]);
});

test('a folder of good and broken files: results for the good, errors for the broken, exit 1', async () => {
  const mixed = join(folder, 'mixed');
  await mkdir(mixed);
  await cp(join(root, 'samples/known-answers.wav'), join(mixed, 'good.wav'));
  await cp(join(root, 'samples/broken.wav'), join(mixed, 'cut.wav'));
  await writeFile(join(mixed, 'empty.flac'), '');
  await writeFile(join(mixed, 'text.mp3'), 'This is no recording.\n'.repeat(500));
  await writeFile(join(mixed, 'notes.txt'), 'not looked at');
  const { code, stdout, stderr } = await swerve('score', '--json', mixed);
  expect(code).toBe(1);
  const results = jsonLines(stdout);
  expect(results.map((result) => [(result['file'] as string).slice(mixed.length + 1), 'error' in result])).toEqual([
    ['cut.wav', true],
    ['empty.flac', true],
    ['good.wav', false],
    ['text.mp3', true],
  ]);
  for (const name of ['cut.wav', 'empty.flac', 'text.mp3']) expect(stderr).toContain(`failed: ${join(mixed, name)}`);
});

test('nothing readable is exit 3, wrong usage exit 2 with the nearest word', async () => {
  expect((await swerve('score', join(folder, 'nowhere.wav'))).code).toBe(3);
  const wrong = await swerve('score', '--profil', 'rock', 'samples/known-answers.wav');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('--profile');
  const unknown = await swerve('score', '--profile', 'polka', 'samples/known-answers.wav');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('classical');
  expect((await swerve('--version')).stdout.trim()).toBe(version);
  const played = await swerve('converge', 'samples/tight-groove.ogg', '--against', 'pop');
  expect([played.code, played.stderr]).toEqual([2, expect.stringContaining('One recording is no set.')]);
  const unheard = await run('sh', ['-c', `${process.execPath} dist/cli.js live - < /dev/null`], { cwd: root }).catch(
    (e) => e,
  );
  expect([unheard.code, unheard.stderr]).toEqual([3, expect.stringContaining('fewer than 10 s')]);
});

test('what a profile cannot be called, or where it cannot be written, is said before anything is heard', async () => {
  const named = await swerve('profile', 'build', 'samples', '--name', '../x', '--out', join(folder, 'x.json'));
  expect([named.code, named.stderr]).toEqual([
    2,
    "failed: --name: A profile cannot be called '../x'. Use letters and digits.\n",
  ]);
  const lost = await swerve('profile', 'build', 'samples', '--name', 'x', '--out', join(folder, 'no', 'x.json'));
  expect([lost.code, lost.stderr]).toEqual([
    74,
    expect.stringContaining('x.json: The folder to write to does not exist.'),
  ]);
});

test('a recording too short to compare is named, with its length', async () => {
  const short = join(folder, 'short.wav');
  await writeFile(short, encodeWav(toPcm(44100, [new Float64Array(66150), new Float64Array(66150)])));
  const { code, stderr } = await swerve('score', '--profile', 'rock', short);
  expect(code).toBe(3);
  expect(stderr).toContain(`failed: ${short}: The recording is 1.5 s long; at least 10 s can be compared.`);
});

test('standard input is a recording too', async () => {
  const command = `${process.execPath} dist/cli.js analyse --json - < samples/known-answers.wav`;
  const { stdout } = await run('sh', ['-c', command], { cwd: root, maxBuffer: 2 ** 26 });
  expect(jsonLines(stdout)[0]).toMatchObject({ file: '-', seconds: 12 });
});

test('an interruption ends even a single recording', async () => {
  const tone = Float64Array.from({ length: 22050 * 600 }, (_, n) => Math.sin(n * 0.01));
  const child = spawn(process.execPath, ['dist/cli.js', 'score', '-'], {
    cwd: root,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  child.stdin.on('error', () => {}); // it is closed with half of the recording unread
  // that something of it was taken shows that it has begun
  if (!child.stdin.write(encodeWav(toPcm(22050, [tone])).subarray(0, 2 ** 20))) await once(child.stdin, 'drain');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(130);
});

test('a table of artists that names none of the recordings is refused, and so is what is no file', async () => {
  const table = join(folder, 'strangers.csv');
  await writeFile(table, 'path,artist,title,album\nelsewhere.wav,A,B,C\n');
  const none = await swerve(
    'profile',
    'build',
    'samples',
    '--name',
    'x',
    '--out',
    join(folder, 'x.json'),
    '--groups',
    table,
  );
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('No row of the table names a recording')]);
  const device = await swerve('profile', 'build', 'samples', '--name', 'x', '--out', '/dev/null');
  expect([device.code, device.stderr]).toEqual([74, expect.stringContaining('not a file')]);
});

test('the version is that of the package', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(version).toBe(manifest.version);
});

test('analyse prints every feature or why it is missing', async () => {
  const { stdout } = await swerve('analyse', 'samples/known-answers.wav');
  expect(stdout).toContain('A major');
  expect(stdout).toMatch(/Tempo +120\.\d BPM/);
  expect(stdout).toMatch(/Stereo correlation +missing: .*mono/);
  const [analysis] = jsonLines((await swerve('analyse', '--json', 'samples/known-answers.wav')).stdout);
  expect(analysis!['seconds']).toBe(12);
});

test('features and analysers list the registry', async () => {
  const features = jsonLines((await swerve('features', '--json')).stdout);
  for (const feature of features)
    for (const key of ['id', 'unit', 'aspect', 'formula', 'citation', 'transform'])
      expect(feature, String(feature['id'])).toHaveProperty(key);
  const { stdout } = await swerve('features');
  for (const feature of features) expect(stdout).toContain(feature['id'] as string);
  expect((await swerve('analysers')).stdout).toContain('timing.onset-strength');
});

test('a profile is built from a folder and a table of artists, shown, and scored against', async () => {
  const own = join(folder, 'own');
  await mkdir(own);
  const rows = ['path,artist,title,album'];
  for (let player = 1; player <= 9; player++) {
    const { left, right } = practiceScale(player);
    await writeFile(join(own, `${player}.wav`), encodeWav(toPcm(44100, [left, right])));
    rows.push(`${player}.wav,Player ${player},"Scale, ${player}",Scales`);
  }
  await writeFile(join(own, 'tracks.csv'), `${rows.join('\n')}\n`);
  const out = join(folder, 'scales.json');
  const built = await swerve(
    'profile',
    'build',
    own,
    '--name',
    'scales',
    '--out',
    out,
    '--groups',
    join(own, 'tracks.csv'),
  );
  expect(built.stderr).toContain('9 references by 9 artists');
  expect(built.code).toBe(0);
  expect((await swerve('profile', 'show', out)).stdout).toContain('9 references by 9 artists');
  const [scored] = jsonLines((await swerve('score', '--json', '--profile', out, 'samples/loose-groove.ogg')).stdout);
  expect(scored!['profile']).toBe('scales');
  // further than 8 of 9: of so few, each told by the others, one lies as far as a stranger
  expect((scored!['departure'] as { value: number }).value).toBeGreaterThanOrEqual(85);
  expect((await swerve('profile', 'list')).stdout).toMatch(/classical +60 references/);
});

test('a profile is built from the rows of a table with one label, and scores rows of its kind', async () => {
  const columns = ['spectral_centroid_mean', 'mfcc1_mean', 'rms_mean', 'rms_var'];
  const rowOf = (i: number, label: string) =>
    [
      `${label}.${i}.wav`,
      ...columns.map((_, k) => 100 + k + Math.sin(7 * i + 3 * k) + (label === 'noise' ? 40 : 0)),
      label,
    ].join(',');
  const header = ['filename', ...columns, 'label'].join(',');
  const table = join(folder, 'table.csv');
  const rock = Array.from({ length: 24 }, (_, i) => rowOf(i, 'rock'));
  await writeFile(table, [header, ...rock, rowOf(0, 'noise')].join('\n'));
  const out = join(folder, 'rock.json');
  const built = await swerve('profile', 'build', table, '--label', 'rock', '--name', 'rock', '--out', out);
  expect(built.stderr).toContain('24 references that name no artist');
  const row = join(folder, 'row.csv');
  await writeFile(row, [header, rowOf(0, 'noise'), rowOf(0, 'rock')].join('\n'));
  const [noise, own] = jsonLines((await swerve('score', row, '--profile', out, '--json')).stdout);
  expect(noise).toMatchObject({ row: 'noise.0.wav', profile: 'rock' });
  expect((noise!['departure'] as { value: number }).value).toBeGreaterThan(95);
  expect(own).toMatchObject({ n: { references: 23, leftOut: 1 } });
  const { stdout } = await swerve('score', row, '--profile', out);
  expect(stdout).toContain('there is no other genre to compare with');
  expect(stdout).toContain('no timing, no pitch, no structure: the profile scores too little of it');
  const half = await swerve('score', join(folder, 'nowhere.csv'), row, '--profile', out, '--json');
  expect([half.code, jsonLines(half.stdout).map((line) => 'error' in line)]).toEqual([1, [true, false, false]]);
  expect(await swerve('score', row)).toMatchObject({ code: 2, stderr: expect.stringContaining('--profile') });
  expect((await swerve('score', row, '--profile', 'rock')).code).toBe(3);
});

test('diversity --json of a folder: one object, and the broken recording in it is said', async () => {
  const { code, stdout, stderr } = await swerve('diversity', 'samples', '--json');
  expect(code).toBe(1);
  expect(stderr).toContain('failed');
  const [{ result, set }] = jsonLines(stdout) as [
    { result: { effectiveTracks: { value: number }; tracks: number }; set: { tracks: number } },
  ];
  expect(set.tracks).toBeGreaterThan(1);
  expect(result.effectiveTracks.value).toBeLessThanOrEqual(result.tracks + 1e-9);
});
