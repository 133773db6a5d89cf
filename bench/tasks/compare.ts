import { openPcm } from '../../src/audio/open-pcm.js';
import { type AnalysedVersion, analyseVersion } from '../../src/catalogue/analyse-version.js';
import { createScorer, type VersionComparison } from '../../src/catalogue/scorer.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { median } from '../../src/dsp/statistics.js';
import { windowSeconds } from '../../src/frames/front-end.js';
import { openFile } from '../../src/sources/file.js';
import { type MusicTrack, readMusicTracks } from '../annotations.js';
import { collect, inaudibleChanges, type Sound } from '../changes.js';
import { type Twin, twins, warps } from '../manipulations/twins.js';
import { type Interval, meanInterval } from '../metrics/bootstrap.js';
import { rubberBandVersion } from '../rubber-band.js';
import { cell, intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const excerpts = 40;
const seed = 6;
const rate = 44100;
const codec = 'MP3 192 kbit/s';
const copy = 'a copy';

type Compared = { readonly artist: string; readonly comparison: VersionComparison };

/** Excerpts beside twins of themselves: is the aspect named that was manipulated, and nothing where nothing was? */
export const compare: Task = async (folder, { print, note }) => {
  const drawn = inSeededOrder(readMusicTracks(folder));
  const names = [...twins, ...warps].map(({ name }) => name);
  const compared = new Map<string, Compared[]>([...names, codec, copy].map((name) => [name, []]));
  const unchanged: readonly Pick<Twin, 'name' | 'apply'>[] = [
    { name: codec, apply: inaudibleChanges[codec]! },
    { name: copy, apply: async (sound) => sound },
  ];
  const warping = (await rubberBandVersion()) === undefined ? [] : warps;
  if (warping.length === 0) print('rubberband is not installed: nothing is quantised.');
  let tried = 0;
  for (const [index, track] of drawn.entries()) {
    const wanted = [
      ...(index < excerpts ? [...twins, ...unchanged] : []),
      ...warping.filter(({ name }) => compared.get(name)!.length < excerpts),
    ];
    if (wanted.length === 0) break;
    tried++;
    const whole = await collect(await openFile(track.audioPath));
    const sound = whole.map((channel) => channel.subarray(0, windowSeconds * rate));
    let before: AnalysedVersion | undefined;
    for (const { name, apply } of wanted) {
      const twin = await apply(sound);
      if (twin === undefined) continue;
      before ??= await analysed(track, sound);
      const comparison = scorerOf(track).compare(before, await analysed(track, twin));
      compared.get(name)!.push({ artist: track.artist, comparison });
    }
    note(track.path);
  }
  const share = (name: string, of: (comparison: VersionComparison) => boolean): Interval => {
    const all = compared.get(name)!;
    const groups = all.map(({ artist }) => artist);
    return meanInterval(
      all.map(({ comparison }) => (of(comparison) ? 1 : 0)),
      { groups },
    );
  };
  const named = [...twins, ...warps].map(({ name, aspect }) => ({
    name,
    first: share(name, ({ aspects }) => aspects[0]!.aspect === aspect),
    found: share(name, ({ withinMeasurement }) => !withinMeasurement),
  }));
  const within = share(codec, ({ withinMeasurement }) => withinMeasurement);
  const changesOfCopies = compared.get(copy)!.map(({ comparison }) => Math.abs(comparison.departure.change.value));
  const largestOfCopies = Math.max(...changesOfCopies);
  const rowOf = (name: string, first: string, found: string) => [
    name,
    `${compared.get(name)!.length}`,
    first,
    found,
    movedOf(compared.get(name)!),
  ];
  print(
    `Excerpts in a seeded order, each against its own genre; ${tried} tried for the warps; 95 % bootstrap over artists.`,
  );
  print(
    table(
      ['twin', 'n', 'aspect named first', 'beyond the measurement', 'onsets moved by, noise (ms, medians)'],
      [
        ...named.map(({ name, first, found }) => rowOf(name, intervalCell(first), intervalCell(found))),
        rowOf(codec, '-', intervalCell(complement(within))),
        rowOf(copy, '-', `largest change ${cell(largestOfCopies, 1)} points`),
      ],
    ),
  );
  return {
    n: compared.get(copy)!.length,
    tried,
    ...Object.fromEntries(warps.map(({ name }) => [`${name}, n`, compared.get(name)!.length])),
    ...withBounds(Object.fromEntries(named.map(({ name, first }) => [`${name}, named first`, first]))),
    ...withBounds(Object.fromEntries(named.map(({ name, found }) => [`${name}, found`, found]))),
    ...withBounds({ [`${codec}, within`]: within }),
    largestOfCopies,
  };
};

function inSeededOrder(tracks: readonly MusicTrack[]): MusicTrack[] {
  const random = seededRandom(seed);
  return tracks
    .map((track) => ({ track, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ track }) => track);
}

function analysed({ artist }: MusicTrack, sound: Sound): Promise<AnalysedVersion> {
  return analyseVersion(openPcm(sound, { sampleRate: rate, tags: { artist } }));
}

const scorers = new Map<string, ReturnType<typeof createScorer>>();

function scorerOf({ genre }: MusicTrack): ReturnType<typeof createScorer> {
  const scorer = scorers.get(genre) ?? createScorer({ profile: genre });
  scorers.set(genre, scorer);
  return scorer;
}

/** '7.3, 1.2'. */
function movedOf(compared: readonly Compared[]): string {
  const onsets = compared.flatMap(({ comparison }) => comparison.onsets ?? []);
  return [onsets.map(({ milliseconds }) => milliseconds), onsets.map(({ noiseMs }) => noiseMs)]
    .map((values) => cell(median(values), 1))
    .join(', ');
}

function complement({ value, low, high }: Interval): Interval {
  return { value: 1 - value, low: 1 - high, high: 1 - low };
}
