/** Points of one period; a power of two, so that the phase wraps by a mask. */
const tableSize = 4096;

/** One period of the sum of sines with the amplitudes of harmonics 1, 2, 3 ... */
export function wavetable(amplitudes: readonly number[]): Float64Array {
  const table = new Float64Array(tableSize);
  const sine = Float64Array.from({ length: tableSize }, (_, n) => Math.sin((2 * Math.PI * n) / tableSize));
  for (const [place, amplitude] of amplitudes.entries())
    for (let n = 0; n < tableSize; n++) table[n]! += amplitude * sine[((place + 1) * n) % tableSize]!;
  return table;
}

/** Harmonics below `topHz`, falling as 1/k^tilt: 1 is a sawtooth. */
export function harmonics(fundamentalHz: number, tilt: number, topHz = 15000): readonly number[] {
  const count = Math.max(1, Math.min(200, Math.floor(topHz / fundamentalHz)));
  return Array.from({ length: count }, (_, place) => (place + 1) ** -tilt);
}

/** The table at a phase counted in periods (0 or more), between its points by a straight line. */
export function readTable(table: Float64Array, phase: number): number {
  const position = (phase - Math.floor(phase)) * tableSize;
  const index = Math.floor(position);
  const below = table[index]!;
  return below + (position - index) * (table[(index + 1) & (tableSize - 1)]! - below);
}
