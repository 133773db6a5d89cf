/** Generated: see the note in bar-positions.ts. A row for each neighbour, a column for each accent; the last number is the bias. */
export const downbeatContext = [-1, 0, 1] as const;
export const downbeatWeights: readonly number[] = [
  -0.1796, -0.1403, -0.0662, 0.3357, 0.4522, -0.2795, -0.2804, -0.1517, 0.1203, -0.0492, 0.4876, -0.1931, 0.0988,
  -0.2793, -0.2014, 0.1173, 0.5342, 0.4468, 0.7671, 0.2751, -0.4979, 0.1508, -0.0311, 0.3425, -0.1501, 0.6996, -0.4093,
  -0.3252, -0.5461, -0.5165, -1.4482,
];
