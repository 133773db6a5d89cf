/** SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, in hexadecimal; written out because the pure rooms have no crypto. */
export function contentHash(text: string): string {
  const bytes = utf8(text);
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Uint32Array.from(squareRoots);
  const schedule = new Uint32Array(64);
  for (let block = 0; block < blocks; block++) digestBlock(state, schedule, view, block * 64);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** A lone surrogate is encoded as if it were a character. */
function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length); // no more than that for any unit of UTF-16
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point < 0x80) bytes[count++] = point;
    else {
      if (point < 0x800) bytes[count++] = 0xc0 | (point >> 6);
      else {
        if (point < 0x10000) bytes[count++] = 0xe0 | (point >> 12);
        else {
          bytes[count++] = 0xf0 | (point >> 18);
          bytes[count++] = 0x80 | ((point >> 12) & 63);
          i++;
        }
        bytes[count++] = 0x80 | ((point >> 6) & 63);
      }
      bytes[count++] = 0x80 | (point & 63);
    }
  }
  return bytes.subarray(0, count);
}

const primes = firstPrimes(64);
/** The first 32 bits of the fractional parts of roots of primes. */
const squareRoots = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const cubeRoots = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 4294967296);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function digestBlock(state: Uint32Array, schedule: Uint32Array, view: DataView, start: number): void {
  for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(start + 4 * i);
  for (let i = 16; i < 64; i++) {
    const early = schedule[i - 15]!;
    const late = schedule[i - 2]!;
    schedule[i] =
      schedule[i - 16]! +
      (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
      schedule[i - 7]! +
      (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const first =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + cubeRoots[i]! + schedule[i]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i]! += word;
  });
}
