import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findRecordings } from '../src/catalogue/find-recordings.js';
import { seededRandom } from '../src/dsp/seeded-random.js';
import { poisonPreload } from './catalogue/poison-preload.js';
import { supervise } from './catalogue/supervise.js';

/**
 * `npm run catalogue -- [FOLDER] [COUNT]`: scans of COUNT recordings of FOLDER, spread over it: by two threads and by one; by two
 * workers on a Redis (at SWERVE_TEST_REDIS) of which one is killed half-way, with a file that kills every worker that
 * opens it; and killed ten times at random moments. Says whether the stores are equal, and how long it took.
 */
const [folder = '../shared/data/music', count = '240'] = process.argv.slice(2);
const cli = resolve(import.meta.dirname, '../src/cli.js');
const run = promisify(execFile);
const print = (text: string) => void process.stdout.write(`${text}\n`);

const all = await findRecordings([resolve(folder)]);
const wanted = Math.min(Number(count), all.length);
const scratch = await mkdtemp(join(tmpdir(), 'swerve-catalogue-'));
const recordings = join(scratch, 'recordings');
await mkdir(recordings);
for (let k = 0; k < wanted; k++) {
  const from = all[Math.floor((k * all.length) / wanted)]!;
  await copyFile(from, join(recordings, `${k}${from.slice(from.lastIndexOf('.'))}`));
}
print(`${wanted} of ${all.length} recordings of ${folder}`);

try {
  const two = await timed('two threads', 'two', '--workers', '2');
  if (process.env['SWERVE_TEST_REDIS'] === undefined) print('queue: skipped, no Redis at SWERVE_TEST_REDIS');
  else await onQueue(process.env['SWERVE_TEST_REDIS'], two.seconds / 2);
  await killedTenTimes(two.seconds);
  const one = await timed('one thread', 'one', '--workers', '1');
  print(`two threads over one: ${(two.seconds / one.seconds).toFixed(3)} of the time`);
  print(`two threads over one: ${(two.processorSeconds / one.processorSeconds).toFixed(3)} of the processor seconds`);
  print(`the stores of one and two are ${await sameAs('one')}`);
} finally {
  await rm(scratch, { recursive: true });
}

function scanWords(store: string, ...more: readonly string[]): string[] {
  return [cli, 'scan', recordings, '--store', join(scratch, `${store}.duckdb`), ...more];
}

async function timed(title: string, store: string, ...more: readonly string[]) {
  // bash's own clock counts the processor seconds of all threads
  const words = [process.execPath, ...scanWords(store, ...more, '--export', 'csv')];
  const { stderr } = await run('bash', ['-c', 'TIMEFORMAT="took %R %U %S"; time "$0" "$@"', ...words]);
  const [seconds, user, system] = /took (\S+) (\S+) (\S+)/.exec(stderr)!.slice(1).map(Number) as [
    number,
    number,
    number,
  ];
  const processorSeconds = user + system;
  print(`${title}: ${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} processor seconds`);
  return { seconds, processorSeconds };
}

/** Beside the undisturbed scan by two; without the rows of poison. */
async function sameAs(store: string): Promise<string> {
  const [found, undisturbed] = await Promise.all(
    [store, 'two'].map(async (name) => {
      const lines = (await readFile(join(scratch, `${name}.csv`), 'utf8')).split('\n');
      return lines.filter((line) => !line.includes('poison.wav')).join('\n');
    }),
  );
  return found === undisturbed ? 'equal to the byte' : 'NOT EQUAL';
}

async function killedTenTimes(undisturbedSeconds: number): Promise<void> {
  const random = seededRandom(7);
  let killed = 0;
  for (let k = 0; k < 10; k++) {
    const child = spawn(process.execPath, scanWords('killed', '--workers', '2'), { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), (random() * 1000 * undisturbedSeconds) / 5);
    const [, signal] = (await ended) as [number | null, string | null];
    clearTimeout(timer);
    if (signal === 'SIGKILL') killed++;
  }
  const { stderr } = await run(process.execPath, scanWords('killed', '--workers', '2', '--export', 'csv'));
  print(`killed ${killed} times, then ${stderr.trim().split(': ').at(-1)}: the store is ${await sameAs('killed')}`);
}

async function onQueue(redis: string, killAfterSeconds: number): Promise<void> {
  await writeFile(join(recordings, 'poison.wav'), 'poison');
  const common = ['--queue', redis, '--root', recordings];
  const words = ['--import', poisonPreload('poison.wav'), cli, 'worker', ...common, '--workers', '1'];
  const workers = supervise(2, words);
  const began = performance.now();
  const scan = spawn(process.execPath, scanWords('queue', ...common, '--export', 'csv'), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  scan.stderr.on('data', (text: Buffer) => {
    told += text.toString();
  });
  const ended = once(scan, 'exit');
  const timer = setTimeout(() => workers.killOne(), 1000 * killAfterSeconds);
  const [code] = (await ended) as [number];
  clearTimeout(timer);
  const seconds = (performance.now() - began) / 1000;
  await workers.stop();
  await rm(join(recordings, 'poison.wav'));
  const reported = told.match(/poison\.wav/g)?.length ?? 0;
  print(
    `queue, two workers of one thread: ${seconds.toFixed(1)} s, exit code ${code}; workers killed ${workers.deaths()} times,`,
  );
  print(`  poison reported ${reported} times; the store is ${await sameAs('queue')}`);
}
