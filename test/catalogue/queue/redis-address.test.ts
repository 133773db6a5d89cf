import { expect, test } from 'vitest';
import { redisAddress } from '../../../src/catalogue/queue/redis-address.js';

test('user and password are not shown, the rest is', () => {
  expect(redisAddress('redis://someone:hunter2@queue.example:6380/2').shown).toBe('redis://queue.example:6380/2');
  expect(redisAddress('rediss://:hunter2@[::1]').shown).toBe('rediss://[::1]');
});

test('what is no address is refused, and not repeated', () => {
  for (const url of ['http://hunter2@host', 'redis://', 'redis://host/hunter2', 'hunter2@host:6379', 'redis://h:70000'])
    expect(() => redisAddress(url), url).toThrow(expect.not.objectContaining({ where: expect.stringContaining('h') }));
});
