import { openPcm } from '../../src/audio/open-pcm.js';
import { compareTracks, type TrackComparison } from '../../src/catalogue/compare-tracks.js';
import { mean } from '../../src/dsp/statistics.js';
import { windowSeconds } from '../../src/frames/front-end.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { openFile } from '../../src/sources/file.js';
import { type MusicTrack, readMusicTracks } from '../annotations.js';
import { collect, inaudibleChanges, type Sound } from '../changes.js';
import { manipulations } from '../manipulations.js';
import { type Interval, meanInterval } from '../metrics/bootstrap.js';
import { cell, intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const excerpts = 40;
const rate = 44100;
const codec = 'MP3 192 kbit/s';

type Compared = { readonly artist: string; readonly comparison: TrackComparison };

/** Excerpts beside twins of themselves: is the aspect named that was manipulated, and nothing where nothing was? */
export const compare: Task = async (folder, { print, note }) => {
  const tracks = readMusicTracks(folder);
  const chosen = Array.from(
    { length: Math.min(excerpts, tracks.length) },
    (_, i) => tracks[Math.floor(((i + 0.5) * tracks.length) / Math.min(excerpts, tracks.length))]!,
  );
  const copies: Compared[] = [];
  const coded: Compared[] = [];
  const twins = new Map<string, Compared[]>(manipulations.map(({ name }) => [name, []]));
  for (const track of chosen) {
    const whole = await collect(await openFile(track.audioPath));
    const sound = whole.map((channel) => channel.subarray(0, windowSeconds * rate));
    const beside = async (other: Sound) => ({ artist: track.artist, comparison: await between(track, sound, other) });
    copies.push(await beside(sound));
    coded.push(await beside(await inaudibleChanges[codec]!(sound)));
    for (const { name, apply } of manipulations) {
      const twin = await apply(sound);
      if (twin !== undefined) twins.get(name)!.push(await beside(twin));
    }
    note(track.path);
  }
  const share = (compared: readonly Compared[], of: (comparison: TrackComparison) => boolean): Interval =>
    meanInterval(
      compared.map(({ comparison }) => (of(comparison) ? 1 : 0)),
      { groups: compared.map(({ artist }) => artist) },
    );
  const named = manipulations.map(({ name, aspect }) => {
    const compared = twins.get(name)!;
    return {
      name,
      n: compared.length,
      first: share(compared, ({ aspects }) => aspects[0]!.aspect === aspect),
      found: share(compared, ({ withinMeasurement }) => !withinMeasurement),
      likeness: mean(compared.map(({ comparison }) => comparison.alignment.likeness)),
    };
  });
  const within = share(coded, ({ withinMeasurement }) => withinMeasurement);
  const largestOfCopies = Math.max(...copies.map(({ comparison }) => Math.abs(comparison.departure.change.value)));
  print(`${chosen.length} excerpts, each against its own genre; 95 % bootstrap over artists.`);
  print(
    table(
      ['twin', 'n', 'aspect named first', 'beyond the measurement', 'likeness'],
      [
        ...named.map(({ name, n, first, found, likeness }) => [
          name,
          `${n}`,
          intervalCell(first),
          intervalCell(found),
          cell(likeness, 2),
        ]),
        [codec, `${coded.length}`, '-', intervalCell(complement(within)), '-'],
        ['a copy', `${copies.length}`, '-', `largest change ${cell(largestOfCopies, 1)} points`, '-'],
      ],
    ),
  );
  return {
    n: chosen.length,
    ...withBounds(Object.fromEntries(named.map(({ name, first }) => [`${name}, named first`, first]))),
    ...withBounds(Object.fromEntries(named.map(({ name, found }) => [`${name}, found`, found]))),
    ...withBounds({ [`${codec}, within`]: within }),
    largestOfCopies,
  };
};

function between(track: MusicTrack, before: Sound, after: Sound): Promise<TrackComparison> {
  const open = (sound: Sound) => () => openPcm(sound, { sampleRate: rate, tags: { artist: track.artist } });
  const profile = embeddedProfiles.find(({ name }) => name === track.genre);
  return compareTracks(open(before), open(after), profile === undefined ? {} : { profile });
}

function complement({ value, low, high }: Interval): Interval {
  return { value: 1 - value, low: 1 - high, high: 1 - low };
}
