import type { ByteReader } from './byte-reader.js';
import { hasLetters } from './byte-reader.js';
import type { Tags } from './pcm.js';
import { id3Tags, maximumTagBytes } from './tags.js';

/** Reads and passes over the ID3v2 tags that may stand before any kind of file; the first one wins. */
export async function readId3(reader: ByteReader): Promise<Tags> {
  let tags: Tags = {};
  while ((await reader.fill(10)) && hasLetters(reader.peek(3), 0, 'ID3')) {
    const header = reader.peek(10);
    const size = header.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
    const tagBytes = 10 + size + (header[5]! & 0x10 ? 10 : 0);
    await reader.fill(Math.min(tagBytes, maximumTagBytes));
    tags = { ...(await id3Tags(reader.peek(Math.min(tagBytes, maximumTagBytes)))), ...tags };
    await reader.skip(tagBytes);
  }
  return tags;
}
