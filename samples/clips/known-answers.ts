import { seededRandom } from '../../src/dsp/seeded-random.js';
import { whiteNoise } from '../synthesis/filters.js';
import { centsRatio, midiHz } from '../synthesis/pitch.js';

/** Hertz: half of the clips', so that reading it resamples. */
export const knownAnswersRate = 22050;
const seconds = 12;
const beatSeconds = 0.5;
const tuningCents = 20;

/**
 * A recording whose answers are known: a tick every half second (120 BPM) over an A major triad tuned 20 cents above
 * 440 Hz, mono, its loudest sample 6 dB below full scale.
 */
export function knownAnswers(): Float64Array {
  const samples = new Float64Array(seconds * knownAnswersRate);
  const tick = whiteNoise(0.06, seededRandom(12));
  for (const pitch of [57, 61, 64, 69]) {
    const hertz = midiHz(pitch) * centsRatio(tuningCents);
    for (let n = 0; n < samples.length; n++) {
      const angle = (2 * Math.PI * hertz * n) / knownAnswersRate;
      samples[n]! += 0.05 * (Math.sin(angle) + 0.4 * Math.sin(2 * angle) + 0.2 * Math.sin(3 * angle));
    }
  }
  for (let startSeconds = 0; startSeconds < seconds; startSeconds += beatSeconds) {
    const accent = startSeconds % (4 * beatSeconds) === 0 ? 0.5 : 0.32;
    const start = startSeconds * knownAnswersRate;
    for (let n = 0; n < tick.length && start + n < samples.length; n++)
      samples[start + n]! += accent * tick[n]! * Math.exp(-n / knownAnswersRate / 0.006);
  }
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return samples.map((sample) => (0.5 / peak) * sample);
}
