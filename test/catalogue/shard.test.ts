import { expect, test } from 'vitest';
import { isOfShard, parseShard } from '../../src/catalogue/shard.js';

const paths = Array.from({ length: 4000 }, (_, i) => `/music/${i % 37}/track ${i}.flac`);

test('every recording is of one shard, and the shards are about equal', () => {
  const shards = [1, 2, 3, 4, 5].map((number) => parseShard(`${number}/5`));
  const sizes = shards.map((shard) => paths.filter((path) => isOfShard(path, shard)).length);
  for (const path of paths) expect(shards.filter((shard) => isOfShard(path, shard))).toHaveLength(1);
  // five standard deviations of a draw
  for (const size of sizes) expect(Math.abs(size - 800)).toBeLessThan(5 * Math.sqrt(4000 * 0.2 * 0.8));
});

test('what is no shard is refused', () => {
  for (const text of ['0/2', '3/2', '1', '1/0', '-1/2', '1.5/2', '1/2/3', 'a/b', ''])
    expect(() => parseShard(text), text).toThrow('is no shard');
});
