import type { Aspect } from '../src/analysis/analyser.js';
import { openPcm } from '../src/audio/open-pcm.js';
import { type Hit, tightened } from '../src/whatif/groove-changes.js';
import { moveOnsets } from '../src/whatif/move-onsets.js';
import { deinterleave, ffmpeg, interleave, rawFormat, type Sound } from './changes.js';
import { eventsOf, hear, labelOf } from './hear.js';
import { warpedByRubberBand } from './rubber-band.js';

const rate = 44100;
const limit = 0.9;
const driveDecibels = 12;
const detuneCents = 40;

/** A change that a producer would hear. */
export type Manipulation = {
  readonly name: string;
  /** What it is a change of. */
  readonly aspect: Aspect;
  /** Whether it is made of sounds only whose onsets keep loosely to a grid. */
  readonly needsGrid: boolean;
  /** `hits` are the onsets on the grid; none where it needs none. */
  readonly apply: (sound: Sound, hits: readonly Hit[]) => Promise<Sound>;
};

export const manipulations = {
  limited: {
    name: `limited by ${driveDecibels} dB`,
    aspect: 'dynamics',
    needsGrid: false,
    apply: limited,
  },
  detuned: { name: `detuned by ${detuneCents} cents`, aspect: 'pitch', needsGrid: false, apply: detuned },
  /** By our own edit: what lies between attacks is repeated or left out, never stretched. */
  quantised: {
    name: 'quantised by splices',
    aspect: 'timing',
    needsGrid: true,
    apply: async (sound, hits) => moveOnsets(sound, rate, tightened(hits, 1)),
  },
  stretched: {
    name: 'quantised by stretching',
    aspect: 'timing',
    needsGrid: true,
    apply: (sound, hits) => warpedByRubberBand(sound, tightened(hits, 1)),
  },
  /** What the stretching tool does where it is to move nothing. */
  left: {
    name: 'every onset left',
    aspect: 'timing',
    needsGrid: true,
    apply: (sound, hits) => warpedByRubberBand(sound, tightened(hits, 0)),
  },
} as const satisfies Readonly<Record<string, Manipulation>>;

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
export async function looseHits(sound: Sound): Promise<readonly Hit[] | undefined> {
  const heard = await hear(openPcm(sound, { sampleRate: rate }), ['timing.microtiming/hits']);
  if (labelOf(heard, 'timing.microtiming/told') !== 'above the measurement floor') return undefined;
  const { seconds, rows, size } = eventsOf(heard, 'timing.microtiming/hits');
  return Array.from(seconds, (time, hit) => ({ seconds: time, lateMs: rows[hit * size]!, sixteenth: NaN }));
}
