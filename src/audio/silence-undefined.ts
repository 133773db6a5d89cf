/** What no sample is, whole numbers of 32 bits written as floats included: powers of it would overflow. */
const tooLoud = 2 ** 32;

/** NaN, infinities and what lies beyond any scale of samples become 0, in place; returns how many there were. */
export function silenceUndefined(channel: Float32Array): number {
  let count = 0;
  for (let i = 0; i < channel.length; i++)
    if (!(Math.abs(channel[i]!) < tooLoud)) {
      channel[i] = 0;
      count++;
    }
  return count;
}
