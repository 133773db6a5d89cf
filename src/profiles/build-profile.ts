import type { Aspect } from '../analysis/analyser.js';
import { aspects } from '../analysis/analyser.js';
import { quantile, sortedDefined } from '../dsp/statistics.js';
import { SwerveError } from '../errors.js';
import type { FeatureDescription } from '../features/registry.js';
import type { FeatureRow } from '../features/row.js';
import { crossFitMaterial } from './cross-fitted.js';
import { chooseGrouping, groupsOf, type ReferenceLabel } from './folds.js';
import { materialOf, rowLookup } from './loaded-profile.js';
import { fewestFeatures } from './material.js';
import { type Profile, type ProfileContents, type ProfileFeature, sealProfile } from './profile.js';
import { robustScale } from './robust-scale.js';
import { columnsOf, type Transformable, transformValue } from './transform.js';

/** One excerpt that a profile is built from. */
export type Reference = ReferenceLabel & { readonly row: FeatureRow };

export type ProfileMeta = {
  readonly name: string;
  readonly title: string;
  /** Where the recordings are from and what may be done with them. */
  readonly source: string;
  readonly licence: string;
  /** Which 30 s of each recording. */
  readonly excerptPolicy: string;
  readonly engineVersion: string;
  /** Feature id -> sigma_meas, its RMS shift under changes that are not musical, in transformed units; 0 where absent. */
  readonly measurement?: Readonly<Record<string, number>>;
  /** Feature id -> why it must not be scored (unreliable, moved by a codec, ...). */
  readonly unscored?: Readonly<Record<string, string>>;
};

const fewestReferences = 8;
const fewestPresent = 0.8;
/** Numbers are rounded to this many significant digits before anything is fitted, so that a reload scores the same. */
const significantDigits = 6;

export function significant(value: number): number {
  return Number(value.toPrecision(significantDigits));
}

/**
 * Profile of a genre from its references' rows: the same bytes for the same references in any order.
 * Throws SwerveError 'too-few-references' below 8 references or where no aspect has two features to score.
 */
export function buildProfile(
  references: readonly Reference[],
  features: readonly FeatureDescription[],
  meta: ProfileMeta,
): Profile {
  if (references.length < fewestReferences)
    throw tooFew(`${references.length} references`, meta.name, `Give at least ${fewestReferences}, better 60.`);
  const strengths = new Set(features.flatMap(({ scored, strength }) => (scored && strength ? [strength] : [])));
  const kept = features.filter(({ id, scored, ribbon }) => scored || ribbon || strengths.has(id));
  const sorted = references
    .map(({ row, artist, title, album }) => ({
      label: { artist, title, ...(album ? { album } : {}) },
      values: kept.map(({ id }) => rounded(row.values[id])),
    }))
    .sort((a, b) => compare(JSON.stringify([a.label, a.values]), JSON.stringify([b.label, b.values])));
  const labels = sorted.map(({ label }) => label);
  const rows = sorted.map(({ values }) => values);
  const described = kept.map((feature, index) => describe(feature, index, kept, rows, meta));
  const scored = aspects.filter(
    (aspect) => described.filter((f) => f.aspect === aspect && !f.notScored).length >= fewestFeatures,
  );
  if (scored.length === 0)
    throw tooFew('no aspect with two scored features', meta.name, 'See why in `swerve profile show`, or analyse more.');
  const grouping = chooseGrouping(labels);
  const contents = {
    schemaVersion: 1,
    name: meta.name,
    title: meta.title,
    provenance: {
      source: meta.source,
      licence: meta.licence,
      n: labels.length,
      artists: new Set(groupsOf(labels, 'artist')).size,
      grouping,
      excerptPolicy: meta.excerptPolicy,
      engineVersion: meta.engineVersion,
      builtWith: versionsOf(kept),
    },
    features: described,
    weights: scored.map((aspect: Aspect) => ({ aspect, weight: 1 / scored.length })),
    references: labels,
    rows,
  } satisfies Omit<ProfileContents, 'crossFitted'>;
  const material = materialOf(contents);
  const fitted = crossFitMaterial(
    material,
    material.aspects.map(() => true),
  );
  return sealProfile({
    ...contents,
    crossFitted: {
      aspects: fitted.aspects.map(({ aspect, squared, terms }, index) => ({
        aspect,
        squared: column(squared),
        terms: column(terms),
        nearest: column(fitted.nearest().each[index]!),
      })),
      joint: column(fitted.joint()),
      nearest: column(fitted.nearest().all),
    },
  });
}

/** A feature with what is printed of it, and whether it is scored: present in 80 % of the references, and varying. */
function describe(
  feature: FeatureDescription,
  index: number,
  features: readonly FeatureDescription[],
  rows: readonly (readonly (number | null)[])[],
  meta: ProfileMeta,
): ProfileFeature {
  const {
    id,
    aspect,
    analyser,
    analyserVersion,
    title,
    lower,
    higher,
    unit,
    range,
    transform,
    period,
    strength,
    needsHz,
  } = feature;
  const values = sortedDefined(rows.map((row) => row[index] ?? NaN));
  const linear = transform !== 'circular' && values.length > 0;
  const reason = meta.unscored?.[id] ?? unscoredBecause(feature, features, rows);
  return {
    id,
    aspect,
    analyser,
    analyserVersion,
    title,
    lower,
    higher,
    unit,
    range: [bound(range[0]), bound(range[1])],
    transform,
    ...(period === undefined ? {} : { period }),
    ...(strength === undefined ? {} : { strength }),
    ...(needsHz === undefined ? {} : { needsHz }),
    ...(reason === undefined ? {} : { notScored: reason }),
    measurement: significant(meta.measurement?.[id] ?? 0),
    present: values.length,
    median: linear ? significant(quantile(values, 0.5)) : null,
    low: linear ? significant(quantile(values, 0.05)) : null,
    high: linear ? significant(quantile(values, 0.95)) : null,
  };
}

function unscoredBecause(
  feature: FeatureDescription,
  features: readonly Transformable[],
  rows: readonly (readonly (number | null)[])[],
): string | undefined {
  if (!feature.scored) return 'reported only';
  for (const { part } of columnsOf([feature])) {
    const values = sortedDefined(rows.map((row) => transformValue(feature, part, rowLookup(features, row))));
    if (values.length < fewestPresent * rows.length) return `present in ${values.length} of ${rows.length} references`;
    const { spread } = robustScale(values, new Float64Array(values.length).fill(1), values.length);
    if (spread === 0) return 'does not vary among the references';
  }
  return undefined;
}

function versionsOf(features: readonly FeatureDescription[]): Record<string, number> {
  return Object.fromEntries(
    features
      .map(({ analyser, analyserVersion }) => [analyser, analyserVersion] as const)
      .sort((a, b) => compare(a[0], b[0])),
  );
}

function column(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, rounded);
}

function rounded(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : significant(value);
}

function bound(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function tooFew(what: string, where: string, remedy: string): SwerveError {
  return new SwerveError('too-few-references', `A profile cannot be built from ${what}.`, where, remedy);
}
