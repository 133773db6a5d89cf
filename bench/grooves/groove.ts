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

/** Seconds between the click's sixteenths. */
export function sixteenthOf({ bpm }: Pick<Groove, 'bpm'>): number {
  return 15 / bpm;
}

/** Seconds from the nearest sixteenth of the click; late is above zero. */
export function deviationFromClick(groove: Pick<Groove, 'bpm' | 'startSeconds'>, seconds: number): number {
  const steps = (seconds - groove.startSeconds) / sixteenthOf(groove);
  return (steps - Math.round(steps)) * sixteenthOf(groove);
}
