// The forward half of src/analysers/timing/beat-path.ts.

/** Raises most[n] to source[n] - change where that is more, for n = from .. length - 1. */
function raise(most: usize, source: usize, from: usize, length: usize, change: f64): void {
  const changes = f64x2.splat(change);
  let n = from;
  for (; n + 2 <= length; n += 2) {
    const value = f64x2.sub(v128.load(source + (n << 3)), changes);
    v128.store(most + (n << 3), f64x2.pmax(v128.load(most + (n << 3)), value));
  }
  if (n < length) {
    const value = load<f64>(source + (n << 3)) - change;
    if (value > load<f64>(most + (n << 3))) store<f64>(most + (n << 3), value);
  }
}

/** ahead[t] = most[t] + beat[t] + (the better of the two and the three divisions + prior), from the addresses for the first t on. */
function explain(
  length: usize,
  most: usize,
  beat: usize,
  middle: usize,
  quarter: usize,
  threeQuarters: usize,
  third: usize,
  twoThirds: usize,
  tripleCost: f64,
  prior: f64,
  ahead: usize,
): void {
  const costs = f64x2.splat(tripleCost);
  const priors = f64x2.splat(prior);
  const end = length << 3;
  let at: usize = 0;
  for (; at + 16 <= end; at += 16) {
    const two = f64x2.add(f64x2.add(v128.load(middle + at), v128.load(quarter + at)), v128.load(threeQuarters + at));
    const three = f64x2.sub(f64x2.add(v128.load(third + at), v128.load(twoThirds + at)), costs);
    const here = f64x2.add(v128.load(most + at), v128.load(beat + at));
    v128.store(ahead + at, f64x2.add(here, f64x2.add(f64x2.pmax(three, two), priors)));
  }
  if (at < end) {
    const two = load<f64>(middle + at) + load<f64>(quarter + at) + load<f64>(threeQuarters + at);
    const three = load<f64>(third + at) + load<f64>(twoThirds + at) - tripleCost;
    store<f64>(ahead + at, load<f64>(most + at) + load<f64>(beat + at) + ((two > three ? two : three) + prior));
  }
}

/** Numbers of `places` for each interval: the interval, its predecessors from .. to - 1, its last start and five divisions. */
const placesOfInterval: usize = 9;

/**
 * Fills ahead[i * count + t]. No interval is shorter than a block, so that a block depends on earlier ones only and loops run
 * along memory. `places` are uint32s; `start`, `prior` (an interval each), `cost` (a pair of intervals each) and the evidence
 * float64s; `most` has room for a block.
 */
export function beatPathAhead(
  count: usize,
  width: usize,
  block: usize,
  places: usize,
  start: usize,
  prior: usize,
  cost: usize,
  tripleCost: f64,
  beat: usize,
  duple: usize,
  finer: usize,
  most: usize,
  ahead: usize,
): void {
  for (let first: usize = 0; first < count; first += block) {
    const length = min(block, count - first);
    for (let i: usize = 0; i < width; i++) {
      const own = places + i * (placesOfInterval << 2);
      const from: usize = load<u32>(own, 4);
      const to: usize = load<u32>(own, 8);
      const lastStart: usize = load<u32>(own, 12);
      for (let n: usize = 0; n < length; n++)
        store<f64>(most + (n << 3), first + n <= lastStart ? load<f64>(start + (i << 3)) : -Infinity);
      for (let j = from; j < to; j++) {
        const other: usize = load<u32>(places + j * (placesOfInterval << 2));
        const change = load<f64>(cost + ((i * width + j) << 3));
        // of a frame before the first nothing is read
        const skipped = other > first ? other - first : 0;
        raise(most, ahead + ((j * count + first - other) << 3), skipped, length, change);
      }
      const here = first << 3;
      explain(
        length,
        most,
        beat + here,
        duple + here + ((<usize>load<u32>(own, 24)) << 3),
        finer + here + ((<usize>load<u32>(own, 16)) << 3),
        finer + here + ((<usize>load<u32>(own, 32)) << 3),
        finer + here + ((<usize>load<u32>(own, 20)) << 3),
        finer + here + ((<usize>load<u32>(own, 28)) << 3),
        tripleCost,
        load<f64>(prior + (i << 3)),
        ahead + ((i * count + first) << 3),
      );
    }
  }
}
