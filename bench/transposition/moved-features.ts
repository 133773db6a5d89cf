import { pitchAnalysers } from '../../src/analysers/pitch/index.js';
import { median, medianAbsoluteDeviation } from '../../src/dsp/statistics.js';
import { type RegisteredFeature, registerFeatures } from '../../src/features/registry.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { transformValue } from '../../src/profiles/transform.js';
import { type Heard, type HeardShifts, heardAfter } from './hear-shifts.js';
import type { Shift } from './shift.js';

const compared = registerFeatures(pitchAnalysers).filter(({ scored, transform }) => scored && transform !== 'circular');

/** How far one feature moves, one number for each group of shifts; NaN where it is heard in none. */
export type Moved = { readonly title: string; readonly n: number; readonly most: readonly number[] };

/**
 * Of each scored feature that is no angle, in robust SDs (1.4826 MAD, transformed) of the recording's genre: the median
 * over sounds of the absolute shift, the largest over the shifts of a group. Songs have the median genre's SD; solos and
 * sung lines have that of the `solos`. A stretcher moves features the same way whether it goes up or down, so of what was
 * stretched half the difference between up and down is taken.
 */
export function movedFeatures(
  set: readonly HeardShifts[],
  solos: readonly HeardShifts[],
  groups: readonly (readonly Shift[])[],
): readonly Moved[] {
  return compared.flatMap((feature) => {
    const heard = set.filter(({ before }) => !Number.isNaN(valueOf(feature, before)));
    const most = groups.map((shifts) => Math.max(...shifts.map((shift) => medianShift(feature, heard, solos, shift))));
    return most.every(Number.isNaN) ? [] : [{ title: feature.title, n: heard.length, most }];
  });
}

function medianShift(
  feature: RegisteredFeature,
  set: readonly HeardShifts[],
  solos: readonly HeardShifts[],
  shift: Shift,
): number {
  const moved = set.flatMap((one) => {
    const after = heardAfter(one, shift);
    if (after === undefined) return [];
    const opposite = isStretched(one, shift) ? heardAfter(one, { ...shift, cents: -shift.cents }) : undefined;
    const difference =
      opposite === undefined
        ? valueOf(feature, after) - valueOf(feature, one.before)
        : (valueOf(feature, after) - valueOf(feature, opposite)) / 2;
    const spread =
      one.set === 'solos' || one.set === 'lines' ? spreadOfSounds(feature, solos) : spreadOfGenre(feature, one.genre);
    const robustSds = Math.abs(difference) / spread;
    return Number.isFinite(robustSds) ? [robustSds] : [];
  });
  return moved.length === 0 ? NaN : median(moved);
}

export function isStretched({ set }: Pick<HeardShifts, 'set'>, { tempo }: Pick<Shift, 'tempo'>): boolean {
  return (set === 'music' || set === 'solos') && tempo === 'kept';
}

/** By the embedded references; of all genres the median, where none is told. */
function spreadOfGenre(feature: RegisteredFeature, genre: string | undefined): number {
  const spreads = embeddedProfiles
    .filter(({ name }) => genre === undefined || name === genre)
    .map(({ features, rows }) => {
      const column = features.findIndex(({ id }) => id === feature.id);
      return robustSd(rows.map((row) => transformed(feature, row[column])));
    });
  return median(spreads.filter((spread) => !Number.isNaN(spread)));
}

function spreadOfSounds(feature: RegisteredFeature, sounds: readonly HeardShifts[]): number {
  return robustSd(sounds.map(({ before }) => valueOf(feature, before)));
}

function robustSd(values: readonly number[]): number {
  return 1.4826 * medianAbsoluteDeviation(values.filter((value) => !Number.isNaN(value)));
}

function valueOf(feature: RegisteredFeature, { values }: Heard): number {
  return transformed(feature, values[feature.id]);
}

function transformed(feature: RegisteredFeature, value: number | null | undefined): number {
  return transformValue(feature, 'plain', () => value ?? undefined);
}
