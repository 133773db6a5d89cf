/** An onset, and where it is to be, in seconds. */
export type OnsetMove = { readonly seconds: number; readonly toSeconds: number };

type Anchor = { readonly from: number; readonly to: number };

/** An attack begins before the time at which it is heard: cuts are made this much earlier. */
const leadSeconds = 0.006;
/** An attack is kept whole this long. */
const attackSeconds = 0.03;
/** As much may be skipped just before an attack, which hides it. */
const skipSeconds = 0.012;
const skipFadeSeconds = 0.004;
const spliceFadeSeconds = 0.02;
const searchSeconds = 0.004;
/** Likeness is first sought in means of so many samples. */
const coarse = 4;
/** Where two pieces cancel one another more than this, the level is not made up for: it would raise what is left. */
const leastLikeness = -0.8;

/**
 * The recording with its onsets moved, as long as before. It is cut before every onset and each piece is put where its
 * onset shall be, attack untouched. To lengthen or shorten what lies between two onsets, some of it is heard twice or
 * left out: spliced where, and by the lag at which, it is most like itself, so that held tones keep their phase; what
 * little is then too long is left out just before the next attack. An onset that would come before the one ahead of it
 * stays where it is relative to that. Source: splicing at greatest similarity is WSOLA (Verhelst & Roelands 1993), with
 * the lengths given by the onsets rather than by a constant stretch.
 */
export function moveOnsets(
  channels: readonly Float32Array[],
  rate: number,
  moves: readonly OnsetMove[],
): Float32Array[] {
  const length = channels[0]?.length ?? 0;
  const anchors = anchorsOf(moves, rate, length);
  const search = createSearch(mixed(channels), rate);
  const moved = channels.map((channel) => channel.slice());
  for (let i = 0; i + 1 < anchors.length; i++) {
    const jumps = jumpsBetween(anchors[i]!, anchors[i + 1]!, search, rate);
    channels.forEach((channel, c) => playThrough(channel, anchors[i]!, anchors[i + 1]!.to, jumps, moved[c]!));
  }
  return moved;
}

/** The cuts in samples, in order on both sides, with the ends of the recording, which stay. */
function anchorsOf(moves: readonly OnsetMove[], rate: number, length: number): Anchor[] {
  const anchors: Anchor[] = [{ from: 0, to: 0 }];
  const apart = Math.round((attackSeconds + leadSeconds) * rate);
  for (const { seconds, toSeconds } of moves.toSorted((a, b) => a.seconds - b.seconds)) {
    const from = Math.round((seconds - leadSeconds) * rate);
    const to = from + Math.round((toSeconds - seconds) * rate);
    const before = anchors.at(-1)!;
    const fits = (place: number, last: number) => place >= last + apart && place <= length - apart;
    if (fits(from, before.from) && fits(to, before.to)) anchors.push({ from, to });
  }
  anchors.push({ from: length, to: length });
  return anchors;
}

function mixed(channels: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) for (let n = 0; n < sum.length; n++) sum[n]! += channel[n]!;
  return sum;
}

/** From output sample `at`, over `fade` samples, to the sound that lies `by` samples further on. */
type Jump = { readonly at: number; readonly by: number; readonly fade: number; readonly likeness: number };

/** Where to leave out or repeat what is too much or too little between two cuts. */
function jumpsBetween(first: Anchor, second: Anchor, search: Search, rate: number): Jump[] {
  const needed = second.from - second.to - (first.from - first.to);
  const mostSkipped = Math.round(skipSeconds * rate);
  const splice = needed >= 0 && needed <= mostSkipped ? undefined : search(first, second, needed - mostSkipped, needed);
  const skipped = needed - (splice?.by ?? 0);
  const fade = Math.min(Math.round(skipFadeSeconds * rate), second.to - first.to);
  const skip = { at: second.to - fade, by: skipped, fade, likeness: 0 };
  return [...(splice === undefined ? [] : [splice]), ...(skipped === 0 ? [] : [skip])];
}

/** Writes the output from a cut to the next. */
function playThrough(
  channel: Float32Array,
  { from, to }: Anchor,
  end: number,
  jumps: readonly Jump[],
  out: Float32Array,
): void {
  let shift = from - to;
  let place = to;
  for (const { at, by, fade, likeness } of jumps) {
    for (; place < at; place++) out[place] = sampleAt(channel, place + shift);
    for (; place < at + fade; place++) {
      const share = (place - at + 0.5) / fade;
      // keeps the power, whatever the likeness of the two
      const norm = Math.sqrt(
        share ** 2 + (1 - share) ** 2 + 2 * Math.max(leastLikeness, likeness) * share * (1 - share),
      );
      out[place] =
        ((1 - share) * sampleAt(channel, place + shift) + share * sampleAt(channel, place + shift + by)) / norm;
    }
    shift += by;
  }
  for (; place < end; place++) out[place] = sampleAt(channel, place + shift);
}

/** The likest splice between two cuts by `least` to `most` samples, neither attack being cut or heard twice. */
type Search = (first: Anchor, second: Anchor, least: number, most: number) => Jump;

function createSearch(mono: Float32Array, rate: number): Search {
  const means = Float32Array.from({ length: Math.floor(mono.length / coarse) }, (_, i) => {
    let sum = 0;
    for (let n = 0; n < coarse; n++) sum += mono[coarse * i + n]!;
    return sum;
  });
  const step = Math.round(searchSeconds * rate);
  return (first, second, least, most) => {
    const shift = first.from - first.to;
    const fade = Math.min(Math.round(spliceFadeSeconds * rate), Math.floor((second.to - first.to) / 4));
    // what is played on after a leap back must lie after the first attack, and before a leap on lie before the second
    const lowest = first.to + Math.round(attackSeconds * rate) + Math.max(0, -least);
    const highest = Math.min(second.to, second.from - shift) - fade - Math.round(skipFadeSeconds * rate);
    let best: Jump = { at: Math.max(first.to, Math.min(lowest, highest)), by: most, fade, likeness: -1 };
    for (let at = lowest; at <= highest; at += step)
      for (let by = least; by <= most; by += coarse) {
        const [a, b] = [Math.round((at + shift) / coarse), Math.round((at + shift + by) / coarse)];
        const likeness = correlationAt(means, a, b, Math.floor(fade / coarse));
        if (likeness > best.likeness) best = { at, by, fade, likeness };
      }
    const [from, to] = [Math.max(least, best.by - coarse), Math.min(most, best.by + coarse)];
    best = { ...best, likeness: -1 };
    for (let by = from; by <= to; by++) {
      const likeness = correlationAt(mono, best.at + shift, best.at + shift + by, fade);
      if (likeness > best.likeness) best = { ...best, by, likeness };
    }
    return best;
  };
}

function correlationAt(samples: Float32Array, a: number, b: number, count: number): number {
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let n = 0; n < count; n++) {
    const left = sampleAt(samples, a + n);
    const right = sampleAt(samples, b + n);
    products += left * right;
    squaresA += left * left;
    squaresB += right * right;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0;
}

function sampleAt(samples: Float32Array, place: number): number {
  return samples[place] ?? 0;
}
