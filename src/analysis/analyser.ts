/**
 * The analyser contract.
 *
 * 1. An analyser is a frozen descriptor plus one function; listing and hashing descriptors runs nothing.
 * 2. A *stream* analyser reads frames of one front end and appends one row per frame (series) or rows at their own
 *    time (events). It never looks ahead: what must see the future is a window analyser.
 * 3. A *window* analyser is a pure function of one window (30 s) of samples, series, events and values, or, with the
 *    scope 'track', of the same inputs over the whole track.
 * 4. The host owns storage and time. NaN means "not defined here" (silence, unvoiced); a row is never left out.
 * 5. A value that cannot be known is `missing(reason)`, never zero.
 * 6. `version` rises whenever any number changes.
 */

import type { Speaker } from '../audio/channels.js';
import type { AnalysisRate, Channels, Frame, FrontEnd } from '../frames/front-end.js';

export type Aspect = 'timing' | 'pitch' | 'timbre' | 'dynamics' | 'structure';
export const aspects: readonly Aspect[] = ['timing', 'pitch', 'timbre', 'dynamics', 'structure'];

/** '' is a plain number (a ratio, a coefficient, a correlation). */
export type Unit =
  | ''
  | 's'
  | 'ms'
  | 'Hz'
  | 'BPM'
  | '1/s'
  | '%'
  | '%/min'
  | 'dB'
  | 'dB/octave'
  | 'dBTP'
  | 'LU'
  | 'LUFS'
  | 'acum'
  | 'cents'
  | 'cents/min'
  | 'semitones'
  | 'bits'
  | 'samples';

export type Parameter =
  | {
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly unit: Unit;
      readonly about: string;
    }
  | { readonly default: string; readonly choices: readonly string[]; readonly about: string };

/** When each row of a window analyser's series is: as an input series is, or on a grid of its own. */
export type TimeBase = string | { readonly firstSeconds: number; readonly hopSeconds: number };

/**
 * Held for the analysers of scope 'track'; stream analysers only. What is for the 'track only' is not given to excerpts:
 * its rows may depend on all that came before.
 */
export type Keep = 'track' | 'track only';

export type Output =
  | {
      readonly shape: 'series';
      readonly unit: Unit;
      /** Numbers in a row; 1 unless told. */
      readonly size?: number;
      readonly about: string;
      readonly keep?: Keep;
      /** Stream analysers only: how many frames before its own a row depends on. A window's first `lookback` rows are NaN, so that a window is a function of its own samples. */
      readonly lookback?: number;
      /** Window analysers only (a stream's rows follow its frames). */
      readonly timeBase?: TimeBase;
      /** Why a statistic of this series is missing when no row is defined. */
      readonly undefinedMeans?: string;
    }
  | {
      readonly shape: 'events';
      readonly unit: Unit;
      readonly size?: number;
      readonly about: string;
      readonly keep?: Keep;
      readonly undefinedMeans?: string;
    }
  | {
      readonly shape: 'value';
      readonly unit: Unit;
      readonly size?: number;
      readonly about: string;
      /** Why a number of the row is missing where others are there. */
      readonly undefinedMeans?: string;
    }
  /** A word, such as a key's name: reported, never scored. */
  | { readonly shape: 'label'; readonly title: string; readonly about: string };

/** 'value' is for outputs of shape value; the rest summarise the defined rows of a series (or events; rate is events per second). */
export type Statistic =
  | 'value'
  | 'mean'
  | 'median'
  | 'sd'
  | 'p5'
  | 'p10'
  | 'p90'
  | 'p95'
  | 'iqr'
  | 'mad'
  | 'cv'
  | 'rate';

export type Transform = 'identity' | 'log' | 'logit' | 'circular';

/** One scored or reported number, and everything the registry says of it. Its id is `analyser/output[.index].statistic`. */
export type Feature = {
  /** One of the analyser's outputs. */
  readonly of: string;
  /** Which number of the row, from 0; required when the output's rows are longer than 1. */
  readonly index?: number;
  readonly statistic: Statistic;
  /** What a producer reads, e.g. 'Spectral centroid'. */
  readonly title: string;
  /** What less and more of it are called, e.g. 'darker' and 'brighter'. */
  readonly lower: string;
  readonly higher: string;
  readonly unit: Unit;
  /** Every value lies in it; logit uses it as its interval. */
  readonly range: readonly [number, number];
  readonly transform: Transform;
  /** Circular features only: the period, in `unit`. */
  readonly period?: number;
  /** Circular features only: the id of the feature (0 to 1) that weighs the angle; 1 where absent. */
  readonly strength?: string;
  readonly minimumSeconds: number;
  readonly formula: string;
  readonly citation: string;
  /** RMS error of the detector, in `unit`, on performances whose truth is known; absent where that was not measured. */
  readonly detectorNoise?: number;
  /** False: reported, and never part of a distance. */
  readonly scored: boolean;
  /** True for a coordinate of a description rather than a trait of its own: scored, but not told in a summary. */
  readonly coordinate?: boolean;
  /** Hertz that the spectrum has to reach for it to describe the music: only recordings that reach them are compared by it. */
  readonly needsHz?: number;
  /** True: not scored, but a profile keeps the genre's median and band of it, for reading. */
  readonly ribbon?: boolean;
};

type Named<T> = Readonly<Record<string, T>>;
type Row<O> = O extends { readonly size: number } ? ArrayLike<number> : number;
export type Sink<O> = O extends { readonly shape: 'events' }
  ? { at(seconds: number, row: Row<O>): void }
  : O extends { readonly shape: 'series' }
    ? { push(row: Row<O>): void }
    : O extends { readonly shape: 'label' }
      ? { set(label: string): void; missing(reason: string): void }
      : { set(row: Row<O>): void; missing(reason: string): void };
export type Sinks<O> = { readonly [K in keyof O]: Sink<O[K]> };
export type ParameterValues<P> = {
  readonly [K in keyof P]: P[K] extends { readonly choices: readonly (infer C)[] } ? C : number;
};

type Common<P, O> = {
  /** `aspect.name` for ours, `vendor:name` for a third party's; for ever. */
  readonly id: `${Aspect}.${string}` | `${string}:${string}`;
  readonly aspect: Aspect;
  readonly version: number;
  readonly about: string;
  readonly references: readonly string[];
  readonly parameters: P;
  readonly outputs: O;
  readonly features: readonly Feature[];
};

export type StreamSetup = {
  readonly rate: number;
  /** Channels in each frame: 1 or 2, or with the layout 'all' those of the recording. */
  readonly channelCount: number;
  /** Which loudspeaker each channel of the recording is for. */
  readonly speakers: readonly Speaker[];
  /** Hertz, of each bin or band; empty for samples. */
  readonly frequencies: Float32Array;
};

/** Causal, frame by frame, one row of each series per frame; no allocation in steady state. */
export type StreamAnalyser<
  F extends FrontEnd = FrontEnd,
  P extends Named<Parameter> = Named<Parameter>,
  O extends Named<Output> = Named<Output>,
> = Common<P, O> & {
  readonly kind: 'stream';
  readonly frontEnd: F;
  prepare(
    setup: StreamSetup,
    parameters: ParameterValues<P>,
    out: Sinks<O>,
  ): { process(frame: Frame<F>): void; finish?(): void };
};

/** What a window analyser may ask for; outputs are named `analyser/output`. */
export type Input =
  | { readonly samples: Channels; readonly rate: AnalysisRate }
  | { readonly series: string }
  | { readonly events: string }
  | { readonly value: string };
export type Inputs = Named<Input>;

export type GivenSamples = { readonly rate: number; readonly channels: readonly Float32Array[] };
/** Row i is `rows[i * size .. (i + 1) * size)`, at `firstSeconds + i * hopSeconds` (the centre of its frame, from the window's start). */
export type GivenSeries = {
  readonly firstSeconds: number;
  readonly hopSeconds: number;
  readonly size: number;
  readonly count: number;
  readonly rows: Float32Array;
};
export type GivenEvents = { readonly seconds: Float64Array; readonly size: number; readonly rows: Float64Array };
/** NaN throughout, with the reason, where the value is missing. */
export type GivenValue = { readonly row: Float64Array; readonly missing: string | undefined };
export type Given<I> = {
  readonly [K in keyof I]: I[K] extends { readonly samples: string }
    ? GivenSamples
    : I[K] extends { readonly series: string }
      ? GivenSeries
      : I[K] extends { readonly events: string }
        ? GivenEvents
        : GivenValue;
};

/** `seconds` is its length; above `highestHz`, half the rate of the recording, there can be no sound, only what a resampler leaves. */
export type Window = { readonly seconds: number; readonly highestHz: number };

/** A pure function of one window; with the scope 'track', of the whole track (inputs from stream analysers that keep them). */
export type WindowAnalyser<
  I extends Inputs = Inputs,
  P extends Named<Parameter> = Named<Parameter>,
  O extends Named<Output> = Named<Output>,
> = Common<P, O> & {
  readonly kind: 'window';
  readonly scopes: readonly ('excerpt' | 'track')[];
  readonly inputs: I;
  analyse(given: Given<I>, parameters: ParameterValues<P>, out: Sinks<O>, window: Window): void;
};

export type Analyser = StreamAnalyser | WindowAnalyser;
