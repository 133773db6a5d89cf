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
  const failing = new ReadableStream({ pull: (controller) => controller.error(new Error('NotReadableError')) });
  const gone = { size: 10, stream: () => failing } as unknown as Blob;
  await expect(openBlob(gone, { name: 'a.wav' })).rejects.toMatchObject({ code: 'not-found', where: 'a.wav' });
});

test('it is let go of when nobody reads on', async () => {
  let cancelled = false;
  const bytes = fixture('tone.flac');
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(bytes),
    cancel: () => {
      cancelled = true;
    },
  });
  const endless = { size: 1e9, stream: () => stream } as unknown as Blob;
  const audio = await openBlob(endless, { name: 'tone.flac' });
  for await (const _ of audio.blocks()) break;
  expect(cancelled).toBe(true);
});
