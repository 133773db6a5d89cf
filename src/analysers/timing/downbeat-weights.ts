/** Generated: see the note in bar-positions.ts. A row for each neighbour, a column for each accent; the last number is the bias. */
export const downbeatContext = [-1, 0, 1] as const;
export const downbeatWeights: readonly number[] = [
  -0.1775, -0.1174, -0.0287, 0.3018, 0.3622, -0.2777, -0.2825, -0.1529, 0.1212, -0.0489,
  0.4744, -0.1917, 0.0898, -0.2607, -0.1574, 0.1168, 0.5339, 0.4476, 0.7636, 0.2716,
  -0.4787, 0.1460, -0.0440, 0.3326, -0.1280, 0.6283, -0.4110, -0.3275, -0.5462, -0.5158,
  -1.4459,
];
