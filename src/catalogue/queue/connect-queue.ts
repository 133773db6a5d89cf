import type { Redis } from 'ioredis';
import { SwerveError } from '../../errors.js';
import type { RedisAddress } from './redis-address.js';

/** A Redis server that answered, and BullMQ. */
export type QueueConnection = {
  readonly bullmq: typeof import('bullmq');
  readonly redis: Redis;
  close(): void;
};

/**
 * Connects; the packages are loaded only here. From then on a connection that breaks is made again, and commands wait
 * for it. Throws SwerveError where a package is missing or nothing answers.
 */
export async function connectQueue({ url, shown }: RedisAddress): Promise<QueueConnection> {
  const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]).catch((cause: unknown) => {
    const remedy = 'Install them beside Swerve: `npm install bullmq ioredis`.';
    throw new SwerveError('missing-package', 'A queue needs two packages more.', 'bullmq, ioredis', remedy, cause);
  });
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5000, maxRetriesPerRequest: null });
  let trouble: unknown;
  // without a listener the client writes errors itself; whoever waits for an answer notices
  redis.on('error', (error) => {
    trouble = error;
  });
  try {
    await redis.connect();
    // the client itself goes on where there is no such database
    await redis.select(redis.options.db ?? 0);
  } catch (cause) {
    redis.disconnect();
    const reason = (trouble instanceof Error ? trouble.message : String(cause)).replace(/\.$/, '');
    const remedy = 'Start it, or check the address, the password and the database.';
    throw new SwerveError('not-found', `No Redis server can be used there: ${reason}.`, shown, remedy, cause);
  }
  return { bullmq, redis, close: () => redis.disconnect() };
}
