import type { Aspect, Unit } from '../analysis/analyser.js';
import type { FeatureDescription } from './registry.js';

/** What other programs call their features, by aspect; the first line that a name fits decides. */
const aspectRules: readonly (readonly [names: RegExp, aspect: Aspect])[] = [
  [/(^|_)(tempo|bpm|beats?|onset|onrate|on|pulse|rhythm|danceability)(_|$)/, 'timing'],
  [/(^|_)(tonal|chroma|tonnetz|hpcp|thpcp|pitch|f0|key|chords?|tuning|dissonance|inharmonicity)(_|$)/, 'pitch'],
  [/(^|_)(bark|erb|mel)bands/, 'timbre'],
  [/(^|_)(rmse?|loudness|dyn|dynamic|crest|silence|harmony|perceptr)(_|$)/, 'dynamics'],
  [/(^|_)(novelty|segments?|repetition|recurrence|structure)(_|$)/, 'structure'],
  [/(^|_)(spectral|cent|centroid|bw|bandwidth|roll|rolloff|flat|flatness|contrast|flux|hfc)(_|$)/, 'timbre'],
  [/(^|_)(zcr|zero|zerocrossingrate)(_|$)|(^|_)(mfcc|gfcc|con)_?\d*(_|$)/, 'timbre'],
];
/** Coordinates of the key, which is never scored, and counts that tell the length. */
const neverTaken =
  /(^|_)(chroma|hpcp)(_[a-z]+)?_?\d+(_|$)|(^|_)(key|chords)_(key|scale|histogram)|beats_count|(^|_)key(_mode)?$/;

/** What a name says besides what is measured: the statistic, and the place in a row. */
const statistic =
  /([._]?(mean|var|variance|std|stdev|sd|median|m|s|cv))?([._]?\d+)?([._](mean|var|variance|std|stdev|sd|median|m|s))?$/i;
/** Coordinates of a description rather than traits of their own. */
const coordinates = /(^|_)(mfcc|gfcc|con|barkbands)(_[a-z]+)?_?\d+(_|$)/;

const spread = /(^|_)(var|variance|std|stdev|sd|s|cv)(_?\d+)?$/;
const hertz = /(^|_)(cent|centroid|bw|bandwidth|roll|rolloff)(_|$)/;
const tempo = /(^|_)(tempo|bpm)$/;
/** Besides spreads, what is never negative and varies by ratios rather than by differences. */
const ratioScaled =
  /(^|_)(cent|centroid|bw|bandwidth|roll|rolloff|zcr|zero|zerocrossingrate|rmse?|flux|hfc|energy|energyband|rate|onrate|tempo|bpm)(_|$)/;

/**
 * A feature that another program computed, described by rules from its name alone: aspect, unit and transform;
 * undefined where the name says nothing to us. `smallest` is the least value in the whole table: what is negative there
 * has no logarithm. Nothing is known of its reliability, its range or its measuring noise.
 */
export function foreignFeature(program: string, column: string, smallest: number): FeatureDescription | undefined {
  const name = column.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const aspect = aspectRules.find(([names]) => names.test(name))?.[1];
  if (aspect === undefined || neverTaken.test(name)) return undefined;
  const logs = (spread.test(name) || ratioScaled.test(name)) && smallest >= 0;
  const analyser = `${program}:${column.replace(statistic, '')}`;
  return {
    id: `${analyser}/${column}`,
    aspect,
    analyser,
    analyserVersion: 1,
    title: column,
    lower: 'lower',
    higher: 'higher',
    unit: unitOf(name),
    range: [logs ? 0 : -Infinity, Infinity],
    transform: logs ? 'log' : 'identity',
    scored: true,
    scope: 'excerpt',
    coordinate: coordinates.test(name),
  };
}

function unitOf(name: string): Unit {
  if (tempo.test(name)) return 'BPM';
  return hertz.test(name) && !/_var(iance)?/.test(name) ? 'Hz' : '';
}
