import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { SwerveError } from '../errors.js';

/** One of so many parts of a catalogue; the first is 1. */
export type Shard = { readonly number: number; readonly of: number };

/** Reads '2/8'. Throws SwerveError 'invalid-argument'. */
export function parseShard(text: string): Shard {
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (number !== undefined && of !== undefined && number >= 1 && number <= of) return { number, of };
  throw new SwerveError('invalid-argument', `'${text}' is no shard.`, '--shard', 'Give 1/8 to 8/8 for eight of them.');
}

/**
 * Whether a recording is of this shard: by the hash of its absolute path, so that files that come or go move no other
 * into another shard. Shards differ in size as draws do: by about the root of it.
 */
export function isOfShard(path: string, { number, of }: Shard): boolean {
  return createHash('sha256').update(resolve(path)).digest().readUIntBE(0, 6) % of === number - 1;
}
