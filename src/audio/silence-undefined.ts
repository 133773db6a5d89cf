/** NaN and infinities become 0, in place; returns how many there were. */
export function silenceUndefined(channel: Float32Array): number {
  let count = 0;
  for (let i = 0; i < channel.length; i++)
    if (!Number.isFinite(channel[i]!)) {
      channel[i] = 0;
      count++;
    }
  return count;
}
