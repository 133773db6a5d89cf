import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poisonPreload } from '../../bench/catalogue/poison-preload.js';
import { queueName } from '../../src/catalogue/queue/queued-recording.js';
import { writeRecordings } from '../catalogue/small-recordings.js';
import { swerve } from './swerve.js';

const root = resolve(import.meta.dirname, '../..');
const server = process.env['SWERVE_TEST_REDIS'];
const why = server === undefined ? ' (skipped: no Redis server at SWERVE_TEST_REDIS)' : '';

describe.skipIf(server === undefined)(`scans by workers on a real Redis${why}`, () => {
  let folder: string;
  let recordings: string;
  const queue = `${server}/1`;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'swerve-worker-'));
    recordings = join(folder, 'shared');
    const names = Array.from({ length: 12 }, (_, i) => `recording ${i}.wav`);
    await writeRecordings(recordings, [...names, 'poison.wav'], 4);
    await writeFile(join(recordings, 'text.mp3'), 'no recording');
    await symlink('nowhere', join(recordings, 'gone.wav'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The queue's jobs that are left in Redis. */
  async function jobsLeft(): Promise<readonly string[]> {
    const redis = new Redis(queue);
    const keys = await redis.keys(`bull:${queueName}:*`);
    redis.disconnect();
    return keys.filter((key) => /:[0-9a-f]{64}$/.test(key));
  }

  test('one killed half-way, one file that kills whoever opens it: the store is that of a local scan, told once', async () => {
    expect((await swerve('scan', recordings, '--store', join(folder, 'here.duckdb'), '--export', 'csv')).code).toBe(1);

    const serve = join(folder, 'serve.mjs');
    // half the usual time without a sign of life: less, and a worker that gets no processor for a while is taken for dead
    const built = (name: string) =>
      JSON.stringify(pathToFileURL(join(root, 'dist/catalogue/queue', `${name}.js`)).href);
    await writeFile(
      serve,
      `import { connectQueue } from ${built('connect-queue')};
      import { redisAddress } from ${built('redis-address')};
      import { serveQueue } from ${built('serve-queue')};
      const connection = await connectQueue(redisAddress(${JSON.stringify(queue)}));
      const interruption = new AbortController();
      process.once('SIGINT', () => interruption.abort());
      await serveQueue(connection, { root: ${JSON.stringify(recordings)}, threads: 1, signal: interruption.signal,
        lifeSignMilliseconds: 4000, onDone: () => process.stdout.write('done\\n') });
      connection.close();`,
    );
    let done = 0;
    let deaths = 0;
    let killed = false;
    let ending = false;
    const workers = new Set<ChildProcess>();
    const start = () => {
      const child = spawn(process.execPath, ['--import', poisonPreload('poison.wav'), serve], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      workers.add(child);
      child.stdout!.on('data', (lines: Buffer) => {
        done += lines.toString().trim().split('\n').length;
        if (killed || done < 6) return;
        killed = true;
        child.kill('SIGKILL');
      });
      child.once('exit', (_, signal) => {
        workers.delete(child);
        if (signal === 'SIGKILL') deaths++;
        if (!ending) start();
      });
    };
    start();
    start();
    const store = join(folder, 'queued.duckdb');
    const words = ['scan', recordings, '--store', store, '--queue', queue, '--root', recordings, '--export', 'csv'];
    const { code, stderr } = await swerve(...words);
    ending = true;
    const ended = [...workers].map(async (child) => {
      child.kill('SIGINT');
      return once(child, 'exit');
    });
    expect(ended).toHaveLength(2);
    // one that was started in the place of a dead one may not have begun to listen to signals
    for (const [code, signal] of await Promise.all(ended)) expect([0, 'SIGINT']).toContain(code ?? signal);

    expect(code).toBe(1);
    expect(stderr.split('\n').filter((line) => line.includes('failed:'))).toHaveLength(3);
    expect(stderr.match(/poison\.wav: The worker that analysed it ended before it was done, 3 times/g)).toHaveLength(1);
    expect(stderr.match(/gone\.wav: There is no such file/g)).toHaveLength(1);
    expect(stderr).toContain('15 recordings, 15 of them analysed now, 3 could not be read');
    // three of the poison and the one that was killed, which may have been holding the poison too
    expect(killed).toBe(true);
    expect([3, 4]).toContain(deaths);
    expect(await jobsLeft()).toEqual([]);
    const [here, queued] = await Promise.all(
      ['here.csv', 'queued.csv'].map(async (name) => {
        const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
        return lines.filter((line) => !line.includes('poison.wav'));
      }),
    );
    expect(queued).toEqual(here);
    expect(here!.length).toBeGreaterThan(24);
  }, 240_000);

  test('interrupted, a scan takes back what it asked for and a worker gives back what it has begun', async () => {
    const started = (words: readonly string[]) =>
      spawn(process.execPath, ['dist/cli.js', ...words], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    const common = ['--queue', queue, '--root', recordings];
    const scan = started(['scan', recordings, '--store', join(folder, 'interrupted.duckdb'), ...common]);
    await once(scan.stderr, 'data');
    const asked = await jobsLeft();
    expect(asked).toHaveLength(15);
    const redis = new Redis(queue);
    await redis.del(await redis.keys(`bull:${queueName}:*`));
    // a Redis that has lost everything is asked again
    while ((await jobsLeft()).length < asked.length) await new Promise((resolve) => setTimeout(resolve, 50));
    const worker = started(['worker', ...common, '--workers', '2']);
    const active = () => redis.llen(`bull:${queueName}:active`);
    while ((await active()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([130, null]);
    expect(await active()).toBe(0);
    let told = '';
    scan.stderr.on('data', (text: Buffer) => {
      told += text.toString();
    });
    scan.kill('SIGINT');
    expect(await once(scan, 'close')).toEqual([130, null]);
    expect(told).toContain('what was analysed is kept');
    expect(await jobsLeft()).toEqual([]);
    redis.disconnect();
  });

  test('a password is not told, whatever goes wrong', async () => {
    const secret = queue.replace('redis://', 'redis://someone:hunter2@');
    const refused = await swerve('worker', '--queue', secret);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('WRONGPASS');
    expect(refused.stderr).not.toContain('hunter2');
  });
});

test('what cannot be: no address, no folder, threads of a scan that analyses nothing', async () => {
  const store = join(tmpdir(), 'never.duckdb');
  const wrong = await swerve('worker', '--queue', 'http://someone:hunter2@localhost');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).not.toContain('hunter2');
  const url = 'redis://localhost:1';
  expect((await swerve('worker', '--queue', url, '--root', 'nowhere')).stderr).toContain('no folder');
  expect((await swerve('worker', '--queue', url)).stderr).toContain('No Redis server can be used there');
  const words = ['scan', 'samples', '--store', store, '--queue', url];
  expect((await swerve(...words, '--workers', '2')).stderr).toContain('analyses nothing itself');
  expect((await swerve(...words, '--root', 'src')).stderr).toContain('does not lie below');
});
