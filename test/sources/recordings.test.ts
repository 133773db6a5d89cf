import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openFile } from '../../src/sources/file.js';

const data = resolve(import.meta.dirname, '../../../shared/data');
const present = existsSync(data);
const folders = [
  'music/classical',
  'music/electronic',
  'music/pop',
  'music/rock',
  'beats',
  'drums',
  'singing',
  'makam',
  'loudness',
];

test.skipIf(!present)(
  present ? 'three recordings of each folder decode whole and without complaint' : `no data at ${data}`,
  async () => {
    for (const folder of folders) {
      const names = readdirSync(join(data, folder)).filter((name) => /\.(mp3|flac)$/.test(name));
      expect(names.length, folder).toBeGreaterThan(2);
      for (const name of [0, 0.5, 0.99].map((share) => names[Math.floor(share * names.length)]!)) {
        const stream = await openFile(join(data, folder, name));
        let frames = 0;
        for await (const { channels } of stream.blocks()) frames += channels[0]!.length;
        expect(stream.warnings, name).toEqual([]);
        expect(frames, name).toBe(Math.ceil(Math.round(stream.format.declaredSeconds! * 44100 * 1e6) / 1e6));
      }
    }
  },
);
