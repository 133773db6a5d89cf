import type { GivenEvents, GivenSeries, GivenValue, Output } from './analyser.js';

/** A label, or why there is none. */
export type GivenLabel = { readonly label: string | undefined; readonly missing: string | undefined };

/** Rows in order of their frames, kept from `start` (the index of the first kept row) on. */
export type SeriesStore = {
  readonly size: number;
  /** Rows pushed so far, discarded ones included. */
  readonly count: number;
  push(row: ArrayLike<number> | number): void;
  /** A copy of the rows [from, to). */
  rows(from: number, to: number): Float32Array;
  discardBefore(row: number): void;
};

export function createSeriesStore(size: number): SeriesStore {
  let held = new Float32Array(size * 256);
  let start = 0;
  let count = 0;
  return {
    size,
    get count() {
      return count;
    },
    push(row) {
      const at = (count - start) * size;
      if (at + size > held.length) {
        const larger = new Float32Array(held.length * 2);
        larger.set(held);
        held = larger;
      }
      if (typeof row === 'number') held[at] = row;
      else for (let i = 0; i < size; i++) held[at + i] = row[i]!;
      count++;
    },
    rows: (from, to) => held.slice((from - start) * size, (to - start) * size),
    discardBefore(row) {
      const dropped = Math.min(row, count) - start;
      if (dropped <= 0) return;
      held.copyWithin(0, dropped * size, (count - start) * size);
      start += dropped;
    },
  };
}

/** Rows at times of their own. */
export type EventStore = {
  at(seconds: number, row: ArrayLike<number> | number): void;
  /** The events in [from, to), their times counted from `from`. */
  between(from: number, to: number): GivenEvents;
  discardBefore(seconds: number): void;
};

export function createEventStore(size: number): EventStore {
  let seconds: number[] = [];
  let rows: number[] = [];
  return {
    at(time, row) {
      seconds.push(time);
      if (typeof row === 'number') rows.push(row);
      else for (let i = 0; i < size; i++) rows.push(row[i]!);
    },
    between(from, to) {
      const order = seconds
        .map((_, i) => i)
        .filter((i) => seconds[i]! >= from && seconds[i]! < to)
        .sort((a, b) => seconds[a]! - seconds[b]!);
      return {
        seconds: Float64Array.from(order, (i) => nanoseconds(seconds[i]! - from)),
        size,
        rows: Float64Array.from(order.flatMap((i) => rows.slice(i * size, (i + 1) * size))),
      };
    },
    discardBefore(time) {
      const keep = seconds.map((_, i) => i).filter((i) => seconds[i]! >= time);
      rows = keep.flatMap((i) => rows.slice(i * size, (i + 1) * size));
      seconds = keep.map((i) => seconds[i]!);
    },
  };
}

/** Rounded, so that a window's times do not depend on where it lies. */
function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}

/** One output of one analyser over one window, as its features and other analysers read it. */
export type WindowOutput =
  | ({ readonly shape: 'series' } & GivenSeries)
  | ({ readonly shape: 'events' } & GivenEvents)
  | ({ readonly shape: 'value' } & GivenValue)
  | ({ readonly shape: 'label' } & GivenLabel);

/** The sink that a window analyser writes one output to, and what it holds afterwards. */
export type WindowSink = { readonly sink: unknown; done(seconds: number): WindowOutput };

export function createWindowSink(output: Output, timeBase: { firstSeconds: number; hopSeconds: number }): WindowSink {
  if (output.shape === 'label') {
    let held: GivenLabel = { label: undefined, missing: 'not set' };
    const sink = {
      set(label: string) {
        held = { label, missing: undefined };
      },
      missing(reason: string) {
        held = { label: undefined, missing: reason };
      },
    };
    return { sink, done: () => ({ shape: 'label', ...held }) };
  }
  const size = output.size ?? 1;
  if (output.shape === 'series') {
    const store = createSeriesStore(size);
    return {
      sink: { push: store.push },
      done: () => ({ shape: 'series', ...timeBase, size, count: store.count, rows: store.rows(0, store.count) }),
    };
  }
  if (output.shape === 'events') {
    const store = createEventStore(size);
    return { sink: { at: store.at }, done: (seconds) => ({ shape: 'events', ...store.between(0, seconds) }) };
  }
  let held: GivenValue = missingValue(size, 'not set');
  const sink = {
    set(row: ArrayLike<number> | number) {
      held = { row: typeof row === 'number' ? Float64Array.of(row) : Float64Array.from(row), missing: undefined };
    },
    missing(reason: string) {
      held = missingValue(size, reason);
    },
  };
  return { sink, done: () => ({ shape: 'value', ...held }) };
}

/** What stands for an output whose analyser failed or was not run. */
export function missingOutput(output: Output, reason: string): WindowOutput {
  if (output.shape === 'label') return { shape: 'label', label: undefined, missing: reason };
  const size = output.size ?? 1;
  if (output.shape === 'value') return { shape: 'value', ...missingValue(size, reason) };
  if (output.shape === 'events')
    return { shape: 'events', seconds: new Float64Array(0), size, rows: new Float64Array(0) };
  return { shape: 'series', firstSeconds: 0, hopSeconds: 1, size, count: 0, rows: new Float32Array(0) };
}

function missingValue(size: number, missing: string): GivenValue {
  return { row: new Float64Array(size).fill(NaN), missing };
}
