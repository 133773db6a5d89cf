import type { Analyser } from '../analysis/analyser.js';
import type { WindowOutput } from '../analysis/stores.js';
import { openPcm } from '../audio/open-pcm.js';
import type { Cancellation } from '../audio/pcm.js';
import { SwerveError } from '../errors.js';
import { analyseAudio } from '../features/analyse-audio.js';
import type { FeatureRow } from '../features/row.js';
import type { LoadedProfile } from '../profiles/loaded-profile.js';
import { comparablePairs } from '../scoring/comparable-pairs.js';
import { type CompareOptions, compareRows } from '../scoring/compare-rows.js';
import type { AspectChange, Comparison } from '../scoring/comparison.js';
import type { Difference } from '../scoring/resample.js';
import { type Change, changeBank, type Excerpted } from './change-bank.js';
import type { Hit } from './groove-changes.js';
import type { Renderer } from './stage.js';

/** What one change of the bank, rendered and analysed again, does to one excerpt. */
export type WhatIf = Pick<Change, 'id' | 'title' | 'unit'> & {
  readonly amount: number;
} & (
    | {
        /** Of the distance D from the genre's centre; below zero: towards the average. In all, and for one `unit`. */
        readonly distance: Difference;
        readonly distancePerUnit: Difference;
        /** Percentile points of departure. */
        readonly departure: Difference;
        /** Where the whole interval of `distance` lies. */
        readonly side: 'towards the average' | 'away' | 'neither';
        /** The one that moved furthest first. */
        readonly aspects: readonly AspectChange[];
      }
    | { readonly unavailable: string }
  );

export type TryOptions = CompareOptions & {
  readonly analysers: readonly Analyser[];
  readonly render: Renderer;
  readonly signal?: Cancellation;
};

/**
 * Renders every change of the bank on an excerpt, analyses what comes out and compares it with the excerpt as it is;
 * towards the average first. Nothing is estimated: what could not be rendered says why. Throws SwerveError.
 */
export async function tryChanges(
  channels: readonly Float32Array[],
  rate: number,
  loaded: LoadedProfile,
  options: TryOptions,
): Promise<readonly WhatIf[]> {
  const { analysers, render, signal } = options;
  const heard = await hear(channels, rate, analysers);
  const excerpt: Excerpted = { channels, rate, hits: heard.hits };
  const found: WhatIf[] = [];
  for (const change of changeBank)
    for (const amount of change.amounts) {
      if (signal?.aborted) throw new SwerveError('aborted', 'It was cancelled.', change.id, 'Start it again.');
      const { id, title, unit } = change;
      const rendered = await renderedOr(change, excerpt, amount, render);
      const outcome =
        typeof rendered === 'string'
          ? { unavailable: rendered }
          : effectOf(compared(heard.row, (await hear(rendered, rate, analysers)).row, loaded, options), amount);
      found.push({ id, title, unit, amount, ...outcome });
    }
  return found.sort((a, b) => rankOf(a) - rankOf(b));
}

function compared(before: FeatureRow, after: FeatureRow, loaded: LoadedProfile, options: TryOptions): Comparison {
  const { artist, versions, analysers } = options;
  const { pairs, headline } = comparablePairs([{ before, after }], 0, analysers);
  return compareRows(pairs, headline, loaded, {
    ...(artist === undefined ? {} : { artist }),
    ...(versions === undefined ? {} : { versions }),
  });
}

async function renderedOr(
  change: Change,
  excerpt: Excerpted,
  amount: number,
  render: Renderer,
): Promise<readonly Float32Array[] | string> {
  const reason = change.impossible?.(excerpt);
  if (reason !== undefined) return reason;
  try {
    return await change.apply(excerpt, amount, render);
  } catch (error) {
    if (!(error instanceof SwerveError)) throw error;
    return `${error.message} ${error.remedy}`;
  }
}

function effectOf({ distance, departure, aspects }: Comparison, amount: number) {
  const perUnit = [distance.low, distance.high].map((bound) => bound / amount).sort((a, b) => a - b);
  return {
    distance,
    distancePerUnit: { value: distance.value / amount, low: perUnit[0]!, high: perUnit[1]! },
    departure: departure.change,
    side:
      distance.high < 0
        ? ('towards the average' as const)
        : distance.low > 0
          ? ('away' as const)
          : ('neither' as const),
    aspects,
  };
}

function rankOf(effect: WhatIf): number {
  return 'unavailable' in effect ? Infinity : effect.distance.value;
}

/** The features of the first window, and its onsets on the grid. */
async function hear(
  channels: readonly Float32Array[],
  rate: number,
  analysers: readonly Analyser[],
): Promise<{ readonly row: FeatureRow; readonly hits: readonly Hit[] }> {
  let outputs: ReadonlyMap<string, WindowOutput> | undefined;
  const { excerpts } = await analyseAudio(openPcm(channels, { sampleRate: rate }), {
    analysers,
    onWindow(window) {
      if (window.scope === 'excerpt') outputs ??= window.outputs;
    },
  });
  const hits = outputs?.get('timing.microtiming/hits');
  return {
    row: excerpts[0]!,
    hits:
      hits?.shape !== 'events'
        ? []
        : Array.from(hits.seconds, (seconds, hit) => ({
            seconds,
            lateMs: hits.rows[hit * hits.size]!,
            sixteenth: hits.rows[hit * hits.size + 1]!,
          })),
  };
}
