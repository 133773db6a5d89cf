import { describe, expect, test } from 'vitest';
import { foldChannels } from '../../../src/audio/channels.js';
import { fingerprint, hash, readAll } from '../read-all.js';
import { signal } from '../signal.js';
import type { Content, Encoding } from '../write-container.js';
import { chunk, encodeSamples, join, writeAiff, writeAu, writeWav, writeWave64 } from '../write-container.js';

const frames = 2000;
const content = (encoding: Encoding, channelCount = 2, rate = 44100): Content => ({
  channels: signal(frames, channelCount, rate),
  rate,
  encoding,
});

/** What a sample becomes when it is stored in so many bits and read again. */
function stored(encoding: Encoding, sample: number): number {
  if (encoding.startsWith('f')) return sample;
  const full = 2 ** (Number(encoding.slice(1)) - 1);
  return (Math.round(sample * full) + 0) / full;
}

const files: readonly (readonly [string, Encoding, (content: Content) => Uint8Array])[] = [
  ...(['u8', 's16', 's24', 's32', 'f32', 'f64'] as const).flatMap((encoding) => [
    ['a.wav', encoding, (c: Content) => writeWav(c)] as const,
    ['a.rf64', encoding, (c: Content) => writeWav(c, { kind: 'RF64' })] as const,
    ['big-endian.wav', encoding, (c: Content) => writeWav(c, { kind: 'RIFX' })] as const,
    ['extensible.wav', encoding, (c: Content) => writeWav(c, { speakerMask: 3 })] as const,
    ['a.w64', encoding, writeWave64] as const,
  ]),
  ...(['s8', 's16', 's24', 's32'] as const).flatMap((encoding) => [
    ['a.aiff', encoding, (c: Content) => writeAiff(c)] as const,
    ['a.aifc', encoding, (c: Content) => writeAiff(c, 'NONE')] as const,
    ['a.au', encoding, (c: Content) => writeAu(c)] as const,
  ]),
  ['sowt.aifc', 's16', (c) => writeAiff(c, 'sowt')],
  ['fl32.aifc', 'f32', (c) => writeAiff(c, 'fl32')],
  ['fl64.aifc', 'f64', (c) => writeAiff(c, 'FL64')],
  ['a.au', 'f32', (c) => writeAu(c)],
  ['a.au', 'f64', (c) => writeAu(c)],
];

test.each(files)('%s of %s comes back bit for bit, whatever the chunks', async (name, encoding, write) => {
  const written = content(encoding);
  const bytes = write(written);
  const whole = await readAll(bytes, name);
  expect(whole.warnings).toEqual([]);
  expect(whole.format).toMatchObject({ sampleRate: 44100, channelCount: 2, declaredSeconds: frames / 44100 });
  for (const [c, channel] of written.channels.entries())
    expect(hash(whole.channels[c]!)).toBe(hash(Float32Array.from(channel, (sample) => stored(encoding, sample))));
  const expected = await fingerprint(bytes, name);
  for (const chunkBytes of [1, 500, 4096]) expect(await fingerprint(bytes, name, chunkBytes)).toEqual(expected);
});

describe('channels and rates', () => {
  test.each([8000, 11025, 22050, 32000, 48000, 88200, 96000, 176400, 192000])('%i Hz', async (rate) => {
    const { channels, warnings, format } = await readAll(writeWav(content('s16', 2, rate)), 'a.wav');
    expect(format.sampleRate).toBe(rate);
    expect(warnings).toEqual([]);
    expect(channels[0]).toHaveLength(Math.ceil((frames * 44100) / rate));
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i channels', async (channelCount) => {
    const { channels, format, warnings } = await readAll(writeWav(content('f32', channelCount)), 'a.wav');
    expect(format.channelCount).toBe(channelCount);
    expect(channels).toHaveLength(channelCount);
    expect(warnings).toHaveLength(channelCount > 2 ? 1 : 0);
  });

  test('a loudspeaker mask decides where a channel goes', async () => {
    const channels = [[0.1], [0.2], [0.4], [0.8]];
    // Left, right, low-frequency effects, back centre.
    const { channels: read, speakers } = await readAll(
      writeWav({ channels, rate: 44100, encoding: 'f32' }, { speakerMask: 0x10b }),
      'a.wav',
    );
    expect(speakers).toEqual(['L', 'R', 'LFE', 'BC']);
    const folded = foldChannels(read, speakers);
    expect(folded[0]![0]).toBeCloseTo(0.1 + 0.4, 6);
    expect(folded[1]![0]).toBeCloseTo(0.2 + 0.4, 6);
  });

  test.each([
    ['no channels', writeWav({ channels: [], rate: 44100, encoding: 's16' }), 'damaged-audio'],
    ['9 channels', writeWav(content('s16', 9)), 'unsupported-format'],
    ['0 Hz', writeWav({ ...content('s16'), rate: 0 }), 'damaged-audio'],
    ['5 MHz', writeWav({ ...content('s16'), rate: 5_000_000 }), 'damaged-audio'],
    ['no channels in an AIFF', writeAiff({ channels: [], rate: 44100, encoding: 's16' }), 'damaged-audio'],
    ['no channels in an AU', writeAu({ channels: [], rate: 44100, encoding: 's16' }), 'damaged-audio'],
    ['no samples', writeWav({ channels: [[], []], rate: 44100, encoding: 's16' }), 'empty-audio'],
  ])('%s', async (_, bytes, code) => {
    await expect(readAll(bytes, 'a')).rejects.toMatchObject({ name: 'SwerveError', code });
  });
});

describe('what the header says and what is there', () => {
  test('a cut file is read as far as it goes, and the loss is told', async () => {
    const { channels, warnings } = await readAll(writeWav(content('s16')).subarray(0, 44 + 1000 * 4 + 3), 'a.wav');
    expect(channels[0]).toHaveLength(1000);
    expect(warnings).toEqual([expect.stringContaining('1000 samples')]);
    expect(warnings[0]).toContain('0.045 s');
  });

  test.each([0, 0x7ffff000, 0xffffffff])(
    'a length of %i, which a pipe leaves, means up to the end',
    async (dataBytes) => {
      const { channels, warnings, format } = await readAll(writeWav(content('s16'), { dataBytes }), 'a.wav');
      expect(channels[0]).toHaveLength(frames);
      expect(format.declaredSeconds).toBeUndefined();
      expect(warnings).toEqual([]);
    },
  );

  test('an AU that does not know its length is read to the end', async () => {
    const { channels, warnings } = await readAll(writeAu(content('s16'), 0xffffffff), 'a.au');
    expect(channels[0]).toHaveLength(frames);
    expect(warnings).toEqual([]);
  });

  test('what follows the samples is not sound', async () => {
    const noise = chunk('junk', new Uint8Array(999).fill(77));
    for (const bytes of [
      writeWav(content('s16'), { before: noise, after: noise }),
      writeAiff(content('s16'), undefined, chunk('junk', new Uint8Array(999).fill(77), false)),
    ]) {
      const { channels, warnings } = await readAll(bytes, 'a');
      expect(channels[0]).toEqual(content('s16').channels[0]);
      expect(warnings).toEqual([]);
    }
  });

  test('samples before their format, and a format cut short, are damage', async () => {
    const samples = encodeSamples(content('s16'), true);
    const header = writeWav(content('s16')).subarray(0, 12);
    for (const body of [chunk('data', samples), chunk('fmt ', new Uint8Array(8))])
      await expect(readAll(join(header, body), 'a.wav')).rejects.toMatchObject({ code: 'damaged-audio' });
    await expect(readAll(header, 'a.wav')).rejects.toMatchObject({ code: 'damaged-audio' });
  });

  test('an unknown coding is named', async () => {
    const bytes = writeWav(content('s16'));
    bytes[20] = 0x61;
    await expect(readAll(bytes, 'a.wav')).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('0x0061'),
    });
  });

  test('NaN and infinities become silence, and are counted', async () => {
    const channels = [
      [0.5, Number.NaN, 0.25],
      [Infinity, -Infinity, 0.125],
    ];
    const read = await readAll(writeWav({ channels, rate: 44100, encoding: 'f32' }), 'a.wav');
    expect(read.channels).toEqual([Float32Array.of(0.5, 0, 0.25), Float32Array.of(0, 0, 0.125)]);
    expect(read.warnings).toEqual([expect.stringMatching(/^3 samples are no samples/)]);
  });
});

describe('tags', () => {
  const letters = (text: string) => new TextEncoder().encode(text);
  const info = (artist: string) =>
    chunk('LIST', join(letters('INFO'), chunk('IART', letters(`${artist}\0`)), chunk('ICRD', letters('1999-12-31\0'))));

  test('a list of tags is read before the samples and after them', async () => {
    for (const options of [{ before: info('Ännie') }, { after: info('Ännie') }]) {
      const { tags } = await readAll(writeWav(content('s16'), options), 'a.wav');
      expect(tags).toEqual({ artist: 'Ännie', year: 1999 });
    }
  });

  test('an AIFF’s name and author', async () => {
    const bytes = writeAiff(content('s16'));
    const named = join(
      bytes.subarray(0, 12),
      chunk('NAME', letters('Song'), false),
      chunk('AUTH', letters('Singer'), false),
      bytes.subarray(12),
    );
    expect((await readAll(named, 'a.aiff')).tags).toEqual({ title: 'Song', artist: 'Singer' });
  });
});
