import { describe, expect, test } from 'vitest';
import { foldChannels } from '../../src/audio/channels.js';
import { openAudio } from '../../src/audio/decode.js';
import { cut, fingerprint, fixture, fixtureNames, hash, readAll } from './read-all.js';
import { signal, signalToError } from './signal.js';
import { writeWav } from './write-container.js';
import { writeModule } from './write-module.js';

describe('the samples do not depend on how the bytes are cut', () => {
  const files = [
    ...fixtureNames.map((name) => [name, fixture(name)] as const),
    ['song.mod', writeModule()] as const,
    ['truncated.mp3', fixture('tone.mp3').subarray(0, 7000)] as const,
    ['truncated.flac', fixture('tone.flac').subarray(0, 7000)] as const,
    ['truncated.ogg', fixture('tone.ogg').subarray(0, 7000)] as const,
  ];
  test.each(files)('%s', async (name, bytes: Uint8Array) => {
    const whole = await fingerprint(bytes, name, 2 ** 20);
    expect(whole.frames).toBeGreaterThan(2000);
    for (const chunkBytes of [500, 997, 4096, 65536]) expect(await fingerprint(bytes, name, chunkBytes)).toEqual(whole);
  });

  test('nor do they on empty chunks', async () => {
    const bytes = fixture('tone.flac');
    async function* withGaps() {
      for await (const chunk of cut(bytes, 3000)) {
        yield new Uint8Array(0);
        yield chunk;
      }
    }
    const blocks = (await openAudio(withGaps(), { name: 'tone.flac' })).blocks();
    let frames = 0;
    for await (const { channels } of blocks) frames += channels[0]!.length;
    expect(frames).toBe(12000);
  });
});

describe('what each format decodes to', () => {
  test.each(['tone.flac', 'tone.oga'])('%s is the sound that went in, to the bit', async (name) => {
    const { channels, warnings } = await readAll(fixture(name), name);
    expect(channels.map(hash)).toEqual(signal(12000, 2, 44100).map(hash));
    expect(warnings).toEqual([]);
  });

  test('WavPack is the sound that went in, to a 16-bit step', async () => {
    const { channels, warnings } = await readAll(fixture('tone.wv'), 'tone.wv');
    expect(warnings).toEqual([]);
    for (const [c, expected] of signal(12000, 2, 44100).entries()) {
      expect(channels[c]).toHaveLength(12000);
      const worst = expected.reduce((most, sample, i) => Math.max(most, Math.abs(channels[c]![i]! - sample)), 0);
      expect(worst).toBeLessThan(1 / 32768);
    }
  });

  test.each([
    ['tone.mp3', 30000, 20],
    ['tone.ogg', 30000, 20],
    ['tone.opus', 30000, 20],
    ['adpcm-ms.wav', 12144, 30],
    ['adpcm-ima.wav', 12204, 30],
    ['adpcm.aifc', 12032, 30],
  ] as const)('%s lies where the sound that went in lay', async (name, frames, decibels) => {
    const { channels, warnings } = await readAll(fixture(name), name);
    expect(warnings).toEqual([]);
    expect(channels).toHaveLength(2);
    const length = frames === 30000 ? 30000 : 12000;
    for (const [c, expected] of signal(length, 2, 44100).entries()) {
      expect(Math.abs(channels[c]!.length - frames)).toBeLessThanOrEqual(1);
      // One sample of delay alone would leave 24 dB on the left and 17 dB on the right.
      expect(signalToError(expected, channels[c]!, 600)).toBeGreaterThan(decibels + (c === 0 ? 5 : 0));
    }
  });

  test('an MP3 that starts in silence has two channels from the start', async () => {
    const { channels, format } = await readAll(fixture('silent-start.mp3'), 'silent-start.mp3');
    expect(format.channelCount).toBe(2);
    expect(channels).toHaveLength(2);
    expect(channels[0]!.subarray(0, 14000).every((sample) => Math.abs(sample) < 1e-3)).toBe(true);
    expect(channels[1]!.subarray(16000).some((sample) => Math.abs(sample) > 0.1)).toBe(true);
  });

  test('a mono MP3 at 22.05 kHz is one channel at 44.1 kHz', async () => {
    const { channels, format, warnings } = await readAll(fixture('mono-22k.mp3'), 'mono-22k.mp3');
    expect(format).toMatchObject({ sampleRate: 22050, channelCount: 1, declaredSeconds: 30000 / 22050 });
    expect(channels).toHaveLength(1);
    expect(channels[0]).toHaveLength(60000);
    expect(warnings).toEqual([]);
  });

  test('six channels of Opus come with their loudspeakers', async () => {
    const { channels: read, speakers, warnings, format } = await readAll(fixture('six.opus'), 'six.opus');
    const channels = foldChannels(read, speakers);
    expect(format).toMatchObject({ container: 'Ogg', codec: 'Opus', channelCount: 6, sampleRate: 48000 });
    expect(warnings).toEqual([expect.stringContaining('BS.775')]);
    // Written as left, right, centre, low-frequency effects, back left and back right.
    const [left, right, centre, , backLeft, backRight] = signal(Math.round(20000 * (44100 / 48000)), 6, 44100) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (const [c, [front, back]] of [[left, backLeft] as const, [right, backRight] as const].entries()) {
      const expected = front.map((sample, i) => sample + Math.SQRT1_2 * (centre[i]! + back[i]!));
      expect(signalToError(expected, channels[c]!, 1000)).toBeGreaterThan(15);
    }
  });

  test('recordings that were appended to one another are read one after the other', async () => {
    for (const name of ['tone.mp3', 'tone.ogg', 'tone.opus']) {
      const once = await readAll(fixture(name), name);
      const twice = await readAll(new Uint8Array([...fixture(name), ...fixture(name)]), name);
      expect(twice.warnings, name).toEqual([]);
      expect(twice.channels[0]!.length, name).toBeCloseTo(2 * once.channels[0]!.length, -1);
      expect(
        signalToError(once.channels[0]!, twice.channels[0]!.subarray(-once.channels[0]!.length), 600),
        name,
      ).toBeGreaterThan(20);
    }
  });

  test('a tracker module is played', async () => {
    const { channels, format, tags } = await readAll(writeModule(), 'song.mod');
    expect(format).toMatchObject({ container: 'Tracker module', sampleRate: 44100, channelCount: 2 });
    expect(tags).toEqual({ title: 'four notes' });
    expect(channels[0]!.length / 44100).toBeCloseTo(format.declaredSeconds!, 1);
    expect(channels[0]!.some((sample) => sample > 0.05)).toBe(true);
  });
});

describe('tags', () => {
  test.each([
    ['tone.mp3', { artist: 'Nobody', album: 'Fixtures', title: 'Rämp', year: 2024 }],
    ['tone.flac', { artist: 'Nobody', title: 'Rämp', year: 2024 }],
    ['tone.ogg', { artist: 'Nobody', title: 'Rämp', year: 2024 }],
    ['tone.opus', { artist: 'Nobody', title: 'Rämp' }],
    ['silent-start.mp3', {}],
  ] as const)('of %s', async (name, tags) => {
    expect((await readAll(fixture(name), name)).tags).toEqual(tags);
  });

  test('an ID3 tag may stand before any format', async () => {
    const tag = fixture('tone.mp3').subarray(0, 10 + 0xff);
    const size = (tag[8]! << 7) | tag[9]!;
    const { tags, format } = await readAll(
      new Uint8Array([...fixture('tone.mp3').subarray(0, 10 + size), ...fixture('tone.oga')]),
      'a.oga',
    );
    expect(format.container).toBe('Ogg');
    expect(tags.title).toBe('Rämp');
  });
});

describe('what is said of a file', () => {
  test('the extension is not believed', async () => {
    const { warnings, format } = await readAll(fixture('tone.flac'), 'song.MP3');
    expect(format.container).toBe('FLAC');
    expect(warnings).toEqual(['The name ends in .mp3, but the file is FLAC; it was read as what it is.']);
    expect((await readAll(fixture('tone.flac'), 'no extension')).warnings).toEqual([]);
  });

  test.each([
    ['nothing', 'empty-audio', new Uint8Array(0)],
    ['text', 'not-audio', new TextEncoder().encode('Dear listener, '.repeat(400))],
    ['zeros', 'not-audio', new Uint8Array(100_000)],
    ['a MIDI file', 'unsupported-format', new TextEncoder().encode('MThd\0\0\0\x06\0\x01')],
    ['a film', 'unsupported-format', Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3)],
    ['the head of a FLAC', 'damaged-audio', fixture('tone.flac').subarray(0, 30)],
    ['the head of an Ogg', 'damaged-audio', fixture('tone.ogg').subarray(0, 100)],
  ] as const)('%s: %s', async (_, code, bytes) => {
    await expect(readAll(bytes, 'a')).rejects.toMatchObject({ name: 'SwerveError', code, where: 'a' });
  });

  test('a cancelled reading ends with the error that says so', async () => {
    const cancellation = { aborted: false };
    const bytes = writeWav({ channels: signal(50_000, 1, 44100), rate: 44100, encoding: 's16' });
    const stream = await openAudio(cut(bytes, 500), { name: 'a.wav', signal: cancellation });
    const reading = (async () => {
      for await (const block of stream.blocks()) cancellation.aborted = block.channels.length > 0;
    })();
    await expect(reading).rejects.toMatchObject({ code: 'aborted' });
    await expect(readAll(fixture('tone.mp3'), 'a', 500, { signal: { aborted: true } })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  test('a reader who stops early lets go of the bytes', async () => {
    let closed = false;
    async function* watched() {
      try {
        yield* cut(fixture('tone.mp3'), 100);
      } finally {
        closed = true;
      }
    }
    const stream = await openAudio(watched(), { name: 'tone.mp3' });
    for await (const block of stream.blocks()) if (block.channels.length > 0) break;
    expect(closed).toBe(true);
  });
});

const aacPackage: string = '@audio/decode-aac';
const aacInstalled = await import(aacPackage).then(
  () => true,
  () => false,
);

describe('AAC, through a package that is not part of Swerve', () => {
  test.each(['index-last.m4a', 'index-first.m4a', 'tone.aac'])('%s', async (name) => {
    const bytes = fixture(name);
    if (!aacInstalled) {
      await expect(readAll(bytes, name)).rejects.toMatchObject({
        code: 'missing-package',
        message: expect.stringContaining('GPL-2.0'),
        remedy: 'npm install @audio/decode-aac',
      });
      return;
    }
    const randomAccess = {
      byteCount: bytes.length,
      read: (offset: number, count: number) => Promise.resolve(bytes.subarray(offset, offset + count)),
    };
    const whole = await readAll(bytes, name, 2 ** 20, { randomAccess });
    expect(whole.channels).toHaveLength(2);
    expect(whole.channels[0]!.length).toBeGreaterThan(28000);
    expect(whole.warnings).toEqual([]);
    const expected = await fingerprint(bytes, name, 2 ** 20, { randomAccess });
    for (const chunkBytes of [500, 4096]) {
      expect(await fingerprint(bytes, name, chunkBytes, { randomAccess })).toEqual(expected);
      // Without a way to look at the end first, the samples are held until the index comes.
      expect(await fingerprint(bytes, name, chunkBytes)).toEqual(expected);
    }
    if (name.endsWith('.m4a'))
      for (const [c, expected] of signal(30000, 2, 44100).entries())
        expect(signalToError(expected, whole.channels[c]!, 1500)).toBeGreaterThan(20);
  });
});
