import type { Aspect } from '../../src/analysis/analyser.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { tightened } from '../../src/whatif/groove-changes.js';
import { deinterleave, ffmpeg, interleave, rawFormat, type Sound } from '../changes.js';
import { eventsOf, hear, labelOf } from '../hear.js';
import { warpedByRubberBand } from '../rubber-band.js';
import { limitPeaks } from './limit-peaks.js';

const rate = 44100;
const limitDecibels = 12;
const detuneCents = 40;

export type Twin = {
  readonly name: string;
  /** What it is a change of. */
  readonly aspect: Aspect;
  /** Undefined where it cannot be made of this sound. */
  readonly apply: (sound: Sound) => Promise<Sound | undefined>;
};

/** Changes that a producer would hear, and that can be made of any sound. */
export const twins: readonly Twin[] = [
  {
    name: `limited by ${limitDecibels} dB`,
    aspect: 'dynamics',
    apply: async (sound) => limitPeaks(sound, limitDecibels),
  },
  { name: `detuned by ${detuneCents} cents`, aspect: 'pitch', apply: detuned },
];

/** Of sounds whose onsets keep loosely to a grid: all put on their steps, and what the same tool does where it leaves them. */
export const warps: readonly Twin[] = [
  { name: 'quantised', aspect: 'timing', apply: (sound) => warped(sound, 1) },
  { name: 'every onset left', aspect: 'timing', apply: (sound) => warped(sound, 0) },
];

/** Higher at the same tempo, by the Rubber Band library in ffmpeg. */
async function detuned(sound: Sound): Promise<Sound> {
  const filter = `rubberband=pitch=${2 ** (detuneCents / 1200)}`;
  const format = rawFormat(sound);
  const changed = await ffmpeg([...format, '-i', '-', '-af', filter, ...format, '-'], interleave(sound));
  const length = sound[0]!.length;
  return deinterleave(changed, sound.length).map((channel) => channel.subarray(0, length));
}

/** Undefined where the onsets keep to no grid, or as closely as can be told. */
async function warped(sound: Sound, share: number): Promise<Sound | undefined> {
  const heard = await hear(openPcm(sound, { sampleRate: rate }), ['timing.microtiming/hits']);
  if (labelOf(heard, 'timing.microtiming/told') !== 'above the measurement floor') return undefined;
  const { seconds, rows, size } = eventsOf(heard, 'timing.microtiming/hits');
  const hits = Array.from(seconds, (time, hit) => ({ seconds: time, lateMs: rows[hit * size]!, sixteenth: NaN }));
  return warpedByRubberBand(sound, tightened(hits, share));
}
