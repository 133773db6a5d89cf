import { lowPass } from '../../src/dsp/biquad.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { filtered } from '../synthesis/filters.js';
import { fade, saturate } from '../synthesis/finish.js';
import { normalRandom } from '../synthesis/normal-random.js';
import { pluckedString } from '../synthesis/plucked-string.js';
import { reverb } from '../synthesis/reverb.js';
import { addMix, place, type StereoMix, silentMix } from '../synthesis/stereo-mix.js';
import { type SungNote, sungVoice } from '../synthesis/sung-voice.js';

const seconds = 27;
/** D3 and a little: no note of a piano. */
const tonicHz = 149.3;
const beatSeconds = 0.56;

/** Seven equal steps to the octave, 171.4 cents each; degree 0 is the tonic. */
const degreeHz = (degree: number) => tonicHz * 2 ** (degree / 7);

type Phrase = readonly (readonly [degree: number, beats: number])[];
const plucked: Phrase = [
  [0, 1],
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 2],
  [6, 1],
  [5, 1],
  [4, 3],
  [7, 1],
  [6, 1],
  [4, 1],
  [3, 1],
  [4, 1],
  [2, 1],
  [1, 1],
  [0, 3],
];
const sung: readonly { readonly startBeat: number; readonly vowel: 'a' | 'o'; readonly line: Phrase }[] = [
  {
    startBeat: 22,
    vowel: 'a',
    line: [
      [4, 1.5],
      [5, 0.5],
      [4, 1],
      [3, 1],
      [2, 2.5],
    ],
  },
  {
    startBeat: 29.5,
    vowel: 'o',
    line: [
      [2, 1],
      [3, 1],
      [4, 1.5],
      [6, 1],
      [7, 3],
    ],
  },
  {
    startBeat: 38,
    vowel: 'a',
    line: [
      [7, 0.75],
      [6, 0.75],
      [4, 1],
      [2, 1],
      [1, 1],
      [0, 4],
    ],
  },
];

/** A melody over a drone in seven-tone equal temperament: first plucked, then sung and answered by the string. */
export function sevenToneScale(): StereoMix {
  const mix = silentMix(seconds);
  const send = silentMix(seconds);
  const random = seededRandom(7);
  const normal = normalRandom(random);
  const add = (sound: Float64Array, startSeconds: number, gain: number, pan: number, room: number) => {
    place(mix, sound, startSeconds, gain, pan);
    place(send, sound, startSeconds, gain * room, pan);
  };

  // the drone: fifth (as the tuning has it), tonic, tonic, low tonic, in turn
  for (const [turn, startSeconds] of Array.from({ length: 26 }, (_, i) => i * 1.02).entries()) {
    const hertz = [degreeHz(4) / 2, tonicHz, tonicHz, tonicHz / 2][turn % 4]!;
    const level = startSeconds > seconds - 4 ? 0.3 : 0.5;
    add(
      pluckedString(hertz, 3.6, 0.55, random, 5),
      startSeconds + 0.006 * normal(),
      level,
      0.5 - (turn % 4) * 0.33,
      0.3,
    );
  }

  let beat = 0;
  for (const [degree, beats] of plucked) {
    const sound = pluckedString(2 * degreeHz(degree), Math.max(1.4, beats * beatSeconds), 0.8, random);
    add(sound, 1 + beat * beatSeconds + 0.01 * normal(), 0.62, -0.2, 0.35);
    beat += beats;
  }

  for (const { startBeat, vowel, line } of sung) {
    const notes: readonly SungNote[] = line.map(([degree, beats]) => ({
      seconds: beats * beatSeconds,
      hertz: degreeHz(degree),
      loudness: 0.75 + 0.05 * degree,
    }));
    const voice = filtered(sungVoice(notes, vowel, { rateHz: 5.6, cents: 45 }, random), lowPass(44100, 9000));
    add(voice, 1.5 + startBeat * beatSeconds, 0.55, 0.05, 0.4);
  }
  addMix(mix, reverb(send, 1.9), 0.4);
  saturate(mix, 0.8, 0.7);
  fade(mix, 0.01, 2);
  return mix;
}
