/** Said of the last 30 s where they did not arrive whole; nothing where they did. */
export function gapText(gaps: number): readonly string[] {
  if (gaps === 0) return [];
  const times = gaps === 1 ? 'once' : `${gaps} times`;
  return [`Interrupted ${times} in the last 30 s, since this machine was too busy: the numbers may be off.`];
}
