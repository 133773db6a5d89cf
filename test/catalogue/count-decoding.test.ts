import { expect, test } from 'vitest';
import { openPcm } from '../../src/audio/open-pcm.js';
import { countDecoding, createDecodingCount, createStandstill } from '../../src/catalogue/count-decoding.js';

const sound = openPcm([new Float32Array(100000)], { sampleRate: 44100 });

test('a thread stands still only while it waits for one and the same block', async () => {
  const count = createDecodingCount();
  const standstill = createStandstill(count);
  expect([standstill(), standstill()]).toEqual([0, 0]);
  let open = () => {};
  const opening = countDecoding(count, async () => {
    await new Promise<void>((resolve) => {
      open = resolve;
    });
    return sound;
  });
  expect([standstill(), standstill(), standstill()]).toEqual([0, 1, 2]);
  open();
  const blocks = (await opening).blocks()[Symbol.asyncIterator]();
  expect([standstill(), standstill()]).toEqual([0, 0]);
  const first = blocks.next();
  expect([standstill(), standstill()]).toEqual([0, 1]);
  await first;
  // analysing takes as long as it takes
  expect([standstill(), standstill()]).toEqual([0, 0]);
  const second = blocks.next();
  expect([standstill(), standstill()]).toEqual([0, 1]);
  await second;
  expect(await blocks.next()).toEqual({ done: true, value: undefined });
  expect([standstill(), standstill()]).toEqual([0, 0]);
});

test('a decoder that fails stands still no more', async () => {
  const count = createDecodingCount();
  await expect(countDecoding(count, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(Atomics.load(count, 0) % 2).toBe(0);
});
