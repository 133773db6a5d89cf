/** A reproducible source of numbers in [0, 1), 32 bits each: sfc32 (Doty-Humphrey, PractRand), seeded by an integer. */
export function seededRandom(seed: number): () => number {
  let a = 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // Near seeds give like numbers for the first few rounds.
  for (let round = 0; round < 12; round++) next();
  return next;
}
