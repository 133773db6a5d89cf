import type { Aspect } from '../src/analysis/analyser.js';
import { openPcm } from '../src/audio/open-pcm.js';
import { tightened } from '../src/whatif/groove-changes.js';
import { deinterleave, ffmpeg, interleave, rawFormat, type Sound } from './changes.js';
import { eventsOf, hear, labelOf } from './hear.js';
import { warpedByRubberBand } from './rubber-band.js';

const rate = 44100;
const limit = 0.9;
const driveDecibels = 12;
const detuneCents = 40;

export type Manipulation = {
  readonly name: string;
  /** What it is a change of. */
  readonly aspect: Aspect;
  /** Undefined where it cannot be made of this sound. */
  readonly apply: (sound: Sound) => Promise<Sound | undefined>;
};

/** Changes that a producer would hear, and that can be made of any sound. */
export const manipulations: readonly Manipulation[] = [
  { name: `limited by ${driveDecibels} dB`, aspect: 'dynamics', apply: limited },
  { name: `detuned by ${detuneCents} cents`, aspect: 'pitch', apply: detuned },
];

/** Of sounds whose onsets keep loosely to a grid: all put on their steps, and what the same tool does where it leaves them. */
export const warps: readonly Manipulation[] = [
  { name: 'quantised', aspect: 'timing', apply: (sound) => warped(sound, 1) },
  { name: 'every onset left', aspect: 'timing', apply: (sound) => warped(sound, 0) },
];

/** The peaks driven 12 dB into ffmpeg's look-ahead limiter. */
function limited(sound: Sound): Promise<Sound> {
  let peak = 0;
  for (const channel of sound) for (const sample of channel) peak = Math.max(peak, Math.abs(sample));
  const drive = 20 * Math.log10(limit / Math.max(peak, 1e-6)) + driveDecibels;
  return filtered(sound, `volume=${drive}dB,alimiter=limit=${limit}:level=false:attack=2:release=50`);
}

/** Higher at the same tempo, by the Rubber Band library in ffmpeg. */
function detuned(sound: Sound): Promise<Sound> {
  return filtered(sound, `rubberband=pitch=${2 ** (detuneCents / 1200)}`);
}

async function filtered(sound: Sound, filter: string): Promise<Sound> {
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
