import { SwerveError } from '../errors.js';
import type { FeatureRow } from '../features/row.js';
import type { DepartureModel } from '../profiles/departure-model.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { nearestDistances } from '../profiles/nearest.js';
import type { Background } from './background.js';
import { comparedReferences } from './compared-references.js';
import { aspectShare, contributionsOf } from './contributions.js';
import { type AnalyserVersions, coverageOf } from './coverage.js';
import { deepFreeze } from './deep-freeze.js';
import { genreScores, predictionSet } from './genres.js';
import { ownArtist } from './own-artist.js';
import { columnsOfRow, jointDistance, type Placement, place } from './placement.js';
import { artistResampler, type Estimate, type Resampler } from './resample.js';
import type { AspectScore, Crowding, Score } from './score.js';

export type ScoreOptions = {
  /** What belonging is measured against; without it, belonging and what diagnoses stay unknown. */
  readonly background?: Background;
  /** The genres to tell apart; the profile itself unless told. They never change the departure. */
  readonly candidates?: readonly LoadedProfile[];
  /** The recording's artist, whose references are left out of every comparison; recognised where the row is a reference's. */
  readonly artist?: string;
  /** Rows of the recording's other excerpts: they widen the departure's interval. */
  readonly windows?: readonly FeatureRow[];
  /** Of the analysers that computed the row, by id; those of the profile unless told. */
  readonly versions?: AnalyserVersions;
};

/**
 * Scores one excerpt's row against a profile. Throws SwerveError 'profile-mismatch' where the analysers differ too
 * much, 'empty-audio' where the recording has fewer than two of the scored features in every aspect.
 */
export function scoreRow(row: FeatureRow, loaded: LoadedProfile, options: ScoreOptions = {}): Score {
  const { profile } = loaded;
  const { coverage, present } = coverageOf(row, loaded, options.versions);
  const candidates = options.candidates ?? [loaded];
  const artist = ownArtist(row, options.artist, [loaded, ...candidates]);
  const model = loaded.modelFor(present, artist);
  if (model.aspects.length === 0)
    throw new SwerveError(
      'empty-audio',
      // of silence nothing can be measured but how often something happens: never
      Object.values(row.values).every((value) => value === 0)
        ? 'It is silent.'
        : 'Too little of it can be measured: no aspect has two features that this profile scores.',
      'recording',
      'Score a recording with sound in it, at least 10 seconds long.',
    );
  const columns = columnsOfRow(row, loaded);
  const placement = place(model, columns);
  const windowColumns = (options.windows ?? []).flatMap((window) => columnsOfWindow(window, loaded, model, options));
  const windows = windowColumns.map((columns) => place(model, columns));
  const resampler = resamplerOf(model);
  const genres = genreScores(row, candidates, options, artist);
  return deepFreeze({
    profile: { name: profile.name, title: profile.title, hash: profile.hash },
    departure: resampler.estimate(
      placement.distance,
      model.departures,
      windows.map(({ distance }) => distance),
    ),
    joint: resampler.estimate(
      jointDistance(model, columns),
      model.joint().squared,
      windowColumns.map((columns) => jointDistance(model, columns)),
    ),
    aspects: aspectScores(placement, windows, resampler, loaded, options.background),
    contributions: contributionsOf(row, loaded, placement),
    crowding: crowdingOf(placement, model, resampler),
    belonging: genres,
    genres: predictionSet(genres),
    coverage,
    n: comparedReferences(profile, loaded.comparedWith(artist)),
    provisional: model.provisional,
    versions: {
      profileEngine: profile.provenance.engineVersion,
      profileAnalysers: profile.provenance.builtWith,
      background: options.background?.hash ?? null,
    },
  });
}

/** Another excerpt of the recording, for the headline's model; left out where it lacks a feature that this has. */
function columnsOfWindow(
  row: FeatureRow,
  loaded: LoadedProfile,
  model: DepartureModel,
  options: ScoreOptions,
): Float64Array[] {
  const { present } = coverageOf(row, loaded, options.versions);
  const { columns } = loaded.material.table;
  const complete = model.columns.every((column) => present[columns[column]!.feature]);
  return complete ? [columnsOfRow(row, loaded)] : [];
}

function aspectScores(
  placement: Placement,
  windows: readonly Placement[],
  resampler: Resampler,
  loaded: LoadedProfile,
  background: Background | undefined,
): AspectScore[] {
  const separations = background?.separations(loaded);
  return placement.aspects.map((placed, index): AspectScore => {
    const { aspect, weight, table, squared } = placed.model;
    const separation = separations?.get(aspect) ?? null;
    return {
      aspect,
      departure: resampler.estimate(
        placed.squared,
        squared,
        windows.map(({ aspects }) => aspects[index]!.squared),
      ),
      share: aspectShare(placed, placement),
      weight,
      features: new Set(table.columns.map(({ feature }) => feature)).size,
      separation,
      diagnoses: separation && separation.low > 0.5,
    };
  });
}

/** The artist's own references are not in the model, so no neighbour has to be passed over. */
function crowdingOf({ aspects }: Placement, model: DepartureModel, resampler: Resampler): Crowding {
  const crowded = model.crowding();
  const found = nearestDistances(
    crowded.aspects,
    aspects.map(({ values }) => values),
    () => false,
  );
  return {
    ...reversed(resampler.estimate(found.all, crowded.all)),
    aspects: aspects.map(({ model: { aspect } }, index) => ({
      aspect,
      crowding: reversed(resampler.estimate(found.each[index]!, crowded.each[index]!)),
    })),
  };
}

function reversed({ value, low, high, step }: Estimate): Estimate {
  return { value: 100 - value, low: 100 - high, high: 100 - low, step };
}

const resamplers = new WeakMap<DepartureModel, Resampler>();
function resamplerOf(model: DepartureModel): Resampler {
  const known = resamplers.get(model) ?? artistResampler(model.groups);
  resamplers.set(model, known);
  return known;
}
