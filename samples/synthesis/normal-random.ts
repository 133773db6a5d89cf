/** Numbers of mean 0 and standard deviation 1 (Box–Muller), kept within ±2.5 so that no hit falls out of the groove. */
export function normalRandom(random: () => number): () => number {
  return () => {
    for (;;) {
      const value = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      if (Math.abs(value) <= 2.5) return value;
    }
  };
}
