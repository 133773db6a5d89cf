import { expect, test } from 'vitest';
import { openPcm } from '../../src/audio/open-pcm.js';
import { hashPcm } from '../../src/catalogue/hash-pcm.js';
import { noise } from '../analysers/dynamics/signals.js';

async function hashOf(channels: readonly Float32Array[], sizes: readonly number[]): Promise<string> {
  const audio = openPcm(channels, { sampleRate: 44100 });
  const cut = {
    ...audio,
    async *blocks() {
      let at = 0;
      for (const size of sizes) {
        yield { channels: channels.map((channel) => channel.subarray(at, at + size)) };
        at += size;
      }
    },
  };
  const hashed = hashPcm(cut);
  for await (const _ of hashed.audio.blocks());
  return hashed.sha256();
}

test('the hash is of the samples, not of how they are cut, and a single sample or the order of channels changes it', async () => {
  const [left, right] = [noise(1000, 1), noise(1000, 2)];
  const whole = await hashOf([left, right], [1000]);
  expect(await hashOf([left, right], [1, 333, 666])).toBe(whole);
  expect(await hashOf([right, left], [1000])).not.toBe(whole);
  const other = left.slice();
  other[999]! += 1e-6;
  expect(await hashOf([other, right], [1000])).not.toBe(whole);
});
