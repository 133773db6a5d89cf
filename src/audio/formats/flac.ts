import type { ByteReader } from '../byte-reader.js';
import { hasLetters, joinBytes } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, loadDecoder } from '../codec.js';
import { createComplaints } from '../complaints.js';
import { createDamageLog } from '../damage-log.js';
import type { Tags } from '../pcm.js';
import { maximumTagBytes, vorbisCommentTags } from '../tags.js';
import type { StreamInfo } from './flac-frames.js';
import { flacFrameBytes, longestFlacHeader, parseFlacHeader, parseStreamInfo } from './flac-frames.js';

export const flac: Codec = {
  container: 'FLAC',
  extensions: ['flac', 'fla'],
  matches: (head) => hasLetters(head, 0, 'fLaC'),
  open: openFlac,
};

async function openFlac(opening: Opening): Promise<OpenedAudio> {
  const { reader, name } = opening;
  await reader.skip(4);
  let info: StreamInfo | undefined;
  let tags: Tags = {};
  for (let last = false; !last; ) {
    if (!(await reader.fill(4))) throw damaged('The file ends before its samples begin.', name);
    const [kind, high, middle, low] = reader.take(4) as unknown as [number, number, number, number];
    last = kind >= 128;
    const byteCount = (high << 16) | (middle << 8) | low;
    const start = reader.position;
    if ((kind & 127) === 0 || (kind & 127) === 4) {
      const kept = Math.min(byteCount, maximumTagBytes);
      await reader.fill(kept);
      const body = reader.take(kept);
      if ((kind & 127) === 0) info = parseStreamInfo(body);
      else tags = await vorbisCommentTags(body);
    }
    await reader.skip(byteCount - (reader.position - start));
  }
  if (info === undefined) throw damaged('The file does not say what its samples are like (no STREAMINFO).', name);
  return describeFlac('FLAC', info, tags, () => decodeFlacFrames(opening, info, wholeFrames(opening, info)));
}

export function describeFlac(
  container: string,
  info: StreamInfo,
  tags: Tags,
  samples: OpenedAudio['samples'],
): OpenedAudio {
  return {
    format: {
      container,
      codec: `FLAC ${info.bits} bit`,
      sampleRate: info.sampleRate,
      channelCount: info.channelCount,
      declaredSeconds: info.frames === undefined ? undefined : info.frames / info.sampleRate,
    },
    tags: () => tags,
    declaredFrames: () => info.frames,
    samples,
  };
}

const framesAtOnce = 16;

/**
 * The package cuts a stream into frames itself, and loses those whose headers lie across two chunks; so it is given
 * chunks that begin and end where frames do.
 */
export async function* decodeFlacFrames(
  { name, warn }: Opening,
  info: StreamInfo,
  frames: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly Float32Array[]> {
  const { decoder } = await loadDecoder('@audio/decode-flac', 'MIT', name, () => import('@audio/decode-flac'));
  const decode = await decoder();
  const complaints = createComplaints();
  const restore = (channel: Float32Array) => restoreIntegers(channel, info.bits);
  let batch: Uint8Array[] = [];
  try {
    for await (const frame of frames) {
      batch.push(frame);
      if (batch.length < framesAtOnce) continue;
      const bytes = joinBytes(batch);
      batch = [];
      const { channelData } = complaints.collect(() => decode.decode(bytes));
      if (channelData[0]?.length) yield channelData.map(restore);
    }
    for (const step of [() => decode.decode(joinBytes(batch)), () => decode.flush()]) {
      const { channelData } = complaints.collect(step);
      if (channelData[0]?.length) yield channelData.map(restore);
    }
  } finally {
    decode.free();
  }
  for (const text of complaints.report()) warn(text);
}

/** The package divides by 2^(bits−1) − 1; by 2^(bits−1), as in a WAV, the same integers are the same samples. */
export function restoreIntegers(channel: Float32Array, bits: number): Float32Array {
  const largest = 2 ** (bits - 1) - 1;
  if (bits <= 24)
    for (let i = 0; i < channel.length; i++) channel[i] = Math.round(channel[i]! * largest) / (largest + 1);
  return channel;
}

/** Frames whose checksums are right. */
async function* wholeFrames({ reader, warn }: Opening, info: StreamInfo): AsyncGenerator<Uint8Array> {
  const log = createDamageLog();
  let frames = 0;
  while (await reader.fill(6)) {
    await reader.fill(longestFlacHeader);
    const header = parseFlacHeader(reader.peek(longestFlacHeader));
    if (header?.channelCount === info.channelCount) {
      // No frame is longer than its samples stored as they are, one bit more each for a stereo difference.
      const room = Math.ceil((header.frames * info.channelCount * (info.bits + 1)) / 8) + 64;
      const whole = await reader.fill(room);
      const byteCount = flacFrameBytes(reader.peek(room), header, !whole);
      if (byteCount > 0) {
        frames += header.frames;
        yield reader.take(byteCount);
        log.resume();
        continue;
      }
    }
    if (frames > 0 && hasLetters(reader.peek(3), 0, 'TAG')) break;
    log.lost(reader.position, frames / info.sampleRate, await skipToSync(reader));
  }
  if (frames === 0 && log.report().length === 0) return;
  for (const text of log.report()) warn(text);
}

/** Passes over at least one byte, up to what may be a frame's first. */
async function skipToSync(reader: ByteReader): Promise<number> {
  await reader.fill(65536);
  const next = reader.peek(65536).indexOf(0xff, 1);
  return reader.skip(next < 0 ? 65536 : next);
}
