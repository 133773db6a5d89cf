/** A number with its 95 % interval. */
export type Interval = { readonly value: number; readonly low: number; readonly high: number };

/** Tail left on either side. */
export const intervalTail = 0.025;
