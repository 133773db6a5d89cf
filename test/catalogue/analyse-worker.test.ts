import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import analyseInWorker from '../../src/catalogue/analyse-worker.js';
import { writeRecordings } from './small-recordings.js';

const folder = mkdtempSync(join(tmpdir(), 'swerve-worker-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what a page draws and the hash of the sound come only where they are asked for', async () => {
  const [file] = await writeRecordings(folder, ['a.wav'], 2);
  const plain = await analyseInWorker({ file: file! });
  expect(Object.keys(plain)).toEqual(['analysis']);
  const asked = await analyseInWorker({ file: file!, hash: true, portrait: true });
  expect(asked).toEqual({
    ...plain,
    portrait: expect.objectContaining({ loudness: expect.anything() }),
    pcmSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});
