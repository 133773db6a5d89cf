import { saturate } from '../synthesis/finish.js';
import { repeatMix, type StereoMix, sliceMix } from '../synthesis/stereo-mix.js';
import { type Feel, loopSeconds, performGroove, stepSeconds } from './groove.js';

/** Every note where it is written, as loud as it is written, and every drum the same recording each time. */
const machine: Feel = ({ step, steps, velocity }, loop) => ({
  startSeconds: loop * loopSeconds + step * stepSeconds,
  seconds: steps * stepSeconds,
  velocity,
  cents: 0,
  take: 0,
});

/** The groove as a machine plays it: 120 BPM, and two bars that repeat sample for sample. */
export function tightGroove(): StereoMix {
  // the second time round holds the tail of the first, as every later one would
  const loop = sliceMix(performGroove(2, machine), loopSeconds, loopSeconds);
  saturate(loop);
  return repeatMix(loop, 6);
}
