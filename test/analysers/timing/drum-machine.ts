import { seededRandom } from '../../../src/dsp/seeded-random.js';

export type Stroke = { readonly seconds: number; readonly drum: 'kick' | 'snare' | 'hat'; readonly gain?: number };

const rate = 44100;

/** Renders strokes of three simple drums at 44.1 kHz, sample-accurately: the attack is at the stroke's time. */
export function renderDrums(strokes: readonly Stroke[], seconds: number, seed = 1): Float32Array {
  const random = seededRandom(seed);
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { seconds: at, drum, gain = 1 } of strokes) {
    const first = Math.round(at * rate);
    const decaySeconds = drum === 'kick' ? 0.08 : drum === 'snare' ? 0.05 : 0.02;
    let last = 0;
    for (let n = 0; n < 8 * decaySeconds * rate && first + n < samples.length; n++) {
      const t = n / rate;
      const noise = random() - 0.5;
      const sound =
        drum === 'kick'
          ? Math.sin(2 * Math.PI * (50 * t + 2 * (1 - Math.exp(-t / 0.02)))) + 0.1 * noise
          : drum === 'snare'
            ? noise + 0.5 * Math.sin(2 * Math.PI * 190 * t)
            : noise - last;
      last = noise;
      if (first + n >= 0) samples[first + n]! += 0.4 * gain * Math.exp(-t / decaySeconds) * sound;
    }
  }
  return samples;
}

/** Kick on 1 and 3, snare on 2 and 4, hats on eighths, at a steady tempo from 0.2 s on. */
export function rockBeat(bpm: number, seconds: number): Stroke[] {
  const strokes: Stroke[] = [];
  const beat = 60 / bpm;
  for (let i = 0; 0.2 + (i * beat) / 2 < seconds - 0.3; i++) {
    const at = 0.2 + (i * beat) / 2;
    strokes.push({ seconds: at, drum: 'hat', gain: 0.5 });
    if (i % 4 === 0) strokes.push({ seconds: at, drum: 'kick', gain: i % 8 === 0 ? 1.2 : 0.9 });
    if (i % 4 === 2) strokes.push({ seconds: at, drum: 'snare' });
  }
  return strokes;
}
