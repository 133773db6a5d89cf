import { type Degree, foldHistogram, histogramBins } from './fold-histogram.js';
import type { PeakFrames } from './peak-frames.js';

/** Frames of a stretch, 5 s, and from one to the next, 2.4 s. */
const stretchFrames = 45;
const hopFrames = 22;
/** Fewer stretches, less than 20 s, do not tell whether a centre holds: neighbours share half of their sound. */
const fewestStretches = 7;
/** What sounds so near to a degree counts as its own; the fifth of seven equal steps is 16 cents from a pure one. */
const reachCents = 35;
const pureFifthCents = 1200 * Math.log2(3 / 2);
/** What sounds on the fifth above speaks for a degree by so much of what sounds on itself. */
const fifthShare = 0.5;

/** The note that a window dwells upon. */
export type Centre = {
  /** Which of the degrees, from 0. */
  readonly degree: number;
  /** Share of the stretches that dwell upon the same one, 0 to 1; NaN where there are too few. */
  readonly share: number;
};

/**
 * The degree on which and on whose pure fifth most sounds, `h(d) + h(d + 702) / 2` over 35 cents either way, each frame
 * counting alike, whatever the steps of the scale. Undefined where nothing sounds or there are no degrees.
 */
export function findCentre(frames: PeakFrames, degrees: readonly Degree[]): Centre | undefined {
  const even = levelled(frames);
  const all = foldHistogram(even);
  if (degrees.length === 0 || all === undefined) return undefined;
  const degree = bestSupported(all, degrees);
  let [stretches, agreeing] = [0, 0];
  for (let from = 0; from + stretchFrames <= frames.count; from += hopFrames) {
    const stretch = foldHistogram(even, from, from + stretchFrames);
    if (stretch === undefined) continue;
    stretches++;
    if (bestSupported(stretch, degrees) === degree) agreeing++;
  }
  return { degree, share: stretches < fewestStretches ? NaN : agreeing / stretches };
}

/** Each frame's magnitudes as shares of its largest. */
function levelled(frames: PeakFrames): PeakFrames {
  const { count, capacity, sizes } = frames;
  const magnitudes = frames.magnitudes.slice();
  for (let i = 0; i < count; i++) {
    const frame = magnitudes.subarray(i * capacity, i * capacity + sizes[i]!);
    const largest = Math.max(...frame);
    for (let p = 0; p < frame.length; p++) frame[p]! /= largest;
  }
  return { ...frames, magnitudes };
}

function bestSupported(histogram: Float64Array, degrees: readonly Degree[]): number {
  const about = (cents: number) => {
    const place = Math.round(cents) + histogramBins;
    let sum = 0;
    for (let d = -reachCents; d <= reachCents; d++) sum += histogram[(place + d) % histogramBins]!;
    return sum;
  };
  const support = degrees.map(({ cents }) => about(cents) + fifthShare * about(cents + pureFifthCents));
  return support.indexOf(Math.max(...support));
}
