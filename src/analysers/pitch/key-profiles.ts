/** How strongly each degree above the tonic sounds in a major and a minor key, twelve numbers from the tonic up. */
export type KeyProfile = {
  readonly name: string;
  readonly citation: string;
  readonly major: readonly number[];
  readonly minor: readonly number[];
};

/**
 * The bank whose correlations are averaged: statistics of annotated recordings. Profiles from listeners (Krumhansl &
 * Kessler 1982) and from scores (Temperley 1999) agree less with recordings, whose partials they do not know.
 */
export const keyProfiles: readonly KeyProfile[] = [
  {
    name: 'edma',
    citation: 'Faraldo, Gómez, Jordà & Herrera 2016, medians over electronic dance music',
    major: [0.1652, 0.0475, 0.0829, 0.0669, 0.0999, 0.0927, 0.0529, 0.1316, 0.0522, 0.0744, 0.0694, 0.0643],
    minor: [0.1724, 0.0534, 0.0761, 0.1004, 0.0562, 0.0853, 0.0498, 0.1345, 0.0746, 0.05, 0.0919, 0.0555],
  },
  {
    name: 'braw',
    citation: 'Faraldo, Jordà & Herrera 2017, medians over popular music',
    major: [1, 0.1573, 0.42, 0.157, 0.5296, 0.3669, 0.1632, 0.7711, 0.1676, 0.3827, 0.2113, 0.2965],
    minor: [1, 0.233, 0.3615, 0.3905, 0.2925, 0.3777, 0.1961, 0.7425, 0.2701, 0.2161, 0.4228, 0.2272],
  },
  {
    name: 'bgate',
    citation: 'Faraldo, Jordà & Herrera 2017, the same with the weakest degrees gated',
    major: [1, 0, 0.42, 0, 0.53, 0.37, 0, 0.77, 0, 0.38, 0.21, 0.3],
    minor: [1, 0, 0.36, 0.39, 0, 0.38, 0, 0.74, 0.27, 0, 0.42, 0.23],
  },
];
