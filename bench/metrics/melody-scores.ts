import { SwerveError } from '../../src/errors.js';

/** Seconds ascending; hertz where voiced, 0 or NaN where not, negative where "unvoiced, but if it were voiced, this". */
export type PitchTrack = { readonly seconds: ArrayLike<number>; readonly hertz: ArrayLike<number> };

/** Each 0 to 1. */
export type MelodyScores = {
  readonly voicingRecall: number;
  readonly voicingFalseAlarm: number;
  readonly rawPitchAccuracy: number;
  readonly rawChromaAccuracy: number;
  readonly overallAccuracy: number;
};

/** Cents above 10 Hz, NaN where there is no pitch. */
type Frames = { readonly seconds: number[]; readonly cents: number[]; readonly voiced: boolean[] };

/**
 * MIREX melody measures (Salamon et al. 2014), on the reference's frames; a pitch is right when nearer than `toleranceCents`.
 * With no voiced reference recall is 1 and both pitch accuracies 0; with no unvoiced one false alarm is 0, as in mir_eval.
 */
export function melodyScores(reference: PitchTrack, estimated: PitchTrack, toleranceCents = 50): MelodyScores {
  const references = framesOf(reference, 'reference pitch track');
  const estimates = resample(framesOf(estimated, 'estimated pitch track'), references.seconds);
  const count = references.seconds.length;
  let [voiced, found, falseAlarms, rightPitch, rightChroma, rightFrames] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const isVoiced = estimates.voiced[i]!;
    if (!references.voiced[i]) {
      if (isVoiced) falseAlarms++;
      else rightFrames++;
      continue;
    }
    voiced++;
    if (isVoiced) found++;
    const distance = Math.abs(references.cents[i]! - estimates.cents[i]!);
    const octaves = 1200 * Math.floor(distance / 1200 + 0.5);
    if (Math.abs(distance - octaves) < toleranceCents) rightChroma++;
    if (distance < toleranceCents) {
      rightPitch++;
      if (isVoiced) rightFrames++;
    }
  }
  return {
    voicingRecall: share(found, voiced, count === 0 ? 0 : 1),
    voicingFalseAlarm: share(falseAlarms, count - voiced, 0),
    rawPitchAccuracy: share(rightPitch, voiced, 0),
    rawChromaAccuracy: share(rightChroma, voiced, 0),
    overallAccuracy: share(rightFrames, count, 0),
  };
}

function share(part: number, whole: number, otherwise: number): number {
  return whole === 0 ? otherwise : part / whole;
}

/** A track that starts late is held back to 0 s. */
function framesOf(track: PitchTrack, what: string): Frames {
  const seconds = Array.from(track.seconds);
  const hertz = Array.from(track.hertz);
  if (seconds.length !== hertz.length || seconds.some((time, i) => !(time >= (seconds[i - 1] ?? 0))))
    throw new SwerveError(
      'invalid-argument',
      `The times of the ${what} do not ascend from 0, one for each of its ${hertz.length} pitches.`,
      what,
      'Give as many times as pitches, in order.',
    );
  if (seconds.length > 0 && seconds[0]! > 0) {
    seconds.unshift(0);
    hertz.unshift(hertz[0]!);
  }
  return {
    seconds: seconds.map((time) => Math.round(time * 1e10) / 1e10),
    cents: hertz.map((frequency) => (frequency ? 1200 * Math.log2(Math.abs(frequency) / 10) : Number.NaN)),
    voiced: hertz.map((frequency) => frequency > 0),
  };
}

/** Pitch linear in cents while the frame before has one, held into a frame that has none; voicing of the frame before. */
function resample(track: Frames, seconds: readonly number[]): Frames {
  if (areNear(track.seconds, seconds)) return track;
  const end = seconds.at(-1) ?? 0;
  // The last frame lasts until the reference ends.
  const isShort = !(track.seconds.at(-1)! >= end);
  const knots = isShort ? [...track.seconds, end] : track.seconds;
  const knotCents = isShort ? [...track.cents, Number.NaN] : track.cents;
  const cents: number[] = [];
  const voiced: boolean[] = [];
  let knot = -1;
  for (const time of seconds) {
    while (knot + 1 < knots.length && knots[knot + 1]! <= time) knot++;
    const from = knotCents[knot] ?? Number.NaN;
    const to = knotCents[knot + 1] ?? Number.NaN;
    const slope = Number.isNaN(to) ? 0 : (to - from) / (knots[knot + 1]! - knots[knot]!);
    cents.push(from + slope * (time - (knots[knot] ?? 0)));
    voiced.push(track.voiced[knot] ?? false);
  }
  return { seconds: [...seconds], cents, voiced };
}

/** Whether two time bases differ by rounding alone: 1e-8 s and 1e-5 of the time. */
function areNear(times: readonly number[], others: readonly number[]): boolean {
  return (
    times.length === others.length &&
    times.every((time, i) => Math.abs(time - others[i]!) <= 1e-8 + 1e-5 * Math.abs(others[i]!))
  );
}
