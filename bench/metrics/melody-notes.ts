import { median } from '../../src/dsp/statistics.js';
import { SwerveError } from '../../src/errors.js';

/** A sung note as annotated: seconds, and MIDI pitch (69 is 440 Hz), fractions allowed. */
export type Note = { readonly onsetSeconds: number; readonly offsetSeconds: number; readonly midi: number };

export type MelodyNotes = {
  /** Median f0 inside each note less its annotated pitch, cents; NaN where no frame inside is voiced. */
  readonly errorsCents: readonly number[];
  /** The same in hertz: an error of the annotation's frequency grid is alike at all pitches, one of tuning is not. */
  readonly errorsHertz: readonly number[];
  /** Shares of the notes, 0 to 1, whose error is at most 50 and 25 cents; an unvoiced note is a miss, and NaN of no notes. */
  readonly within50: number;
  readonly within25: number;
  /** `2 * voiced inside notes / (frames voiced + frames inside notes)`, 0 to 1; NaN where there are neither. */
  readonly voicingF: number;
};

/** How an f0 track (`hertz`, NaN unvoiced, at ascending `seconds`) follows annotated notes; a note covers [onset, offset). */
export function melodyNotes(notes: readonly Note[], seconds: ArrayLike<number>, hertz: ArrayLike<number>): MelodyNotes {
  if (seconds.length !== hertz.length)
    throw new SwerveError(
      'invalid-argument',
      `The f0 track has ${seconds.length} times for ${hertz.length} frequencies.`,
      'f0 track',
      'Give one time for each frequency.',
    );
  const isVoiced = (frame: number) => hertz[frame]! > 0;
  const inside = new Set<number>();
  const errorsCents = notes.map((note) => {
    const cents: number[] = [];
    for (let frame = firstFrom(seconds, note.onsetSeconds); seconds[frame]! < note.offsetSeconds; frame++) {
      inside.add(frame);
      if (isVoiced(frame)) cents.push(1200 * Math.log2(hertz[frame]! / 440) - 100 * (note.midi - 69));
    }
    return median(cents);
  });
  let voiced = 0;
  for (let frame = 0; frame < hertz.length; frame++) if (isVoiced(frame)) voiced++;
  const voicedInside = [...inside].filter(isVoiced).length;
  const shareWithin = (limit: number) =>
    errorsCents.filter((error) => Math.abs(error) <= limit).length / errorsCents.length;
  return {
    errorsCents,
    errorsHertz: errorsCents.map((error, i) => {
      const annotated = 440 * 2 ** ((notes[i]!.midi - 69) / 12);
      return annotated * (2 ** (error / 1200) - 1);
    }),
    within50: shareWithin(50),
    within25: shareWithin(25),
    voicingF: (2 * voicedInside) / (voiced + inside.size),
  };
}

/** Index of the first time at or after `from`. */
function firstFrom(seconds: ArrayLike<number>, from: number): number {
  let low = 0;
  let high = seconds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seconds[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
