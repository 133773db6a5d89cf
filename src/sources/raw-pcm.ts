/** How numbers without a header are to be read. */
export type RawFormat = {
  readonly encoding: 's16le' | 'f32le';
  readonly channelCount: number;
};

const sampleBytes = { s16le: 2, f32le: 4 } as const;

/** Interleaved samples without a header, as one array a channel; bytes that are cut anywhere, and the last ones dropped that are no whole frame. */
export async function* readRawPcm(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, channelCount }: RawFormat,
): AsyncGenerator<readonly Float32Array[]> {
  const frameBytes = sampleBytes[encoding] * channelCount;
  let rest = new Uint8Array(0);
  for await (const chunk of bytes) {
    const joined = new Uint8Array(rest.length + chunk.length);
    joined.set(rest);
    joined.set(chunk, rest.length);
    const frames = Math.floor(joined.length / frameBytes);
    rest = joined.slice(frames * frameBytes);
    if (frames === 0) continue;
    const view = new DataView(joined.buffer);
    yield Array.from({ length: channelCount }, (_, channel) =>
      Float32Array.from({ length: frames }, (_, frame) => {
        const at = frame * frameBytes + channel * sampleBytes[encoding];
        return encoding === 's16le' ? view.getInt16(at, true) / 32768 : view.getFloat32(at, true);
      }),
    );
  }
}
