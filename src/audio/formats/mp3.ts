import type { ByteReader } from '../byte-reader.js';
import { hasLetters, joinBytes } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { damaged, loadDecoder } from '../codec.js';
import { createComplaints } from '../complaints.js';
import { createDamageLog } from '../damage-log.js';
import { readId3 } from '../leading-tags.js';
import type { EncoderNotes, MpegHeader } from './mpeg-frames.js';
import {
  findMpegFrames,
  parseEncoderNotes,
  parseMpegHeader,
  promisedFrames,
  startsMpegFrames,
  startsTrailer,
} from './mpeg-frames.js';
import { createTrimmer } from './trimmer.js';

/** How far into a file we look for its first frame. */
const searchBytes = 65536;
/** Room for three frames of the largest size. */
const threeFrames = 3 * 2881;

export const mp3: Codec = {
  container: 'MP3',
  extensions: ['mp3', 'mp2', 'mpga', 'mpa', 'mp1'],
  matches: (head, ended) => findMpegFrames(head, ended) >= 0,
  open: openMpeg,
};

/** Frames of MPEG audio from here on. */
export async function openMpeg(opening: Opening): Promise<OpenedAudio> {
  const { reader, name, warn } = opening;
  const whole = await reader.fill(searchBytes);
  const head = reader.peek(searchBytes);
  const start = findMpegFrames(head, !whole);
  if (start < 0) throw damaged('No frames of MPEG audio were found.', name);
  if (start > 0 && head.subarray(0, start).some((byte) => byte !== 0))
    warn(`${start} bytes before the first frame are not audio and were passed over.`);
  await reader.skip(start);
  await reader.fill(threeFrames);
  const first = parseMpegHeader(reader.peek(4))!;
  const notes = parseEncoderNotes(reader.peek(first.byteCount), first);
  let declared = promisedFrames(notes, first);
  return {
    format: {
      container: 'MP3',
      codec: `MPEG layer ${'I'.repeat(first.layer)}`,
      sampleRate: first.sampleRate,
      channelCount: first.channelCount,
      declaredSeconds: declared === undefined ? undefined : declared / first.sampleRate,
    },
    tags: () => ({}),
    declaredFrames: () => declared,
    samples: () =>
      decodeFrames(opening, first, (appended) => {
        const more = promisedFrames(appended, first);
        declared = declared === undefined || more === undefined ? undefined : declared + more;
      }),
  };
}

const framesAtOnce = 48;

/** Only whole frames reach the decoder, always cut at the same places; what lies between them is reported. */
async function* decodeFrames(
  opening: Opening,
  first: MpegHeader,
  onAppended: (notes: EncoderNotes) => void,
): AsyncGenerator<readonly Float32Array[]> {
  const { name, warn } = opening;
  const { decoder } = await loadDecoder('@audio/decode-mp3', 'MIT', name, () => import('@audio/decode-mp3'));
  const complaints = createComplaints();
  let decode = await decoder();
  // The decoder never sees the notes: it would believe a wrong count of frames, and cut the recording there.
  let notes: EncoderNotes | undefined;
  let trimmer = createTrimmer(0, 0);
  let batch: Uint8Array[] = [];
  let batchBytes = 0;
  let frameCount = 0;
  let started = false;

  function* decodeBatch(): Generator<readonly Float32Array[]> {
    if (batch.length === 0) return;
    const bytes = joinBytes(batch);
    batch = [];
    batchBytes = 0;
    const { channelData } = complaints.collect(() => decode.decode(bytes));
    // The decoder always makes two channels; the header knows better.
    const channels = trimmer.push(channelData.slice(0, first.channelCount));
    if (channels[0]?.length) yield channels;
  }

  /** The end of a recording: its last samples are padding only if all of its frames are there. */
  function* endRecording(): Generator<readonly Float32Array[]> {
    yield* decodeBatch();
    const held = trimmer.finish();
    if (frameCount !== notes?.frameCount && held[0]?.length) yield held;
  }

  try {
    for await (const frame of wholeFrames(opening, first)) {
      const found = parseEncoderNotes(frame, parseMpegHeader(frame)!);
      if (found === undefined) {
        frameCount++;
        batch.push(frame);
        batchBytes += frame.length;
        if (batch.length === framesAtOnce || batchBytes > 60000) yield* decodeBatch();
      } else {
        // Notes later on are those of another recording that was appended.
        yield* endRecording();
        if (started) {
          onAppended(found);
          decode.free();
          decode = await decoder();
        }
        notes = found;
        trimmer = createTrimmer(found.delay, found.padding);
        frameCount = 0;
      }
      started = true;
    }
    yield* endRecording();
  } finally {
    decode.free();
  }
  for (const text of complaints.report()) warn(text);
}

async function* wholeFrames({ reader, warn }: Opening, first: MpegHeader): AsyncGenerator<Uint8Array> {
  const log = createDamageLog();
  let frames = 0;
  while (await reader.fill(4)) {
    await reader.fill(12);
    const header = parseMpegHeader(reader.peek(4));
    if (header?.kind === first.kind) {
      const followed = await reader.fill(header.byteCount + 12);
      const next = reader.peek(header.byteCount + 12).subarray(header.byteCount);
      const last = !followed && reader.peek(header.byteCount).length === header.byteCount;
      if (last || parseMpegHeader(next)?.kind === first.kind || startsTrailer(next)) {
        frames += header.frames;
        yield reader.take(header.byteCount);
        log.resume();
        continue;
      }
    }
    if (frames > 0 && hasLetters(reader.peek(3), 0, 'ID3') && (await reader.fill(10))) {
      // The tags of an appended recording.
      await readId3(reader);
      continue;
    }
    if (startsTrailer(reader.peek(12)) && !(await continues(reader, first))) break;
    const whole = await reader.fill(threeFrames);
    log.lost(
      reader.position,
      frames / first.sampleRate,
      await reader.skip(nextFrames(reader.peek(threeFrames), first, !whole)),
    );
  }
  for (const text of log.report()) warn(text);
}

/** Do frames go on within a few kilobytes after a tag? */
async function continues(reader: ByteReader, first: MpegHeader): Promise<boolean> {
  const whole = await reader.fill(searchBytes);
  const bytes = reader.peek(searchBytes);
  return nextFrames(bytes, first, !whole) < bytes.length;
}

/** Bytes, at least 1, up to where frames of our kind go on, or all of them. */
function nextFrames(bytes: Uint8Array, first: MpegHeader, ended: boolean): number {
  for (let at = bytes.indexOf(0xff, 1); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const rest = bytes.subarray(at);
    if (rest.length < 4) return ended ? bytes.length : at;
    if (
      parseMpegHeader(rest)?.kind === first.kind &&
      (startsMpegFrames(rest, ended) || (!ended && rest.length < threeFrames / 2))
    )
      return at;
  }
  return bytes.length;
}
