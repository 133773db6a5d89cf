/** Takes an encoder's delay off the beginning of a stream, and its padding off the end. */
export type Trimmer = {
  push(channels: readonly Float32Array[]): readonly Float32Array[];
  /** What was held back at the end: to be thrown away where it is padding. */
  finish(): readonly Float32Array[];
};

/** Drops the first `delay` sample frames and holds the last `padding` back. */
export function createTrimmer(delay: number, padding: number): Trimmer {
  let toDrop = delay;
  let held: readonly Float32Array[] = [];
  return {
    push(channels) {
      const joined = channels.map((channel, c) => append(held[c], channel));
      const length = joined[0]?.length ?? 0;
      const from = Math.min(toDrop, length);
      const to = Math.max(from, length - padding);
      toDrop -= from;
      held = joined.map((channel) => channel.slice(to));
      return joined.map((channel) => channel.subarray(from, to));
    },
    finish: () => held,
  };
}

function append(before: Float32Array | undefined, after: Float32Array): Float32Array {
  if (before === undefined || before.length === 0) return after;
  const joined = new Float32Array(before.length + after.length);
  joined.set(before);
  joined.set(after, before.length);
  return joined;
}
