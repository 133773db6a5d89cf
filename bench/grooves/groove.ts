export type Drum = 'kick' | 'snare' | 'rim' | 'lowTom' | 'highTom' | 'closedHat' | 'openHat' | 'ride' | 'crash';

/** `velocity` runs from 0 to 1. */
export type Stroke = { readonly seconds: number; readonly drum: Drum; readonly velocity: number };

/** A drum performance, and the click it was played to. */
export type Groove = {
  readonly name: string;
  readonly drummer: string;
  readonly style: string;
  readonly bpm: number;
  /** Where the click's first beat is. */
  readonly startSeconds: number;
  /** In order of time. */
  readonly strokes: readonly Stroke[];
};

/** Seconds from the nearest of so many steps of the click's beat; late is above zero. */
export function deviationFromClick(
  { bpm, startSeconds }: Pick<Groove, 'bpm' | 'startSeconds'>,
  seconds: number,
  stepsPerBeat = 4,
): number {
  const stepSeconds = 60 / bpm / stepsPerBeat;
  const steps = (seconds - startSeconds) / stepSeconds;
  return (steps - Math.round(steps)) * stepSeconds;
}
