import type { ByteReader } from '../byte-reader.js';
import { hasLetters, joinBytes, viewOf } from '../byte-reader.js';
import type { DamageLog } from '../damage-log.js';

/** One page of an Ogg stream whose checksum is right. */
export type OggPage = {
  /** The whole page. */
  readonly bytes: Uint8Array;
  readonly serial: number;
  readonly sequence: number;
  /** The stream's time at the end of the page's last whole packet; undefined where none ends in it. */
  readonly granule: number | undefined;
  readonly continued: boolean;
  readonly first: boolean;
  readonly last: boolean;
  /** The pieces of packets in it; all but the last one are ends of packets. */
  readonly pieces: readonly Uint8Array[];
  /** The last piece goes on in the next page. */
  readonly open: boolean;
};

const headerBytes = 27;
const largestPage = headerBytes + 255 + 255 * 255;

/** Pages in order; whatever lies between them goes to the log. Source: RFC 3533. */
export async function* readOggPages(reader: ByteReader, log: DamageLog): AsyncGenerator<OggPage> {
  while (await reader.fill(headerBytes)) {
    const page = await peekPage(reader);
    if (page !== undefined) {
      reader.take(page.bytes.length);
      log.resume();
      yield page;
      continue;
    }
    await reader.fill(largestPage);
    log.lost(reader.position, undefined, await reader.skip(nextCapture(reader.peek(largestPage))));
  }
  const rest = reader.peek(headerBytes).length;
  if (rest > 0) log.lost(reader.position, undefined, await reader.skip(rest));
}

async function peekPage(reader: ByteReader): Promise<OggPage | undefined> {
  const start = reader.peek(headerBytes);
  if (!hasLetters(start, 0, 'OggS\0')) return undefined;
  const bodyAt = headerBytes + start[26]!;
  if (!(await reader.fill(bodyAt))) return undefined;
  const lacing = reader.peek(bodyAt).subarray(headerBytes);
  const byteCount = lacing.reduce((sum, length) => sum + length, bodyAt);
  if (!(await reader.fill(byteCount))) return undefined;
  const bytes = reader.peek(byteCount);
  if (pageChecksum(bytes) !== viewOf(bytes).getUint32(22, true)) return undefined;
  return parsePage(bytes, lacing, bodyAt);
}

function parsePage(bytes: Uint8Array, lacing: Uint8Array, bodyAt: number): OggPage {
  const view = viewOf(bytes);
  const pieces: Uint8Array[] = [];
  let from = bodyAt;
  let to = bodyAt;
  for (const length of lacing) {
    to += length;
    if (length === 255) continue;
    pieces.push(bytes.subarray(from, to));
    from = to;
  }
  const open = lacing.length > 0 && lacing.at(-1) === 255;
  if (open) pieces.push(bytes.subarray(from, to));
  const granule = view.getBigInt64(6, true);
  return {
    bytes,
    serial: view.getUint32(14, true),
    sequence: view.getUint32(18, true),
    granule: granule < 0n ? undefined : Number(granule),
    continued: (bytes[5]! & 1) !== 0,
    first: (bytes[5]! & 2) !== 0,
    last: (bytes[5]! & 4) !== 0,
    pieces,
    open,
  };
}

/** Bytes, at least 1, up to what may be the next page, or all of them. */
function nextCapture(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0x4f, 1); at >= 0; at = bytes.indexOf(0x4f, at + 1))
    if (hasLetters(bytes, at, 'OggS'.slice(0, bytes.length - at))) return at;
  return bytes.length;
}

/** Joins packets that go on over pages; one whose beginning or middle was lost is left out. */
export function createPacketizer(): (page: OggPage) => readonly Uint8Array[] {
  let begun: Uint8Array[] | undefined;
  let expected = -1;
  return (page) => {
    if (page.sequence !== expected) begun = undefined;
    expected = page.sequence + 1;
    const packets: Uint8Array[] = [];
    for (const [index, piece] of page.pieces.entries()) {
      const continues = index === 0 && page.continued;
      const goesOn = page.open && index === page.pieces.length - 1;
      const parts: Uint8Array[] | undefined = continues ? begun : [];
      parts?.push(piece);
      begun = goesOn ? parts : undefined;
      if (!goesOn && parts !== undefined) packets.push(joinBytes(parts));
    }
    return packets;
  };
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let check = byte << 24;
  for (let k = 0; k < 8; k++) check = (check << 1) ^ (check < 0 ? 0x04c11db7 : 0);
  return check >>> 0;
});

/** CRC-32 of the polynomial 04c11db7 with the checksum's own bytes taken as 0. */
function pageChecksum(bytes: Uint8Array): number {
  let check = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = i >= 22 && i < 26 ? 0 : bytes[i]!;
    check = (check << 8) ^ table[(check >>> 24) ^ byte]!;
  }
  return check >>> 0;
}
