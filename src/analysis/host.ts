import type { Speaker } from '../audio/channels.js';
import { mostSamples } from '../frames/channel-layouts.js';
import type { Frame, FrontEnd } from '../frames/front-end.js';
import { analysisRate, minimumRemainderSeconds, windowSeconds } from '../frames/front-end.js';
import { createFrontEnds } from '../frames/front-ends.js';
import type { Analyser, Keep, Output, StreamAnalyser, WindowAnalyser } from './analyser.js';
import { planAnalysis, resolveParameters } from './plan.js';
import {
  createEventStore,
  createSeriesStore,
  createWindowSink,
  type EventStore,
  missingOutput,
  type SeriesStore,
  type WindowOutput,
} from './stores.js';

/** The outputs of every analyser over one stretch of the recording, by `analyser/output`. */
export type AnalysedWindow = {
  readonly scope: 'excerpt' | 'track';
  readonly startSeconds: number;
  readonly seconds: number;
  readonly outputs: ReadonlyMap<string, WindowOutput>;
};

export type HostOptions = {
  readonly analysers: readonly Analyser[];
  /** Which loudspeaker each channel is for: speakersOf(1) for mono, speakersOf(2) for stereo. */
  readonly speakers: readonly Speaker[];
  /** Hertz, of the recording before it was brought to 44.1 kHz, the default. */
  readonly sourceRate?: number;
  /** Called for each window as soon as it is whole, and last for the track. */
  readonly onWindow: (window: AnalysedWindow) => void;
  /**
   * 'windows' (the default) cuts at multiples of 30 s; 'whole' takes the recording as one window, for annotations; 'rolling'
   * cuts nowhere: `look` analyses the last 30 s, and nothing older is kept.
   */
  readonly extent?: 'windows' | 'whole' | 'rolling';
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
};

export type AnalysisSummary = {
  readonly seconds: number;
  /** Samples that were NaN, infinite or beyond 2^32 and were taken as 0. */
  readonly undefinedSamples: number;
  /** Analysers that threw or broke the contract; their outputs are missing from then on. */
  readonly failures: readonly { readonly analyser: string; readonly message: string }[];
};

export type Host = {
  /** 44.1 kHz samples, one array a channel, of equal and any length. */
  push(channels: readonly Float32Array[]): void;
  /** With the extent 'rolling': the window analysers over the last 30 s up to a whole second, or over all where there is less. */
  look(): void;
  finish(): AnalysisSummary;
};

type RunningStream = {
  readonly analyser: StreamAnalyser;
  readonly series: ReadonlyMap<string, SeriesStore>;
  readonly events: ReadonlyMap<string, EventStore>;
};

/** A window at 44.1 kHz, and what comes before its samples are let go of: the rest of a block, another block, a low rate's delay. */
const mostHeld = windowSeconds * analysisRate + 3 * mostSamples;

/**
 * V8 forgets what it compiled for a closure once none of its kind is alive: without the host before, each of many short
 * recordings is compiled anew, a tenth of the processor time.
 */
const lastMade: Host[] = [];

/**
 * Runs analysers over a stream of 44.1 kHz samples. Windows are [30 k, 30 k + 30) seconds; a remainder of at least 10 s
 * is a window of its own, a shorter one is dropped unless it is the whole recording.
 */
export function createHost(options: HostOptions): Host {
  const { analysers, speakers, sourceRate = analysisRate, onWindow, extent = 'windows', parameters = {} } = options;
  const plan = planAnalysis(analysers);
  const frontEnds = createFrontEnds(speakers);
  const failures = new Map<string, string>();
  const parameterValues = new Map(
    analysers.map((analyser) => [analyser.id, resolveParameters(analyser, parameters[analyser.id])]),
  );
  const streams = new Map<string, RunningStream>();
  const length = extent === 'windows' ? windowSeconds : Infinity;
  const highestHz = Math.min(sourceRate, analysisRate) / 2;
  let samples = 0;
  let undefinedSamples = 0;
  let windowStart = 0;

  for (const analyser of plan.streams) streams.set(analyser.id, startStream(analyser));
  for (const analyser of plan.excerpt)
    for (const input of Object.values(analyser.inputs))
      if ('samples' in input) {
        const stage = frontEnds.samples(input.samples, input.rate);
        if (extent === 'windows') stage.reserve(Math.ceil((mostHeld * input.rate) / analysisRate));
      }

  function startStream(analyser: StreamAnalyser): RunningStream {
    const series = new Map<string, SeriesStore>();
    const events = new Map<string, EventStore>();
    const sinks: Record<string, unknown> = {};
    for (const [name, output] of Object.entries(analyser.outputs)) {
      const size = 'size' in output ? (output.size ?? 1) : 1;
      if (output.shape === 'series') {
        const store = createSeriesStore(size);
        series.set(name, store);
        sinks[name] = { push: store.push };
      } else {
        const store = createEventStore(size);
        events.set(name, store);
        sinks[name] = { at: store.at };
      }
    }
    let process: ((frame: Frame<FrontEnd>) => void) | undefined;
    const stores = [...series];
    // called thousands of times a second: no closure and no iterator is made in it
    const setup = frontEnds.subscribe(analyser.frontEnd, (frame) => {
      if (process === undefined) return;
      try {
        process(frame);
        for (let s = 0; s < stores.length; s++) {
          const [name, { count }] = stores[s]!;
          if (count !== frame.index + 1) throw new Error(`'${name}' has ${count} rows after ${frame.index + 1} frames`);
        }
      } catch (error) {
        process = undefined;
        fail(analyser, error);
      }
    });
    attempt(analyser, () => {
      const prepared = analyser.prepare(setup, parameterValues.get(analyser.id) as never, sinks as never);
      process = (frame) => prepared.process(frame as never);
    });
    return { analyser, series, events };
  }

  function attempt(analyser: Analyser, run: () => void): boolean {
    try {
      run();
      return true;
    } catch (error) {
      fail(analyser, error);
      return false;
    }
  }

  function fail(analyser: Analyser, error: unknown): void {
    failures.set(analyser.id, error instanceof Error ? error.message : String(error));
  }

  /** The rows of a stream's series whose frames lie in [from, to) seconds. */
  function seriesBetween({ analyser, series }: RunningStream, name: string, from: number, to: number): WindowOutput {
    const store = series.get(name)!;
    const { rate, frameSize, hopSize } = analyser.frontEnd;
    const first = Math.ceil(Math.round(from * rate) / hopSize);
    const last = Math.min(store.count, Math.floor((Math.round(to * rate) - frameSize) / hopSize) + 1);
    const rows = last > first ? store.rows(first, last) : new Float32Array(0);
    if (from > 0) rows.fill(NaN, 0, Math.min(rows.length, lookbackOf(analyser.outputs[name]!) * store.size));
    return {
      shape: 'series',
      firstSeconds: (first * hopSize - Math.round(from * rate) + frameSize / 2) / rate,
      hopSeconds: hopSize / rate,
      size: store.size,
      count: rows.length / store.size,
      rows,
    };
  }

  function streamOutputs(
    outputs: Map<string, WindowOutput>,
    from: number,
    to: number,
    scope: AnalysedWindow['scope'],
  ): void {
    for (const running of streams.values())
      for (const [name, output] of Object.entries(running.analyser.outputs)) {
        if (!(scope === 'track' ? keepOf(output) !== undefined : keepOf(output) !== 'track only')) continue;
        const failure = failures.get(running.analyser.id);
        if (failure !== undefined)
          outputs.set(`${running.analyser.id}/${name}`, missingOutput(output, `analyser failed: ${failure}`));
        else if (output.shape === 'series')
          outputs.set(`${running.analyser.id}/${name}`, seriesBetween(running, name, from, to));
        else
          outputs.set(`${running.analyser.id}/${name}`, {
            shape: 'events',
            ...running.events.get(name)!.between(from, to),
          });
      }
  }

  function runWindowAnalyser(
    analyser: WindowAnalyser,
    outputs: Map<string, WindowOutput>,
    from: number,
    to: number,
  ): void {
    const given: Record<string, unknown> = {};
    for (const [name, input] of Object.entries(analyser.inputs)) {
      if ('samples' in input) {
        const stage = frontEnds.samples(input.samples, input.rate);
        const first = Math.round(from * input.rate);
        const last = Math.min(stage.end, Math.round(to * input.rate));
        given[name] = {
          rate: input.rate,
          channels: Array.from({ length: stage.channelCount }, (_, c) => stage.view(c, first, last)),
        };
      } else
        given[name] = outputs.get('series' in input ? input.series : 'events' in input ? input.events : input.value);
    }
    const sinks: Record<string, unknown> = {};
    const held = Object.entries(analyser.outputs).map(([name, output]) => {
      const windowSink = createWindowSink(output, timeBaseOf(output, given));
      sinks[name] = windowSink.sink;
      return [name, output, windowSink] as const;
    });
    const seconds = to - from;
    const done = attempt(analyser, () =>
      analyser.analyse(given as never, parameterValues.get(analyser.id) as never, sinks as never, {
        seconds,
        highestHz,
      }),
    );
    for (const [name, output, windowSink] of held)
      outputs.set(
        `${analyser.id}/${name}`,
        done ? windowSink.done(seconds) : missingOutput(output, `analyser failed: ${failures.get(analyser.id)}`),
      );
  }

  function analyseWindow(from: number, to: number): void {
    const outputs = new Map<string, WindowOutput>();
    streamOutputs(outputs, from, to, 'excerpt');
    for (const analyser of plan.excerpt) runWindowAnalyser(analyser, outputs, from, to);
    onWindow({ scope: 'excerpt', startSeconds: from, seconds: to - from, outputs });
  }

  /** Lets go of what no later window holds; of what the whole track needs only where there is to be no whole. */
  function letGoBefore(start: number): void {
    windowStart = start;
    frontEnds.holdFrom(start);
    for (const { analyser, series, events } of streams.values())
      for (const [name, output] of Object.entries(analyser.outputs)) {
        if (keepOf(output) !== undefined && extent !== 'rolling') continue;
        series.get(name)?.discardBefore(Math.ceil((start * analyser.frontEnd.rate) / analyser.frontEnd.hopSize));
        events.get(name)?.discardBefore(start);
      }
  }

  function closeWindow(to: number): void {
    analyseWindow(windowStart, to);
    letGoBefore(to);
  }

  /** Closes the windows that are whole: all front ends have passed their end, the delayed low-rate ones too. */
  function closeWholeWindows(): void {
    while (Math.min(frontEnds.seconds, samples / analysisRate) >= windowStart + length)
      closeWindow(windowStart + length);
  }

  /** The remainder, and the track as a whole. */
  function closeRest(seconds: number): void {
    closeWholeWindows();
    const remainder = seconds - windowStart;
    if (remainder > 0 && (windowStart === 0 || remainder >= minimumRemainderSeconds)) closeWindow(seconds);
    const outputs = new Map<string, WindowOutput>();
    streamOutputs(outputs, 0, seconds, 'track');
    for (const analyser of plan.track) runWindowAnalyser(analyser, outputs, 0, seconds);
    onWindow({ scope: 'track', startSeconds: 0, seconds, outputs });
  }

  const host: Host = {
    push(channels) {
      const total = channels[0]?.length ?? 0;
      if (channels.length !== speakers.length || channels.some((channel) => channel.length !== total))
        throw new RangeError(`expected ${speakers.length} channels of equal length`);
      for (let from = 0; from < total; from += mostSamples) {
        const to = Math.min(total, from + mostSamples);
        samples += to - from;
        undefinedSamples += frontEnds.push(channels.map((channel) => channel.subarray(from, to)));
        closeWholeWindows();
      }
    },
    look() {
      // whole seconds, so that a window's numbers do not depend on when exactly it is looked at
      const to = Math.floor(Math.min(frontEnds.seconds, samples / analysisRate));
      if (to <= windowStart) return;
      letGoBefore(Math.max(0, to - windowSeconds));
      analyseWindow(windowStart, to);
    },
    finish() {
      frontEnds.finish();
      const seconds = samples / analysisRate;
      if (extent !== 'rolling') closeRest(seconds);
      return {
        seconds,
        undefinedSamples,
        failures: [...failures].map(([analyser, message]) => ({ analyser, message })),
      };
    },
  };
  lastMade.push(host);
  if (lastMade.length > 2) lastMade.shift();
  return host;
}

function lookbackOf(output: Output): number {
  return 'lookback' in output ? (output.lookback ?? 0) : 0;
}

function keepOf(output: Output): Keep | undefined {
  return 'keep' in output ? output.keep : undefined;
}

function timeBaseOf(
  output: Output,
  given: Readonly<Record<string, unknown>>,
): { firstSeconds: number; hopSeconds: number } {
  if (output.shape !== 'series' || output.timeBase === undefined) return { firstSeconds: 0, hopSeconds: 1 };
  return typeof output.timeBase === 'string'
    ? (given[output.timeBase] as { firstSeconds: number; hopSeconds: number })
    : output.timeBase;
}
