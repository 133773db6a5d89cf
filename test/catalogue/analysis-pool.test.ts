import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { poisonPreload } from '../../bench/catalogue/poison-preload.js';
import { writeRecordings } from './small-recordings.js';

const built = pathToFileURL(resolve(import.meta.dirname, '../../dist/catalogue/analysis-pool.js')).href;

test('a decoder that holds its thread for ever is a failure; the files after it have a thread all the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'swerve-pool-'));
  try {
    const files = await writeRecordings(folder, ['endless.wav', 'a.wav', 'b.wav'], 2);
    const program = join(folder, 'program.mjs');
    await writeFile(
      program,
      `import { createAnalysisPool } from ${JSON.stringify(built)};
      const pool = createAnalysisPool(1, 4);
      const outcomes = await Promise.all(${JSON.stringify(files)}.map((file) => pool.run({ file })));
      await pool.destroy();
      process.stdout.write(JSON.stringify(outcomes.map(({ failure, analysis }) => failure ?? analysis.excerpts.length)));`,
    );
    const words = ['--import', poisonPreload('endless.wav', 'loops'), program];
    const { stdout } = await promisify(execFile)(process.execPath, words);
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        code: 'no-progress',
        what: 'It could not be read: it made no progress for 4 s.',
        where: files[0],
      }),
      1,
      1,
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);
