import { seededRandom } from '../../src/dsp/seeded-random.js';
import { normalRandom } from '../synthesis/normal-random.js';
import { midiHz } from '../synthesis/pitch.js';
import { pluckedString } from '../synthesis/plucked-string.js';
import { place, type StereoMix, silentMix } from '../synthesis/stereo-mix.js';

const seconds = 11;
const scale = [0, 2, 4, 5, 7, 9, 11, 12, 11, 9, 7, 5, 4, 2];

/** A guitarist's scale, up and down: each player has a key, a tempo, a touch and a steadiness of their own. */
export function practiceScale(player: number): StereoMix {
  const mix = silentMix(seconds);
  const random = seededRandom(100 + player);
  const normal = normalRandom(random);
  const tonic = 48 + Math.floor(12 * random());
  const noteSeconds = 0.22 + 0.2 * random();
  const touch = 0.3 + 0.6 * random();
  const spreadSeconds = 0.03 * random();
  for (let note = 0; note * noteSeconds < seconds - 1; note++) {
    const hertz = midiHz(tonic + scale[note % scale.length]!);
    const velocity = touch * (1 + 0.15 * normal());
    const startSeconds = 0.2 + note * noteSeconds + spreadSeconds * normal();
    place(mix, pluckedString(hertz, 1.2, velocity, random), startSeconds, 0.3, 0.6 * normal() * spreadSeconds);
  }
  return mix;
}
