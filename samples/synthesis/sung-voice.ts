import { filtered, resonance, whiteNoise } from './filters.js';
import { release } from './release.js';
import { sampleRate } from './stereo-mix.js';
import { harmonics, readTable, wavetable } from './wavetable.js';

/** Centre, bandwidth (hertz) and gain of the formants of an open and a rounded vowel of a tenor. */
const vowels = {
  a: [
    [650, 80, 1],
    [1080, 90, 0.5],
    [2650, 120, 0.28],
    [2900, 130, 0.22],
    [3250, 140, 0.1],
  ],
  o: [
    [400, 70, 1],
    [800, 80, 0.32],
    [2600, 110, 0.12],
    [2800, 120, 0.12],
    [3000, 130, 0.06],
  ],
} as const;

export type SungNote = { readonly seconds: number; readonly hertz: number; readonly loudness: number };
export type Vibrato = { readonly rateHz: number; readonly cents: number };

/**
 * A line sung in one breath: a glottal source with portamento, vibrato that sets in late and a little jitter, through the
 * formants of a vowel.
 */
export function sungVoice(
  line: readonly SungNote[],
  vowel: keyof typeof vowels,
  vibrato: Vibrato,
  random: () => number,
): Float64Array {
  const total = line.reduce((sum, note) => sum + note.seconds, 0);
  const breath = whiteNoise(total, random);
  const source = new Float64Array(breath.length);
  const table = wavetable(harmonics(Math.max(...line.map((note) => note.hertz)), 1.35, 12000));
  let phase = 0;
  let logHertz = Math.log(line[0]!.hertz);
  let loudness = 0;
  let jitter = 0;
  let n = 0;
  let end = 0;
  for (const note of line) {
    const start = end;
    end += note.seconds;
    for (; n < Math.min(source.length, Math.round(end * sampleRate)); n++) {
      const t = n / sampleRate;
      logHertz += (Math.log(note.hertz) - logHertz) / (0.03 * sampleRate);
      jitter += (2 * random() - 1 - jitter) / (0.02 * sampleRate);
      const depth = Math.min(1, Math.max(0, (t - start - 0.12) / 0.25));
      const cents = depth * vibrato.cents * Math.sin(2 * Math.PI * vibrato.rateHz * t) + 90 * jitter;
      phase += Math.exp(logHertz + (cents * Math.LN2) / 1200) / sampleRate;
      const swell = 0.8 + 0.2 * Math.sin((Math.PI * (t - start)) / note.seconds);
      loudness += (note.loudness * swell - loudness) / (0.025 * sampleRate);
      source[n] = loudness * (readTable(table, phase) + 0.03 * breath[n]!);
    }
  }
  const voice = new Float64Array(source.length);
  for (const [centreHz, bandwidthHz, gain] of vowels[vowel]) {
    const formant = filtered(source, resonance(centreHz, bandwidthHz));
    for (let i = 0; i < voice.length; i++) voice[i]! += gain * formant[i]! + 0.02 * source[i]!;
  }
  return release(voice, 0.12);
}
