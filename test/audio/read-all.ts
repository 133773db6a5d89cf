import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AudioStream, OpenOptions } from '../../src/audio/decode.js';
import { openAudio } from '../../src/audio/decode.js';

const fixtures = join(import.meta.dirname, 'fixtures');

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(fixtures, name)));
}

export async function* cut(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes);
}

/** Decodes a whole file, handed over in chunks. */
export async function readAll(
  bytes: Uint8Array,
  name: string,
  chunkBytes = 262144,
  options: Omit<OpenOptions, 'name'> = {},
) {
  return drain(await openAudio(cut(bytes, chunkBytes), { name, ...options }));
}

/** All samples of opened audio. */
export async function drain(stream: AudioStream) {
  const blocks: (readonly Float32Array[])[] = [];
  for await (const { channels } of stream.blocks()) blocks.push(channels);
  const channelCount = blocks[0]?.length ?? 0;
  const channels = Array.from({ length: channelCount }, (_, c) => {
    const channel = new Float32Array(blocks.reduce((sum, block) => sum + block[c]!.length, 0));
    let at = 0;
    for (const block of blocks) {
      channel.set(block[c]!, at);
      at += block[c]!.length;
    }
    return channel;
  });
  return { format: stream.format, speakers: stream.speakers, tags: stream.tags, warnings: stream.warnings, channels };
}

/** The same with the samples as a fingerprint, which is quick to compare. */
export async function fingerprint(...input: Parameters<typeof readAll>) {
  const { channels, ...rest } = await readAll(...input);
  return { ...rest, frames: channels[0]?.length, samples: channels.map(hash) };
}

export function hash(samples: Float32Array): string {
  return createHash('sha1').update(samples).digest('hex');
}

/** Every fixture that needs no optional package. */
export const fixtureNames = [
  'tone.mp3',
  'silent-start.mp3',
  'mono-22k.mp3',
  'tone.flac',
  'tone.oga',
  'tone.ogg',
  'tone.opus',
  'six.opus',
  'tone.wv',
  'adpcm-ms.wav',
  'adpcm-ima.wav',
  'adpcm.aifc',
] as const;
