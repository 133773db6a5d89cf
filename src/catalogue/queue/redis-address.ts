import { SwerveError } from '../../errors.js';

/** Where a Redis server listens. */
export type RedisAddress = {
  /** With all that it takes to connect, a password too. */
  readonly url: string;
  /** Without user and password: the only form that may be printed. */
  readonly shown: string;
};

/** Reads 'redis://[user:password@]host[:port][/database]', or rediss: for TLS. Throws SwerveError, which never repeats what it was given. */
export function redisAddress(url: string): RedisAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isRedis = parsed !== undefined && /^rediss?:$/.test(parsed.protocol) && parsed.hostname !== '';
  if (!isRedis || !/^(\/\d*)?$/.test(parsed.pathname))
    throw new SwerveError(
      'invalid-argument',
      'This is no address of a Redis server.',
      '--queue',
      'Give redis://host:port, with /number for another database than 0.',
    );
  return { url, shown: `${parsed.protocol}//${parsed.host}${parsed.pathname}` };
}
