import type { Aspect } from '../../src/analysis/analyser.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { type Hit, tightened } from '../../src/whatif/groove-changes.js';
import { moveOnsets } from '../../src/whatif/move-onsets.js';
import { deinterleave, ffmpeg, interleave, rawFormat } from '../changes.js';
import { eventsOf, hear, labelOf } from '../hear.js';
import { warpedByRubberBand } from '../rubber-band.js';
import type { Sound } from '../sound.js';
import { limitPeaks } from './limit-peaks.js';

const rate = 44100;
const limitDecibels = 12;
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
    name: `limited by ${limitDecibels} dB`,
    aspect: 'dynamics',
    needsGrid: false,
    apply: async (sound) => limitPeaks(sound, limitDecibels),
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

/** Higher at the same tempo, by the Rubber Band library in ffmpeg. */
async function detuned(sound: Sound): Promise<Sound> {
  const filter = `rubberband=pitch=${2 ** (detuneCents / 1200)}`;
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
