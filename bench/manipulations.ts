import { analysersFor } from '../src/analysers/analysers-for.js';
import type { Aspect } from '../src/analysis/analyser.js';
import type { WindowOutput } from '../src/analysis/stores.js';
import { openPcm } from '../src/audio/open-pcm.js';
import { analyseTrack } from '../src/catalogue/analyse-track.js';
import { medianAbsoluteDeviation } from '../src/dsp/statistics.js';
import { tightened } from '../src/whatif/groove-changes.js';
import { moveOnsets } from '../src/whatif/move-onsets.js';
import { deinterleave, ffmpeg, interleave, rawFormat, type Sound } from './changes.js';
import { eventsOf } from './hear.js';

const rate = 44100;
const limit = 0.9;
const driveDecibels = 12;
const detuneCents = 40;
/** What lies closer to its grid is as a machine plays it: there is nothing to quantise. */
const loosestMachineMs = 5;

/** Changes that a producer would hear, and the aspect that each is a change of. */
export const manipulations: readonly {
  readonly name: string;
  readonly aspect: Aspect;
  /** Undefined where it cannot be made of this sound. */
  readonly apply: (sound: Sound) => Promise<Sound | undefined>;
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

/** Every onset put on its step; undefined where onsets keep to no grid, or already lie within 5 ms of it. */
async function quantised(sound: Sound): Promise<Sound | undefined> {
  let outputs: ReadonlyMap<string, WindowOutput> = new Map();
  await analyseTrack(openPcm(sound, { sampleRate: rate }), {
    analysers: analysersFor(['timing.microtiming/hits']),
    extent: 'whole',
    onWindow: (window) => {
      if (window.scope === 'excerpt') outputs = window.outputs;
    },
  });
  const { seconds, rows, size } = eventsOf((name) => outputs.get(name)!, 'timing.microtiming/hits');
  const hits = Array.from(seconds, (time, hit) => ({ seconds: time, lateMs: rows[hit * size]!, sixteenth: NaN }));
  const spread = 1.4826 * medianAbsoluteDeviation(hits.map(({ lateMs }) => lateMs));
  return spread >= loosestMachineMs ? moveOnsets(sound, rate, tightened(hits, 1)) : undefined;
}
