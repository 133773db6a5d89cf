import { analyseMany } from '../../src/catalogue/analyse-many.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import { SwerveError } from '../../src/errors.js';
import type { TrackAnalysis } from '../../src/features/analyse-audio.js';
import { comparedRow } from '../../src/features/compared-row.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { artistKey } from '../../src/profiles/folds.js';
import { type MusicTrack, readMusicTracks } from '../annotations.js';
import { type BelongingAccuracy, belongingAccuracy, type Judgement, judgeLeavingArtistsOut } from '../belonging.js';
import { type Calibration, calibrate, genresOf, type Recording } from '../calibration.js';
import { reliableFeatures } from '../embedded-recordings.js';
import { bootstrap, type Interval } from '../metrics/bootstrap.js';
import { intervalCell, table } from '../table.js';
import { type Metrics, type Task, type TaskContext, withBounds } from './task.js';

type Heard = { readonly track: MusicTrack; readonly analysis: TrackAnalysis };
/** A held-out track against the embedded profile of its own genre. */
type Ranked = { readonly genre: string; readonly artist: string; readonly departure: number };

/**
 * Whether a tenth of genuine members lies beyond the genre's 90th percentile (`beyond90`), and how well belonging tells
 * the genres apart (`auc`, mean over genres); bounds resample artists. An artist is never held against their own tracks.
 */
export const calibration: Task = async (folder, context) => {
  const heard = await hearTracks(folder, context);
  return context.against === 'embedded' ? againstEmbedded(heard, context) : againstItself(heard, context);
};

async function hearTracks(folder: string, { note }: TaskContext): Promise<Heard[]> {
  const tracks = readMusicTracks(folder);
  const heard: Heard[] = [];
  let place = 0;
  for await (const outcome of analyseMany(tracks.map(({ audioPath }) => audioPath))) {
    const track = tracks[place++]!;
    if (place % 20 === 0) note(`${place} of ${tracks.length} recordings analysed`);
    // what cannot be heard has no rank: it is said, and it counts nowhere
    if ('failure' in outcome) note(`${track.path}: ${outcome.failure.what} It is left out.`);
    else if (outcome.analysis.excerpts.length === 0) note(`${track.path}: it is too short, and left out.`);
    else heard.push({ track, analysis: outcome.analysis });
  }
  return heard;
}

function againstItself(heard: readonly Heard[], { print }: TaskContext): Metrics {
  const recordings = heard.map(({ track, analysis }): Recording => {
    const { artist, title, album, genre } = track;
    return { row: comparedRow(analysis), artist, title, album, genre };
  });
  const features = reliableFeatures();
  const calibrated = calibrate(recordings, features);
  const genres = genresOf(recordings);
  const belonging = belongingAccuracy(judgeLeavingArtistsOut(recordings, features), genres);
  const artists = new Set(recordings.map(artistKey)).size;
  print(
    `${recordings.length} recordings by ${artists} artists. Each of ${calibrated.splits} splits of the artists builds the profiles from`,
  );
  print('2/3 and ranks the tracks of the others in them. 95 % bootstrap over artists.');
  printRanks(print, calibrated);
  printBelonging(print, belonging, 'leave-one-artist-out');
  return { n: recordings.length, ...withBounds({ beyond90: calibrated.beyond90, auc: belonging.auc }) };
}

function againstEmbedded(heard: readonly Heard[], { print, note }: TaskContext): Metrics {
  const names = embeddedProfiles.map(({ name }) => name);
  const genres = names.filter((name) => heard.some(({ track }) => track.genre === name));
  if (genres.length === 0)
    throw new SwerveError(
      'invalid-argument',
      `No track is of an embedded genre (${names.join(', ')}).`,
      'tracks.csv',
      'Name the genres so, or leave --against out.',
    );
  const ranked: Ranked[] = [];
  const judgements: Judgement[] = [];
  const scorers = new Map(embeddedProfiles.map((profile) => [profile.name, createScorer({ profile })]));
  for (const { track, analysis } of heard) {
    // tracks.csv knows the artist better than the file's tags
    const tagged = { ...analysis, tags: { ...analysis.tags, artist: track.artist } };
    try {
      const { departure, belonging } = scorers
        .get(genres.includes(track.genre) ? track.genre : genres[0]!)!
        .score(tagged);
      const artist = artistKey(track);
      const ratioOf = (genre: string) => belonging.find((one) => one.genre === genre)?.logLikelihoodRatio ?? NaN;
      judgements.push({ artist, genre: track.genre, ratios: genres.map(ratioOf), byAspect: new Map() });
      if (genres.includes(track.genre)) ranked.push({ genre: track.genre, artist, departure: departure.value });
    } catch (error) {
      note(`${track.path}: ${(error as Error).message} It is left out.`);
    }
  }
  const groups = ranked.map(({ artist }) => artist);
  const beyond = (percentile: number, among: readonly string[]) =>
    bootstrap(ranked, (drawn) => meanShareBeyond(drawn, percentile, among), { groups });
  const calibrated = {
    beyond90: beyond(90, genres),
    beyond95: beyond(95, genres),
    beyond90ByGenre: Object.fromEntries(genres.map((genre) => [genre, beyond(90, [genre])])),
  };
  const belonging = belongingAccuracy(judgements, genres);
  print(
    `${heard.length} recordings by ${new Set(groups).size} artists against the embedded profiles, their own artist's references left`,
  );
  print('out; departures of tracks whose genre is embedded. 95 % bootstrap over artists.');
  printRanks(print, calibrated);
  printBelonging(print, belonging, 'against the shipped background');
  return { n: ranked.length, ...withBounds({ beyond90: calibrated.beyond90, auc: belonging.auc }) };
}

/** NaN if a genre has none. */
function meanShareBeyond(ranked: readonly Ranked[], percentile: number, genres: readonly string[]): number {
  const shares = genres.map((genre) => {
    const own = ranked.filter((one) => one.genre === genre);
    return own.filter(({ departure }) => departure > percentile).length / own.length;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function printRanks(
  print: TaskContext['print'],
  {
    beyond90,
    beyond95,
    beyond90ByGenre,
    ...others
  }: Partial<Calibration> & Pick<Calibration, 'beyond90' | 'beyond95' | 'beyond90ByGenre'>,
): void {
  const rows: [string, Interval][] = [
    ...Object.entries(beyond90ByGenre).map(([genre, share]): [string, Interval] => [
      `beyond the 90th, ${genre}`,
      share,
    ]),
    ['beyond the 90th, mean of genres', beyond90],
    ['beyond the 95th', beyond95],
  ];
  if (others.jointBeyond90) rows.push(['beyond the 90th, one space of all features', others.jointBeyond90]);
  if (others.naiveBeyond90) rows.push(['beyond the 90th, naive in-sample ranks', others.naiveBeyond90]);
  print(
    `\n${table(
      ['share of held-out tracks', 'share'],
      rows.map(([name, share]) => [name, intervalCell(share)]),
    )}`,
  );
}

function printBelonging(
  print: TaskContext['print'],
  { auc, aucByGenre, aucByAspect, nearestGenre }: BelongingAccuracy,
  how: string,
): void {
  const rows: [string, Interval][] = [
    ...Object.entries(aucByGenre),
    ['mean of genres', auc],
    ...Object.entries(aucByAspect).map(([aspect, value]): [string, Interval] => [`by ${aspect} alone`, value]),
    ['share whose likeliest genre is theirs', nearestGenre],
  ];
  print(
    `\n${table(
      [`belonging, ${how}`, 'AUC'],
      rows.map(([name, value]) => [name, intervalCell(value)]),
    )}`,
  );
}
