import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SwerveError } from '../../src/errors.js';
import { fixture, fixtureNames, readAll } from './read-all.js';
import { signal } from './signal.js';
import { writeAiff, writeAu, writeWav, writeWave64 } from './write-container.js';
import { writeModule } from './write-module.js';

const content = { channels: signal(3000, 2, 44100), rate: 44100, encoding: 's16' } as const;
const files: readonly (readonly [string, Uint8Array])[] = [
  ...fixtureNames.map((name) => [name, fixture(name)] as const),
  ['a.wav', writeWav(content)],
  ['a.rf64', writeWav(content, { kind: 'RF64' })],
  ['a.w64', writeWave64(content)],
  ['a.aiff', writeAiff(content)],
  ['a.au', writeAu(content)],
  ['a.mod', writeModule()],
];

/** Either samples that are numbers, or an error of ours. */
async function readsOrRefuses(bytes: Uint8Array, name: string): Promise<void> {
  try {
    const { channels } = await readAll(bytes, name, 1000);
    expect(channels[0]!.length).toBeGreaterThan(0);
    expect(channels.every((channel) => channel.every(Number.isFinite))).toBe(true);
  } catch (error) {
    if (!(error instanceof SwerveError)) throw error;
    expect(error.remedy).not.toBe('');
  }
}

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const runs = { numRuns: 12 };

describe.each(files)('%s', (name, bytes: Uint8Array) => {
  test('cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(place, (share) => readsOrRefuses(bytes.subarray(0, Math.floor(share * bytes.length)), name)),
      runs,
    );
  });

  test('with a hole', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 3000 }), (share, size) => {
        const at = Math.floor(share * bytes.length);
        return readsOrRefuses(new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + size)]), name);
      }),
      runs,
    );
  });

  test('with flipped bits, most of them in its head', async () => {
    const flips = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 7 }), fc.boolean()), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(flips, (places) => {
        const flipped = bytes.slice();
        for (const [share, bit, anywhere] of places)
          flipped[Math.floor(share * (anywhere ? bytes.length : Math.min(200, bytes.length)))]! ^= 1 << bit;
        return readsOrRefuses(flipped, name);
      }),
      runs,
    );
  });
});

test('noise under any name is not audio', async () => {
  const names = ['wav', 'mp3', 'flac', 'ogg', 'opus', 'aiff', 'wv', 'mod', 'm4a', 'aac', 'au', 'w64', 'txt'];
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      fc.constantFrom(...names),
      async (bytes, name) => {
        await expect(readAll(bytes, `noise.${name}`)).rejects.toBeInstanceOf(SwerveError);
      },
    ),
    { numRuns: 60 },
  );
});

test('noise behind any signature is read or refused', async () => {
  const heads = files.map(([name, bytes]) => [name, bytes.subarray(0, 64)] as const);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...heads),
      fc.integer({ min: 4, max: 64 }),
      fc.uint8Array({ maxLength: 4000 }),
      ([name, head], kept, noise) => readsOrRefuses(new Uint8Array([...head.subarray(0, kept), ...noise]), name),
    ),
    { numRuns: 60 },
  );
});

describe('what was lost is told', () => {
  /** The whole file with `size` bytes behind its middle (Vorbis begins with long headers) overwritten. */
  function overwritten(name: string, size: number): Uint8Array {
    const bytes = fixture(name);
    const start = Math.floor(bytes.length * 0.8);
    return bytes.fill(0x55, start, start + size);
  }

  test.each(['tone.mp3', 'tone.flac', 'tone.ogg', 'tone.opus', 'tone.wv', 'tone.oga'])(
    '%s with a hole is shorter, and says where and by how much',
    async (name) => {
      const whole = await readAll(fixture(name), name);
      const { channels, warnings } = await readAll(overwritten(name, 600), name);
      const lost = whole.channels[0]!.length - channels[0]!.length;
      expect(lost).toBeGreaterThan(0);
      expect(channels[0]!.length).toBeGreaterThan(0);
      expect(warnings.join(' ')).toMatch(/at byte \d+/);
      expect(warnings.join(' ')).toMatch(/The file (promises .* are missing|ends before the last page)/);
    },
  );

  test.each(['tone.mp3', 'tone.flac', 'tone.ogg', 'tone.opus', 'tone.wv'])(
    '%s cut in the middle keeps its first half to the bit',
    async (name) => {
      const bytes = fixture(name);
      const whole = await readAll(bytes, name);
      const { channels, warnings } = await readAll(bytes.subarray(0, bytes.length * 0.7), name);
      const length = channels[0]!.length;
      expect(length).toBeGreaterThan(whole.channels[0]!.length * 0.2);
      expect(length).toBeLessThan(whole.channels[0]!.length);
      // The resampler of Opus, which is at 48 kHz, hears that the recording ends.
      expect([...channels[0]!.subarray(0, length - 50)]).toEqual([...whole.channels[0]!.subarray(0, length - 50)]);
      expect(warnings).not.toEqual([]);
    },
  );

  test('a wrong count of frames in an MP3’s notes cuts nothing off', async () => {
    const bytes = fixture('tone.mp3');
    const notes = [...bytes.keys()].find(
      (at) => bytes[at] === 0x49 && bytes[at + 1] === 0x6e && bytes[at + 2] === 0x66,
    )!;
    const count = notes + 8;
    expect(String.fromCharCode(...bytes.subarray(notes, notes + 4))).toBe('Info');
    bytes[count + 3] = 5;
    const { channels, warnings } = await readAll(bytes, 'a.mp3');
    expect(channels[0]!.length).toBeGreaterThanOrEqual(30000);
    expect(warnings).toEqual([expect.stringContaining('too many')]);
  });
});
