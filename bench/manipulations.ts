import { openPcm } from '../src/audio/open-pcm.js';
import { analyseTrack } from '../src/catalogue/analyse-track.js';
import { type OnsetMove, moveOnsets } from '../src/whatif/move-onsets.js';
import { deinterleave, ffmpeg, interleave, rawFormat, type Sound } from './changes.js';
import { analysersFor, eventsOf } from './hear.js';
import type { WindowOutput } from '../src/analysis/stores.js';
import type { Aspect } from '../src/analysis/analyser.js';

const rate = 44100;
const limit = 0.9;
const driveDecibels = 12;
const detuneCents = 40;
const stepsPerBeat = 4;

/** Changes that a producer would hear, and the aspect that each is a change of. */
export const manipulations: readonly {
  readonly name: string;
  readonly aspect: Aspect;
  readonly apply: (sound: Sound) => Promise<Sound>;
}[] = [
  { name: `limited by ${driveDecibels} dB`, aspect: 'dynamics', apply: limited },
  { name: 'quantised', aspect: 'timing', apply: quantised },
  { name: `detuned by ${detuneCents} cents`, aspect: 'pitch', apply: detuned },
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

/** Every onset put on the nearest sixteenth of a clock that does not waver: the best line through the beats. */
async function quantised(sound: Sound): Promise<Sound> {
  let outputs: ReadonlyMap<string, WindowOutput> = new Map();
  await analyseTrack(openPcm(sound, { sampleRate: rate }), {
    analysers: analysersFor(['timing.beats/beats', 'timing.onsets/onsets']),
    extent: 'whole',
    onWindow: (window) => {
      if (window.scope === 'excerpt') outputs = window.outputs;
    },
  });
  const heard = (name: string) => outputs.get(name)!;
  const beats = eventsOf(heard, 'timing.beats/beats').seconds;
  const onsets = eventsOf(heard, 'timing.onsets/onsets').seconds;
  return moveOnsets(sound, rate, ontoClock(onsets, beats));
}

function ontoClock(onsets: Float64Array, beats: Float64Array): OnsetMove[] {
  if (beats.length < 2) return [];
  const middle = (beats.length - 1) / 2;
  let covariance = 0;
  let variance = 0;
  let sum = 0;
  beats.forEach((seconds, k) => {
    covariance += (k - middle) * seconds;
    variance += (k - middle) ** 2;
    sum += seconds;
  });
  const period = covariance / variance;
  const start = sum / beats.length - period * middle;
  return Array.from(onsets, (seconds) => {
    const next = Math.min(Math.max(1, beats.findIndex((beat) => beat > seconds)), beats.length - 1);
    const from = next < 1 ? beats.length - 1 : next;
    const place = from - 1 + (seconds - beats[from - 1]!) / (beats[from]! - beats[from - 1]!);
    const step = Math.round(place * stepsPerBeat) / stepsPerBeat;
    return { seconds, toSeconds: start + period * step };
  });
}
