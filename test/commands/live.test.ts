import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import { openFile } from '../../src/sources/file.js';
import { drain } from '../audio/read-all.js';
import { swerveHearing } from './swerve.js';

const root = resolve(import.meta.dirname, '../..');
let groove: readonly Float32Array[];

beforeAll(async () => {
  const { channels } = await drain(await openFile(join(root, 'samples/tight-groove.ogg')));
  groove = channels.map((channel) => channel.slice(0, 11 * 44100));
});

/** Interleaved 16-bit samples without a header. */
function raw(channels: readonly Float32Array[], seconds: number): Buffer {
  const bytes = Buffer.alloc(seconds * 44100 * channels.length * 2);
  for (let n = 0; n < seconds * 44100; n++)
    channels.forEach((channel, c) =>
      bytes.writeInt16LE(Math.round(32767 * channel[n]!), 2 * (n * channels.length + c)),
    );
  return bytes;
}

test('live - departs from samples without a header as far as a file of them does', async () => {
  const { code, stdout } = await swerveHearing(raw(groove, 11), 'live', '-', '--profile', 'rock', '--json');
  expect(code).toBe(0);
  const { heardSeconds, profile, departure, format } = JSON.parse(stdout);
  expect({ heardSeconds, profile }).toEqual({ heardSeconds: 10, profile: 'rock' });
  expect(format).toMatchObject({ sampleRate: 44100, channelCount: 2 });
  const heard = openPcm(
    groove.map((channel) => channel.slice(0, 10 * 44100)),
    { sampleRate: 44100 },
  );
  const offline = createScorer({ profile: 'rock' }).score(await analyseTrack(heard));
  expect(Math.abs(departure.value - offline.departure.value)).toBeLessThanOrEqual(5);
});

test('samples that end too soon, and options that say nothing, are told', async () => {
  const [short, rate, file] = await Promise.all([
    swerveHearing(raw(groove, 2), 'live', '-'),
    swerveHearing('', 'live', '-', '--rate', '12'),
    swerveHearing('', 'live', 'song.wav'),
  ]);
  expect(short).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('fewer than 10 s') });
  expect(rate).toMatchObject({ code: 2, stderr: expect.stringContaining('12 is no number from 1000 to 768000') });
  expect(file).toMatchObject({ code: 2, stderr: expect.stringContaining('`swerve score` scores them') });
});

test('without a microphone it says so and what to do; with one it listens until it is interrupted', async () => {
  const listening = spawn(process.execPath, ['dist/cli.js', 'live'], { cwd: root });
  let told = '';
  listening.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
    if (told.includes('Listening')) listening.kill('SIGINT');
  });
  const [code] = await once(listening, 'close');
  if (told.includes('Listening')) expect(code).toBe(0);
  else {
    expect(code).toBe(2);
    expect(told).toMatch(/failed: .*(pipe samples: `swerve live -`|Install ALSA|Run npm install)/);
  }
});
