import { expect, test } from 'vitest';
import { openBlob } from '../../src/sources/blob.js';
import { drain, fixture, readAll } from '../audio/read-all.js';

test.each(['tone.flac', 'tone.mp3', 'tone.ogg'])('%s: a blob is decoded as the file is', async (name) => {
  const bytes = fixture(name);
  const read: number[] = [];
  const stream = await openBlob(new Blob([bytes]), { name, onBytes: (count) => read.push(count) });
  expect(await drain(stream)).toEqual(await readAll(bytes, name));
  expect(read.at(-1)).toBe(bytes.length);
});

test('an empty one, and one that cannot be read any more, are told', async () => {
  await expect(openBlob(new Blob([]), { name: 'a.wav' })).rejects.toMatchObject({ code: 'empty-audio' });
  const gone = {
    size: 10,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }),
  } as unknown as Blob;
  await expect(openBlob(gone, { name: 'a.wav' })).rejects.toMatchObject({ code: 'not-found', where: 'a.wav' });
});
