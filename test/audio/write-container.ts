/** How samples are stored in the small files that the tests write. */
export type Encoding = 'u8' | 's8' | 's16' | 's24' | 's32' | 'f32' | 'f64';

const widths: Readonly<Record<Encoding, number>> = { u8: 1, s8: 1, s16: 2, s24: 3, s32: 4, f32: 4, f64: 8 };

export type Content = {
  readonly channels: readonly (readonly number[] | Float32Array)[];
  readonly rate: number;
  readonly encoding: Encoding;
};

/** Interleaved samples; integers are 2^(bits − 1) times the sample, rounded and clipped. */
export function encodeSamples({ channels, encoding }: Content, littleEndian: boolean): Uint8Array {
  const width = widths[encoding];
  const frames = channels[0]?.length ?? 0;
  const bytes = new Uint8Array(frames * channels.length * width);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let i = 0; i < frames; i++)
    for (const channel of channels) {
      const sample = channel[i]!;
      const full = 2 ** (8 * width - 1);
      const integer = Math.max(-full, Math.min(full - 1, Math.round(sample * full)));
      if (encoding === 'f32') view.setFloat32(at, sample, littleEndian);
      else if (encoding === 'f64') view.setFloat64(at, sample, littleEndian);
      else if (encoding === 'u8') view.setUint8(at, integer + 128);
      else if (encoding === 's8') view.setInt8(at, integer);
      else if (encoding === 's16') view.setInt16(at, integer, littleEndian);
      else if (encoding === 's32') view.setInt32(at, integer, littleEndian);
      else for (let k = 0; k < 3; k++) bytes[at + (littleEndian ? k : 2 - k)] = (integer >> (8 * k)) & 255;
      at += width;
    }
  return bytes;
}

const text = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function number(value: number, width: 2 | 4 | 8, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(width);
  const view = new DataView(bytes.buffer);
  if (width === 2) view.setUint16(0, value, littleEndian);
  else if (width === 4) view.setUint32(0, value, littleEndian);
  else view.setBigUint64(0, BigInt(value), littleEndian);
  return bytes;
}

/** A chunk with its pad byte. */
export function chunk(id: string, body: Uint8Array, littleEndian = true, byteCount = body.length): Uint8Array {
  return join(text(id), number(byteCount, 4, littleEndian), body, new Uint8Array(body.length & 1));
}

function waveFormat({ channels, rate, encoding }: Content, littleEndian: boolean, speakerMask?: number): Uint8Array {
  const width = widths[encoding];
  const tag = encoding.startsWith('f') ? 3 : 1;
  const short = (value: number) => number(value, 2, littleEndian);
  const long = (value: number) => number(value, 4, littleEndian);
  const basic = [
    short(channels.length),
    long(rate),
    long(rate * width * channels.length),
    short(width * channels.length),
    short(width * 8),
  ];
  if (speakerMask === undefined) return join(short(tag), ...basic);
  return join(short(0xfffe), ...basic, short(22), short(width * 8), long(speakerMask), short(tag), new Uint8Array(14));
}

export type WaveOptions = {
  readonly kind?: 'RIFF' | 'RIFX' | 'RF64';
  readonly speakerMask?: number;
  /** Chunks before the samples, and after them. */
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  /** What the header says instead of the truth. */
  readonly dataBytes?: number;
};

/** WAV: 'u8' or the signed widths above 8 bits, or floats. */
export function writeWav(content: Content, options: WaveOptions = {}): Uint8Array {
  const { kind = 'RIFF', speakerMask, before = new Uint8Array(0), after = new Uint8Array(0) } = options;
  const littleEndian = kind !== 'RIFX';
  const samples = encodeSamples(content, littleEndian);
  const long = kind === 'RF64';
  const dataBytes = options.dataBytes ?? samples.length;
  const frames = content.channels[0]?.length ?? 0;
  const sizes = join(...[0, dataBytes, frames].map((size) => number(size, 8, true)), number(0, 4, true));
  const body = join(
    text('WAVE'),
    long ? chunk('ds64', sizes) : new Uint8Array(0),
    chunk('fmt ', waveFormat(content, littleEndian, speakerMask), littleEndian),
    before,
    chunk('data', samples, littleEndian, long ? 0xffffffff : dataBytes),
    after,
  );
  return join(text(kind), number(long ? 0xffffffff : body.length, 4, littleEndian), body);
}

/** Sony's Wave64. */
export function writeWave64(content: Content): Uint8Array {
  const tail = Uint8Array.of(0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a);
  const riffTail = Uint8Array.of(0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00);
  const block = (id: string, body: Uint8Array) =>
    join(text(id), tail, number(body.length + 24, 8, true), body, new Uint8Array(-body.length & 7));
  const body = join(
    text('wave'),
    tail,
    block('fmt ', waveFormat(content, true)),
    block('data', encodeSamples(content, true)),
  );
  return join(text('riff'), riffTail, number(body.length + 24, 8, true), body);
}

/** AIFF, or AIFF-C where a compression is named. */
export function writeAiff(content: Content, compression?: string, after: Uint8Array = new Uint8Array(0)): Uint8Array {
  const { channels, rate, encoding } = content;
  const samples = encodeSamples(content, compression === 'sowt');
  const exponent = Math.floor(Math.log2(rate));
  const common = join(
    number(channels.length, 2, false),
    number(channels[0]?.length ?? 0, 4, false),
    number(widths[encoding] * 8, 2, false),
    number(exponent + 16383, 2, false),
    number(rate * 2 ** (31 - exponent), 4, false),
    new Uint8Array(4),
    compression === undefined ? new Uint8Array(0) : join(text(compression), new Uint8Array(2)),
  );
  const body = join(
    text(compression === undefined ? 'AIFF' : 'AIFC'),
    chunk('COMM', common, false),
    chunk('SSND', join(new Uint8Array(8), samples), false),
    after,
  );
  return join(text('FORM'), number(body.length, 4, false), body);
}

/** Sun's AU. */
export function writeAu(content: Content, declaredBytes?: number): Uint8Array {
  const samples = encodeSamples(content, false);
  const code = { u8: 0, s8: 2, s16: 3, s24: 4, s32: 5, f32: 6, f64: 7 }[content.encoding];
  const fields = [24, declaredBytes ?? samples.length, code, content.rate, content.channels.length];
  return join(text('.snd'), ...fields.map((field) => number(field, 4, false)), samples);
}
