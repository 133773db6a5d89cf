/** How the offsets of onsets from a grid's steps fall, in steps: a normal about the step, and some anywhere. */
type StepMixture = {
  /** Standard deviation of what belongs to the steps. */
  readonly deviation: number;
  /** Share of what falls anywhere. */
  readonly astray: number;
  /** Nats an onset by which this is likelier than onsets anywhere. */
  readonly gain: number;
  /** For each offset, the probability that it belongs to its step. */
  readonly belongs: Float64Array;
};

const starts = [
  { deviation: 0.05, astray: 0.3 },
  { deviation: 0.15, astray: 0.1 },
] as const;
const mostRounds = 30;
const leastGained = 5e-4;
const leastAstray = 0.02;
const mostAstray = 0.6;

/**
 * The likeliest mixture of a wrapped normal and a uniform for offsets from -0.5 to 0.5, by expectation and maximisation from
 * two starts. The normal is no narrower than `leastDeviation` steps: the same time for all grids, or the finest would win.
 */
export function stepMixture(offsets: ArrayLike<number>, leastDeviation: number): StepMixture {
  const [first, second] = starts.map(({ deviation, astray }) => climb(offsets, leastDeviation, deviation, astray)) as [
    StepMixture,
    StepMixture,
  ];
  return second.gain > first.gain ? second : first;
}

function climb(offsets: ArrayLike<number>, leastDeviation: number, deviation: number, astray: number): StepMixture {
  deviation = Math.max(leastDeviation, deviation);
  const count = offsets.length;
  const belongs = new Float64Array(count);
  let gain = -Infinity;
  for (let round = 0; round < mostRounds; round++) {
    const height = (1 - astray) / (deviation * Math.sqrt(2 * Math.PI));
    const slope = -0.5 / (deviation * deviation);
    let [likelihood, weight, squares] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const offset = offsets[i]!;
      const around = 1 - Math.abs(offset);
      const near = height * (Math.exp(slope * offset * offset) + Math.exp(slope * around * around));
      belongs[i] = near / (near + astray);
      likelihood += Math.log(near + astray);
      weight += belongs[i]!;
      squares += belongs[i]! * offset * offset;
    }
    const last = gain;
    gain = likelihood / count;
    if (gain - last < leastGained) break;
    deviation = Math.max(leastDeviation, Math.sqrt(squares / weight));
    astray = Math.min(mostAstray, Math.max(leastAstray, 1 - weight / count));
  }
  return { deviation, astray, gain, belongs };
}
