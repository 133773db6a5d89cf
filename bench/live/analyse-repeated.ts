import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { windowSeconds } from '../../src/frames/front-end.js';

const sampleRate = 44100;

/** The 30 s from there on of a recording at 44.1 kHz that begins again at its end, as the fake microphone's does. */
export function analyseRepeated(channels: readonly ArrayLike<number>[], fromSeconds: number) {
  const from = Math.round(fromSeconds * sampleRate);
  const heard = channels.map((channel) =>
    Float32Array.from({ length: windowSeconds * sampleRate }, (_, n) => channel[(from + n) % channel.length]!),
  );
  return analyseTrack(openPcm(heard, { sampleRate }));
}
