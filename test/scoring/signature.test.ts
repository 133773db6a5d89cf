import { describe, expect, test } from 'vitest';
import { buildProfile, type Reference } from '../../src/profiles/build-profile.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { signatureOf } from '../../src/scoring/signature.js';
import { signatureTraits } from '../../src/scoring/signature-traits.js';
import { drawGenre, featuresOf, meta, rowOf } from '../profiles/synthetic.js';

const features = featuresOf({ timing: 4, timbre: 6, dynamics: 3 });
const genre = loadProfile(buildProfile(drawGenre(features), features, { ...meta, name: 'genre' }));
const apart = { [features[0]!.id]: 2.5, [features[5]!.id]: -2.5 };

/** Tracks of the genre moved by what is the artist's own, on six albums. */
function artistTracks(own: Readonly<Record<string, number>>, seed: number): Reference[] {
  return drawGenre(features, { genre: 'own', artists: 6, tracks: 3, seed }).map(({ row, artist: album, title }) => ({
    artist: 'One',
    album,
    title,
    row: rowOf(
      features,
      features.map(({ id }) => row.values[id]! + (own[id] ?? 0)),
    ),
  }));
}

const tracks = artistTracks(apart, 4);
const artist = loadProfile(buildProfile(tracks, features, { ...meta, name: 'one', title: 'One' }));
const alongWay = (share: number) =>
  rowOf(
    features,
    features.map(({ id }) => share * (apart[id] ?? 0)),
  );

describe("an artist's signature", () => {
  test('the profile keeps albums apart', () => {
    expect(artist.profile.provenance.grouping).toBe('album');
    expect(signatureOf(alongWay(1), artist, genre).n).toEqual({ tracks: 18, groups: 6, references: 60 });
  });

  test('is about 1 for new tracks of the artist and about 0 for other tracks of the genre', () => {
    const meanOf = (rows: readonly Reference['row'][]) =>
      rows.reduce((sum, row) => sum + signatureOf(row, artist, genre).retention.value, 0) / rows.length;
    expect(meanOf(artistTracks(apart, 11).map(({ row }) => row))).toBeCloseTo(1, 0);
    expect(Math.abs(meanOf(artistTracks({}, 12).map(({ row }) => row)))).toBeLessThan(0.3);
  });

  test('rises along the way from the genre to the artist, and its interval holds it', () => {
    const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => signatureOf(alongWay(share), artist, genre).retention);
    steps.forEach(({ value, low, high }, i) => {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      if (i > 0) expect(value).toBeGreaterThan(steps[i - 1]!.value);
    });
  });

  test("a track of the profile's own is told by the other albums only", () => {
    const { n } = signatureOf(tracks[0]!.row, artist, genre);
    expect([n.tracks, n.groups]).toEqual([15, 5]);
  });

  test('is refused where the albums have nothing in common that the genre lacks', () => {
    const scattered = artistTracks({}, 21).map((track, i) => {
      const side = Math.floor(i / 3) % 2 === 0 ? 3 : -3;
      return {
        ...track,
        row: rowOf(
          features,
          features.map(({ id }) => side + 0.1 * track.row.values[id]!),
        ),
      };
    });
    const nobody = loadProfile(buildProfile(scattered, features, { ...meta, name: 'nobody' }));
    expect(() => signatureOf(alongWay(1), nobody, genre)).toThrow(
      expect.objectContaining({
        code: 'too-few-references',
        message: expect.stringContaining('no signature is heard'),
      }),
    );
  });

  test('the pull to the mainstream is 0 at the genre and 1 at the other genres', () => {
    const offset = 2;
    const other = loadProfile(
      buildProfile(drawGenre(features, { genre: 'other', seed: 7, offset }), features, { ...meta, name: 'other' }),
    );
    const pullAt = (share: number) =>
      signatureOf(
        rowOf(
          features,
          features.map(() => share * offset),
        ),
        artist,
        genre,
        { mainstream: [genre, artist, other] },
      ).mainstreamPull!.value;
    expect(pullAt(0)).toBeCloseTo(0, 0);
    expect(pullAt(1)).toBeCloseTo(1, 0);
    expect(pullAt(0.5)).toBeCloseTo((pullAt(0) + pullAt(1)) / 2, 6);
    expect(signatureOf(alongWay(1), artist, genre, { mainstream: [genre] }).mainstreamPull).toBeNull();
    const fewer = features.slice(1);
    const lacking = loadProfile(buildProfile(drawGenre(fewer, { seed: 8 }), fewer, { ...meta, name: 'lacking' }));
    expect(signatureOf(alongWay(1), artist, genre, { mainstream: [lacking] }).mainstreamPull).toBeNull();
  });
});

describe('signature traits', () => {
  test('are what was made different, in its direction, and nothing else', () => {
    const traits = signatureTraits(artist, genre);
    expect(traits.map(({ id }) => id).sort()).toEqual(Object.keys(apart).sort());
    for (const { id, delta, direction } of traits) {
      expect(Math.sign(delta)).toBe(Math.sign(apart[id]!));
      expect(direction).toBe(apart[id]! < 0 ? 'less' : 'more');
    }
  });

  test('an artist like the genre has none', () => {
    const like = loadProfile(buildProfile(artistTracks({}, 31), features, { ...meta, name: 'like' }));
    expect(signatureTraits(like, genre)).toEqual([]);
  });
});
