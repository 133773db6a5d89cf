/** How strongly each degree above the tonic sounds in a major and a minor key, twelve numbers from the tonic up. */
export type KeyProfile = {
  readonly name: string;
  readonly citation: string;
  readonly major: readonly number[];
  readonly minor: readonly number[];
};

/** The bank whose correlations are averaged: from listeners, from scores, and from annotated recordings. */
export const keyProfiles: readonly KeyProfile[] = [
  {
    name: 'krumhansl',
    citation: 'Krumhansl & Kessler 1982, ratings by listeners',
    major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
    minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
  },
  {
    name: 'temperley',
    citation: 'Temperley 1999, What’s key for key?',
    major: [5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4],
    minor: [5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4],
  },
  {
    name: 'edma',
    citation: 'Faraldo, Gómez, Jordà & Herrera 2016, medians over electronic dance music',
    major: [0.1652, 0.0475, 0.0829, 0.0669, 0.0999, 0.0927, 0.0529, 0.1316, 0.0522, 0.0744, 0.0694, 0.0643],
    minor: [0.1724, 0.0534, 0.0761, 0.1004, 0.0562, 0.0853, 0.0498, 0.1345, 0.0746, 0.05, 0.0919, 0.0555],
  },
  {
    name: 'bgate',
    citation: 'Faraldo, Jordà & Herrera 2017, medians over electronic dance music, the four weakest degrees gated',
    major: [1, 0, 0.42, 0, 0.53, 0.37, 0, 0.77, 0, 0.38, 0.21, 0.3],
    minor: [1, 0, 0.36, 0.39, 0, 0.38, 0, 0.74, 0.27, 0, 0.42, 0.23],
  },
];
