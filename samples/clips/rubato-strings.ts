import { highPass, lowPass } from '../../src/dsp/biquad.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { bowedString } from '../synthesis/bowed-string.js';
import { filtered, resonance } from '../synthesis/filters.js';
import { fade, saturate } from '../synthesis/finish.js';
import { midiHz } from '../synthesis/pitch.js';
import { reverb } from '../synthesis/reverb.js';
import { addMix, place, type StereoMix, sampleRate, silentMix } from '../synthesis/stereo-mix.js';

const seconds = 29;
const playersPerVoice = 3;
/** Violins left to basses right, as an orchestra sits. */
const pans = [-0.85, -0.45, 0.05, 0.5, 0.85];

/** Length in seconds, loudness at its start and end, and the five voices from above, MIDI. */
type Chord = readonly [seconds: number, from: number, to: number, voices: readonly number[]];
const chords: readonly Chord[] = [
  [2.6, 0.12, 0.3, [69, 65, 62, 57, 38]],
  [1.9, 0.3, 0.42, [70, 65, 62, 58, 43]],
  [1.5, 0.42, 0.55, [72, 67, 64, 58, 36]],
  [2.4, 0.55, 0.4, [74, 69, 65, 57, 41]],
  [1.7, 0.35, 0.5, [72, 69, 64, 57, 45]],
  [1.3, 0.5, 0.72, [74, 70, 65, 58, 46]],
  [1.1, 0.72, 0.9, [76, 70, 67, 60, 48]],
  [1.6, 0.95, 1, [79, 74, 70, 62, 43]],
  [2.9, 1, 0.55, [77, 74, 69, 62, 45]],
  [1.9, 0.5, 0.35, [76, 73, 69, 57, 45]],
  [2.2, 0.3, 0.2, [74, 70, 65, 58, 34]],
  [2.1, 0.2, 0.14, [73, 67, 64, 57, 33]],
  [3.6, 0.14, 0.05, [74, 66, 62, 57, 38]],
];

/** Fifteen players, chords of 1.1 to 3.6 s without a beat, from very soft to loud and back. */
export function rubatoStrings(): StereoMix {
  const mix = silentMix(seconds);
  const random = seededRandom(3);
  let startSeconds = 0.3;
  for (const [length, from, to, voices] of chords) {
    for (const [voice, pitch] of voices.entries())
      for (let player = 0; player < playersPerVoice; player++) {
        // nobody starts together: the top voice leads
        const late = 0.03 * voice + 0.05 * random();
        const bow = (place: number) => {
          const swell = 0.82 + 0.18 * Math.sin(Math.PI * place);
          return (from + (to - from) * place) * swell * (voice === 0 ? 1 : 0.8);
        };
        const sound = bowedString(midiHz(pitch), length + 0.12, bow, random);
        place(mix, sound, startSeconds + late, voice === 4 ? 0.5 : 0.36, pans[voice]! + 0.12 * (player - 1));
      }
    startSeconds += length;
  }
  const hall = silentMix(seconds);
  for (const side of ['left', 'right'] as const) {
    const body = withBody(mix[side]);
    mix[side].set(body);
    hall[side].set(body);
  }
  addMix(mix, reverb(hall, 2.6, 3500, 0.025), 0.09);
  saturate(mix, 0.7);
  fade(mix, 0.05, 1.2);
  return mix;
}

/** The wooden body: air and plate resonances, and the presence of the bridge. */
function withBody(channel: Float64Array): Float64Array {
  const body = filtered(filtered(channel, highPass(sampleRate, 35)), lowPass(sampleRate, 7000)).map(
    (sample) => 0.5 * sample,
  );
  for (const [centreHz, bandwidthHz, gain] of [
    [280, 90, 0.5],
    [460, 120, 0.5],
    [1100, 500, 0.3],
    [2500, 1100, 0.35],
  ] as const) {
    const resonant = filtered(channel, resonance(centreHz, bandwidthHz));
    for (let n = 0; n < body.length; n++) body[n]! += gain * resonant[n]!;
  }
  return body;
}
