import { trimAudio } from '../audio/trim-audio.js';
import { openFile } from '../sources/file.js';

const rate = 44100;

/** The samples of a stretch of a recording at 44.1 kHz, one array a channel. */
export async function excerptSamples(
  path: string,
  { startSeconds, seconds }: { readonly startSeconds: number; readonly seconds: number },
  signal?: AbortSignal,
): Promise<readonly Float32Array[]> {
  const length = Math.round(seconds * rate);
  const audio = await openFile(path, signal === undefined ? {} : { signal });
  let channels: Float32Array[] = [];
  let place = 0;
  for await (const block of trimAudio(audio, Math.round(startSeconds * rate), length).blocks()) {
    if (place === 0) channels = block.channels.map(() => new Float32Array(length));
    block.channels.forEach((channel, c) => channels[c]!.set(channel, place));
    place += block.channels[0]!.length;
  }
  return channels.map((channel) => channel.subarray(0, place));
}
