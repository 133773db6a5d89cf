import { describe, expect, test } from 'vitest';
import { type AudioNode, type OfflineContext, renderOffline } from '../../src/adapters/web-audio.js';
import { timingAnalysers } from '../../src/analysers/timing/index.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import type { SwerveError } from '../../src/errors.js';
import { runAnalysers } from '../analysers/run.js';
import { timbreWithInputs } from '../analysers/timbre/timbre-with-inputs.js';

const untouched = (_context: OfflineContext, source: AudioNode) => source;
const reason = await renderOffline([new Float32Array(1)], 44100, untouched).then(
  () => undefined,
  (error: SwerveError) => `${error.code}: ${error.message}`,
);

/** Noise with a burst on every beat of 120 BPM. */
function bursts(seconds: number): Float32Array {
  const next = seededRandom(3);
  return Float32Array.from({ length: seconds * 44100 }, (_, n) => {
    const sinceBeat = (n % 22050) / 44100;
    return (next() - 0.5) * (0.02 + 0.4 * Math.exp(-30 * sinceBeat));
  });
}

describe.skipIf(reason !== undefined)(`offline rendering${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  test('without a change gives the samples back', async () => {
    const noise = bursts(1);
    const [left, right] = await renderOffline([noise, noise.map((sample) => -sample)], 44100, untouched);
    expect(left).toEqual(noise);
    expect(right).toEqual(noise.map((sample) => -sample));
  });

  test('a gain is that gain', async () => {
    const noise = bursts(1);
    const [louder] = await renderOffline([noise], 48000, (context, source) => {
      const gain = context.createGain();
      gain.gain.value = 2;
      return source.connect(gain);
    });
    expect(louder).toEqual(noise.map((sample) => 2 * sample));
  });

  test('a high shelf raises the treble step by step and leaves the tempo', async () => {
    const noise = bursts(12);
    const rows = [];
    for (const decibels of [-6, 0, 3, 6]) {
      const rendered = await renderOffline([noise], 44100, (context, source) => {
        const shelf = context.createBiquadFilter();
        Object.assign(shelf, { type: 'highshelf' });
        shelf.frequency.value = 4000;
        shelf.gain.value = decibels;
        return source.connect(shelf);
      });
      const { rows: run, windows } = runAnalysers([...new Set([...timingAnalysers, ...timbreWithInputs])], rendered);
      const spectrum = windows[0]!.outputs.get('timbre.third-octave/spectrum');
      if (spectrum?.shape !== 'value') throw new Error('no spectrum');
      rows.push({ values: run[0]!.values, at10kHz: spectrum.row[27]! - spectrum.row[14]! });
    }
    for (const [i, row] of rows.entries()) {
      expect(row.values['timing.tempo/tempo.value']).toBeCloseTo(120, 0);
      if (i === 0) continue;
      expect(row.values['timbre.spectral-shape/centroid.median']!).toBeGreaterThan(
        rows[i - 1]!.values['timbre.spectral-shape/centroid.median']!,
      );
      expect(row.at10kHz).toBeGreaterThan(rows[i - 1]!.at10kHz);
    }
    // 10 kHz against 500 Hz: the whole shelf
    expect(rows[3]!.at10kHz - rows[1]!.at10kHz).toBeCloseTo(6, 0);
  });

  test('what cannot be rendered is said', async () => {
    await expect(renderOffline([], 44100, untouched)).rejects.toMatchObject({ code: 'empty-audio' });
    const [short, long] = [new Float32Array(1), new Float32Array(2)];
    await expect(renderOffline([short, long], 44100, untouched)).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(renderOffline([long], 100, untouched)).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
