import { seededRandom } from '../../src/dsp/seeded-random.js';
import { fade, saturate } from '../synthesis/finish.js';
import { normalRandom } from '../synthesis/normal-random.js';
import type { StereoMix } from '../synthesis/stereo-mix.js';
import { beatsPerMinute, type Feel, type Part, performGroove, stepSeconds, stepsPerLoop } from './groove.js';

const loops = 6;
/** Sixteenths come in pairs, the first longer than the second by this ratio: 1 is straight, 2 a shuffle. */
const swingRatio = 1.35;
/** Later than the beat on average (laid back above 0), and how much it varies, ms. */
const playing: Readonly<Record<Part, { readonly lateMs: number; readonly spreadMs: number }>> = {
  kick: { lateMs: 0, spreadMs: 6 },
  snare: { lateMs: 13, spreadMs: 8 },
  closedHat: { lateMs: -4, spreadMs: 9 },
  openHat: { lateMs: -4, spreadMs: 9 },
  bass: { lateMs: 10, spreadMs: 11 },
  chords: { lateMs: 8, spreadMs: 14 },
  mallet: { lateMs: 16, spreadMs: 16 },
};

/** Every note early or late, harder or softer, drums never struck the same way twice; a band that leans and breathes. */
export function looseGroove(): StereoMix {
  const starts = stepStarts();
  const random = seededRandom(20);
  const normal = normalRandom(random);
  let take = 0;
  const band: Feel = ({ part, step, steps, velocity }, loop) => {
    const { lateMs, spreadMs } = playing[part];
    const place = loop * stepsPerLoop + step;
    return {
      startSeconds: Math.max(0, starts[place]! + (lateMs + spreadMs * normal()) / 1000),
      seconds: steps * stepSeconds * (0.9 + 0.12 * normal()),
      velocity: Math.min(1, Math.max(0.08, velocity * (1 + 0.16 * normal()))),
      cents: part === 'bass' ? 7 * normal() : 0,
      take: ++take,
    };
  };
  const mix = performGroove(loops, band);
  saturate(mix);
  fade(mix, 0, 0.4);
  return mix;
}

/** Seconds of every sixteenth: the tempo hurries by about 2 % over the clip and breathes by 1 %. */
function stepStarts(): readonly number[] {
  const starts: number[] = [];
  let seconds = 0.02;
  for (let step = 0; step < loops * stepsPerLoop; step += 2) {
    const place = step / (loops * stepsPerLoop);
    const tempo = beatsPerMinute * (0.995 + 0.02 * place + 0.01 * Math.sin(2 * Math.PI * 2.5 * place));
    const pairSeconds = 60 / tempo / 2;
    starts.push(seconds, seconds + (pairSeconds * swingRatio) / (1 + swingRatio));
    seconds += pairSeconds;
  }
  return starts;
}
