import { joinBytes } from '../byte-reader.js';
import type { Codec, OpenedAudio, Opening } from '../codec.js';
import { createComplaints } from '../complaints.js';
import { createDamageLog } from '../damage-log.js';
import { describeAac, loadAac } from './aac-package.js';

/** Bare AAC frames. */
export const adts: Codec = {
  container: 'AAC',
  extensions: ['aac', 'adts'],
  matches(head, ended) {
    let at = 0;
    for (let frames = 0; frames < 3; frames++) {
      if (at >= head.length) return ended && frames > 0;
      const byteCount = adtsFrameBytes(head.subarray(at));
      if (byteCount === 0) return false;
      at += byteCount;
    }
    return true;
  },
  open: openAdts,
};

const headerBytes = 7;
const framesAtOnce = 48;

/** The length of the frame whose header stands at the bytes' start; 0 where there is none. Source: ISO/IEC 13818-7. */
function adtsFrameBytes(bytes: Uint8Array): number {
  if (bytes.length < headerBytes || bytes[0] !== 0xff || (bytes[1]! & 0xf6) !== 0xf0) return 0;
  if (((bytes[2]! >> 2) & 15) > 12) return 0;
  const byteCount = ((bytes[3]! & 3) << 11) | (bytes[4]! << 3) | (bytes[5]! >> 5);
  return byteCount > headerBytes ? byteCount : 0;
}

async function openAdts(opening: Opening): Promise<OpenedAudio> {
  const { decoder } = await loadAac(opening.name);
  const decode = await decoder();
  const complaints = createComplaints();

  async function* decoded() {
    let batch: Uint8Array[] = [];
    try {
      for await (const frame of wholeFrames(opening)) {
        batch.push(frame);
        if (batch.length < framesAtOnce) continue;
        const bytes = joinBytes(batch);
        batch = [];
        yield complaints.collect(() => decode.decode(bytes));
      }
      yield complaints.collect(() => decode.decode(joinBytes(batch)));
    } finally {
      decode.free();
    }
    for (const text of complaints.report()) opening.warn(text);
  }

  return describeAac(opening, 'AAC', 'AAC', undefined, {}, decoded());
}

async function* wholeFrames({ reader, warn }: Opening): AsyncGenerator<Uint8Array> {
  const log = createDamageLog();
  while (await reader.fill(headerBytes)) {
    const byteCount = adtsFrameBytes(reader.peek(headerBytes));
    const followed = await reader.fill(byteCount + headerBytes);
    const next = reader.peek(byteCount + headerBytes).subarray(byteCount);
    if (byteCount > 0 && (followed ? adtsFrameBytes(next) > 0 : reader.peek(byteCount).length === byteCount)) {
      yield reader.take(byteCount);
      log.resume();
      continue;
    }
    await reader.fill(65536);
    const sync = reader.peek(65536).indexOf(0xff, 1);
    log.lost(reader.position, undefined, await reader.skip(sync < 0 ? 65536 : sync));
  }
  for (const text of log.report()) warn(text);
}
