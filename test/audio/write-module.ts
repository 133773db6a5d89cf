/** A small ProTracker module of our own: four notes of a square wave, one pattern. */
export function writeModule(): Uint8Array {
  const sampleBytes = 64;
  const bytes = new Uint8Array(1084 + 1024 + sampleBytes);
  const text = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at);
  text(0, 'four notes');
  // The first of 31 instruments: length and loop in words of two bytes, full volume.
  bytes.set([0, sampleBytes / 2, 0, 64, 0, 0, 0, sampleBytes / 2], 20 + 22);
  bytes[950] = 1;
  bytes[951] = 127;
  text(1080, 'M.K.');
  // Rows 0, 16, 32 and 48 of the first channel: a period and the instrument.
  for (const [i, period] of [428, 381, 339, 320].entries())
    bytes.set([period >> 8, period & 255, 0x10, 0], 1084 + i * 16 * 16);
  for (let i = 0; i < sampleBytes; i++) bytes[1084 + 1024 + i] = i % 32 < 16 ? 90 : 256 - 90;
  return bytes;
}
