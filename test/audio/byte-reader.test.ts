import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createByteReader } from '../../src/audio/byte-reader.js';
import { cut } from './read-all.js';

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i & 255);

test('what is read depends on the bytes alone', async () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('take', 'skip', 'peek'), fc.integer({ min: 0, max: 300 })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 1200 }), async (actions, chunkBytes) => {
      const reader = createByteReader(cut(bytes, chunkBytes), 'a', undefined);
      let position = 0;
      for (const [action, count] of actions) {
        const there = bytes.subarray(position, position + count);
        if (action === 'skip') expect(await reader.skip(count)).toBe(there.length);
        else {
          expect(await reader.fill(count)).toBe(there.length === count);
          expect([...(action === 'take' ? reader.take(count) : reader.peek(count))]).toEqual([...there]);
        }
        if (action !== 'peek') position += there.length;
        expect(reader.position).toBe(position);
      }
    }),
    { numRuns: 60 },
  );
});

test('a view stays what it was when more is read', async () => {
  const reader = createByteReader(cut(bytes, 10), 'a', undefined);
  await reader.fill(15);
  const view = reader.take(15);
  await reader.fill(500);
  expect([...view]).toEqual([...bytes.subarray(0, 15)]);
});

test('an error of the stream reaches the reader', async () => {
  async function* broken() {
    yield bytes.subarray(0, 10);
    throw new Error('the disk is gone');
  }
  const reader = createByteReader(broken(), 'a', undefined);
  expect(await reader.fill(10)).toBe(true);
  await expect(reader.fill(11)).rejects.toThrow('the disk is gone');
});
