import { SwerveError } from '../errors.js';
import type { Cancellation } from './pcm.js';

/** Bytes of a stream, read forward; what is read does not depend on how the stream was cut into chunks. */
export type ByteReader = {
  /** Bytes consumed so far. */
  readonly position: number;
  /** Waits until `count` bytes are at hand or the stream has ended; says whether they are. */
  fill(count: number): Promise<boolean>;
  /** The bytes at hand from here on, at most `count`; stays valid. */
  peek(count: number): Uint8Array;
  /** Consumes up to `count` of the bytes at hand. */
  take(count: number): Uint8Array;
  /** Passes over up to `count` bytes, waiting for them; returns how many there were. */
  skip(count: number): Promise<number>;
  /** Lets go of the stream. */
  close(): Promise<void>;
};

/** Errors: 'aborted'; whatever the stream throws. */
export function createByteReader(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  signal: Cancellation | undefined,
): ByteReader {
  const stream = bytes[Symbol.asyncIterator]();
  let buffer: Uint8Array = new Uint8Array(0);
  let start = 0;
  let position = 0;
  let ended = false;

  async function next(): Promise<Uint8Array | undefined> {
    if (signal?.aborted) throw new SwerveError('aborted', 'Reading was cancelled.', name, 'Start it again.');
    if (ended) return undefined;
    const step = await stream.next();
    if (!step.done) return step.value;
    ended = true;
    return undefined;
  }

  return {
    get position() {
      return position;
    },
    async fill(count) {
      if (buffer.length - start >= count) return true;
      const rest = buffer.subarray(start);
      const pieces = [rest];
      let length = rest.length;
      while (length < count) {
        const chunk = await next();
        if (chunk === undefined) break;
        pieces.push(chunk);
        length += chunk.length;
      }
      // A chunk is adopted as it is where nothing is left of the one before it.
      const filled = pieces.filter((piece) => piece.length > 0);
      buffer = filled.length === 1 ? filled[0]! : joinBytes(filled);
      start = 0;
      return length >= count;
    },
    peek: (count) => buffer.subarray(start, start + count),
    take(count) {
      const taken = buffer.subarray(start, start + count);
      start += taken.length;
      position += taken.length;
      return taken;
    },
    async skip(count) {
      let left = count;
      while (left > 0) {
        if (start === buffer.length) {
          const chunk = await next();
          if (chunk === undefined) break;
          buffer = chunk;
          start = 0;
        }
        const passed = Math.min(left, buffer.length - start);
        start += passed;
        position += passed;
        left -= passed;
      }
      return count - left;
    },
    async close() {
      ended = true;
      await stream.return?.();
    },
  };
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}

/** `text` as Latin-1 letters at `offset`? */
export function hasLetters(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false;
  return true;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes as Latin-1 letters. */
export function letters(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
