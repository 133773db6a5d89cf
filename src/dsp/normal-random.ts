/** Numbers of mean 0 and standard deviation 1 from even ones: sqrt(-2 log(1 - u)) cos(2 pi v) (Box & Muller 1958). */
export function normalRandom(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
