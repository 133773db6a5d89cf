/** Samples at 44.1 kHz, one array a channel. */
export type Sound = readonly Float32Array[];
