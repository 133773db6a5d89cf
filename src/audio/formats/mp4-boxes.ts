import { letters, viewOf } from '../byte-reader.js';

/** A box of an MP4 file: its place among the bytes that hold it. */
export type Box = {
  readonly type: string;
  readonly start: number;
  readonly bodyStart: number;
  /** Infinity where the box goes on to the end of the file. */
  readonly end: number;
};

/** Enough for the longest box header. */
export const boxHeaderBytes = 16;

/** The box whose header stands at the bytes' start, as if it lay at `start`; undefined where none can. */
export function parseBox(bytes: Uint8Array, start: number): Box | undefined {
  if (bytes.length < 8) return undefined;
  const view = viewOf(bytes);
  const type = letters(bytes.subarray(4, 8));
  const size = view.getUint32(0);
  if (size === 0) return { type, start, bodyStart: start + 8, end: Infinity };
  if (size >= 8) return { type, start, bodyStart: start + 8, end: start + size };
  if (size !== 1 || bytes.length < 16) return undefined;
  const long = Number(view.getBigUint64(8));
  return long >= 16 ? { type, start, bodyStart: start + 16, end: start + long } : undefined;
}

/** The boxes inside `within` that lie along a path of types, such as moov, trak, mdia. */
export function findBoxes(bytes: Uint8Array, path: readonly string[], from = 0, to = bytes.length): Box[] {
  const found: Box[] = [];
  for (let at = from; at < to; ) {
    const box = parseBox(bytes.subarray(at, to), at);
    if (box === undefined) break;
    const end = Math.min(box.end, to);
    if (box.type === path[0])
      found.push(...(path.length === 1 ? [{ ...box, end }] : findBoxes(bytes, path.slice(1), box.bodyStart, end)));
    at = end;
  }
  return found;
}

/** A copy of a moov box whose tables of places in the file are all moved by `bytesLater`. */
export function moveChunks(moov: Uint8Array, bytesLater: number): Uint8Array {
  const moved = moov.slice();
  const view = viewOf(moved);
  const tables = ['moov', 'trak', 'mdia', 'minf', 'stbl'];
  for (const [type, width] of [
    ['stco', 4],
    ['co64', 8],
  ] as const)
    for (const { bodyStart, end } of findBoxes(moved, [...tables, type])) {
      const last = Math.min(end - width, bodyStart + 8 + (view.getUint32(bodyStart + 4) - 1) * width);
      for (let at = bodyStart + 8; at <= last; at += width)
        if (width === 4) view.setUint32(at, view.getUint32(at) + bytesLater);
        else view.setBigUint64(at, view.getBigUint64(at) + BigInt(bytesLater));
    }
  return moved;
}
