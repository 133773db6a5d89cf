import { alignRepeats } from './align-repeats.js';
import { contrastNovelty } from './contrast-novelty.js';
import { copyLikeness, likenessAlong } from './likeness-along.js';
import { recurrenceNovelty } from './recurrence-novelty.js';
import { type SelfSimilarity, selfDistances, selfSimilarity } from './self-similarity.js';
import type { TrackFrames } from './track-frames.js';

/** What frames of a recording are like, and at which of them its sections begin; the first frame and the end included. */
export type Segments = { readonly similarity: SelfSimilarity; readonly bounds: readonly number[] };

/** Stretches this long are compared. */
const stretchSeconds = 4;
/** Seconds on either side of a boundary that are compared, and in which no other boundary lies. */
const reachSeconds = 10;
const apartSeconds = 6;
/** Share of the largest novelty below which nothing changes in what comes back. */
const leastShare = 0.4;
/** Seconds on either side that must contrast, eight bars at 120, and by how much: sections of one song reach 0.2. */
const contrastSeconds = 16;
const leastContrast = 0.25;
/** A boundary is placed, this near to where it was found, by the seconds right before and after it. */
const placedWithinSeconds = 2.5;
const placingSeconds = 4;
/** A shorter section that only repeats its neighbour is part of it. */
const shortestRepeatSeconds = 12;
/** A section may be this share longer or shorter than the one it holds several copies of. */
const lengthTolerance = 0.08;
const mostCopies = 4;

/**
 * Sections begin where one sound gives way to another (Foote 2000) and where what comes back changes (Serrà et al. 2014):
 * the former knows where a part begins that never returns, the latter where one begins again. One that is two to four
 * copies of another is cut into them; short ones that repeat their neighbour are joined to it. Where a section repeats
 * another, the two are laid side by side.
 */
export function segmentTrack(frames: TrackFrames): Segments {
  const { count, hopSeconds } = frames;
  const framesIn = (seconds: number) => Math.max(1, Math.round(seconds / hopSeconds));
  const distances = selfDistances(frames);
  const similarity = selfSimilarity(distances, count, framesIn(stretchSeconds));
  const apart = framesIn(apartSeconds);
  const near = recurrenceNovelty(selfSimilarity(distances, count, 1), framesIn(placingSeconds));
  const placed = (frame: number) => highestWithin(near, frame, Math.round(placedWithinSeconds / hopSeconds));
  const contrasts = peaks(contrastNovelty(frames, framesIn(contrastSeconds)), leastContrast, apart).map(placed);
  const recurrence = recurrenceNovelty(similarity, framesIn(reachSeconds));
  const highest = recurrence.reduce((most, value) => Math.max(most, value), 0);
  const returns = peaks(recurrence, leastShare * highest, apart)
    .map(placed)
    .filter((frame) => contrasts.every((other) => Math.abs(frame - other) >= apart));
  const found = [...contrasts, ...returns].sort((a, b) => a - b);
  const cut = cutIntoCopies(similarity, [0, ...found, count]);
  const joined = joinShortRepeats(similarity, cut, framesIn(shortestRepeatSeconds));
  return { similarity, bounds: alignRepeats(similarity, joined, framesIn(placedWithinSeconds)) };
}

/** What is above `least` and the highest of all within `apart`, but for what lies near either end. */
function peaks(novelty: Float64Array, least: number, apart: number): number[] {
  const places: number[] = [];
  for (let i = apart; i < novelty.length - apart; i++)
    if (novelty[i]! > least && highestWithin(novelty, i, apart) === i) places.push(i);
  return places;
}

/** The place of the highest value within `reach` of `centre`; of equal ones the first. */
function highestWithin(values: Float64Array, centre: number, reach: number): number {
  let place = Math.max(0, centre - reach);
  for (let i = place; i <= Math.min(values.length - 1, centre + reach); i++) if (values[i]! > values[place]!) place = i;
  return place;
}

function cutIntoCopies(similarity: SelfSimilarity, bounds: readonly number[]): number[] {
  const lengths = bounds.slice(1).map((end, i) => end - bounds[i]!);
  const cuts = lengths.flatMap((length, i) => {
    const start = bounds[i]!;
    for (const [other, model] of lengths.entries()) {
      const copies = Math.round(length / model);
      if (copies < 2 || copies > mostCopies || Math.abs(length / model - copies) > copies * lengthTolerance) continue;
      const places = Array.from({ length: copies }, (_, k) => start + Math.round((k * length) / copies));
      const part = Math.min(model, Math.floor(length / copies));
      if (places.every((place) => likenessAlong(similarity, place, bounds[other]!, part) >= copyLikeness))
        return places.slice(1);
    }
    return [];
  });
  return [...bounds, ...cuts].sort((a, b) => a - b);
}

function joinShortRepeats(similarity: SelfSimilarity, bounds: readonly number[], shortest: number): number[] {
  const kept = [bounds[0]!];
  for (let i = 1; i < bounds.length - 1; i++) {
    const [start, middle, end] = [kept.at(-1)!, bounds[i]!, bounds[i + 1]!];
    const length = Math.min(middle - start, end - middle);
    const repeats = likenessAlong(similarity, start, middle, length) >= copyLikeness;
    if (!(repeats && Math.max(middle - start, end - middle) < shortest)) kept.push(middle);
  }
  return [...kept, bounds.at(-1)!];
}
