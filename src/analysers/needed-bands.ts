/**
 * Hertz that a recording has to reach to be compared by what describes the whole band, and by what the top octaves only
 * take part in: at 8 kHz the former move by .3 of the genre's standard deviations and more, at 4 kHz the latter too.
 */
export const wholeBandHz = 12500;
export const topOctavesHz = 7500;
