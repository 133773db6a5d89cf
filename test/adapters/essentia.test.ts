import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { timingAnalysers } from '../../src/analysers/timing/index.js';
import type { SwerveError } from '../../src/errors.js';
import { runAnalysers } from '../analysers/run.js';

// a worker thread runs compiled JavaScript only
const built = new URL('../../dist/adapters/essentia.js', import.meta.url);
type Adapter = typeof import('../../src/adapters/essentia.js');
const { analyseWithEssentia } = existsSync(built) ? ((await import(built.href)) as Adapter) : ({} as Partial<Adapter>);
const absent = await (analyseWithEssentia === undefined
  ? 'not built: npm run build'
  : analyseWithEssentia(clicks(2), 44100).then(
      () => undefined,
      (error: SwerveError) => error.message,
    ));

/** A decaying 1 kHz click on every beat of 120 BPM, the first after half a second. */
function clicks(seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * 44100 }, (_, n) => {
    const t = n / 44100;
    return t < 0.5 ? 0 : 0.7 * Math.exp(-60 * (t % 0.5)) * Math.sin(2 * Math.PI * 1000 * (t % 0.5));
  });
}

/** I IV V I of a major key, two seconds a chord, six harmonics a note. */
function cadence(tonicMidi: number): Float32Array {
  const chords = [0, 5, 7, 0].map((root) => [0, 4, 7].map((third) => tonicMidi + root + third));
  return Float32Array.from({ length: 12 * 44100 }, (_, n) => {
    const t = n / 44100;
    let sample = 0;
    for (const midi of chords[Math.floor(t / 2) % 4]!)
      for (let harmonic = 1; harmonic <= 6; harmonic++)
        sample += (0.1 / harmonic) * Math.sin(2 * Math.PI * harmonic * 440 * 2 ** ((midi - 69) / 12) * t);
    return sample;
  });
}

describe.skipIf(absent !== undefined)(`essentia.js${absent === undefined ? '' : ` (skipped: ${absent})`}`, () => {
  test('hears the beats of a click track where they are, and so do we', async () => {
    const theirs = await analyseWithEssentia!(clicks(20), 44100);
    // its tempo is that of a whole number of frames
    expect(Math.abs(theirs.bpm! - 120)).toBeLessThan(3);
    const { outputs } = runAnalysers(timingAnalysers, [clicks(20)]).windows[0]!;
    const ours = outputs.get('timing.beats/beats');
    const ourBeats = Array.from(ours?.shape === 'events' ? ours.seconds : []);
    for (const beats of [theirs.beats, ourBeats])
      for (let click = 10; click < 36; click++) {
        const near = beats.filter((seconds) => Math.abs(seconds - click / 2) < 0.25);
        expect(near, `around ${click / 2} s`).toHaveLength(1);
        expect(Math.abs(near[0]! - click / 2)).toBeLessThan(0.03);
      }
  });

  test.each([
    ['C', 60],
    ['Eb', 63],
  ] as const)('hears a cadence in %s major as we do', async (tonic, midi) => {
    const { key, scale } = await analyseWithEssentia!(cadence(midi), 44100);
    const ours = runAnalysers(analysers, [cadence(midi)]).windows[0]!.outputs.get('pitch.key/key');
    expect(`${key} ${scale}`).toBe(`${tonic} major`);
    expect(ours).toMatchObject({ label: `${tonic} major` });
  });

  test('finds nothing in silence', async () => {
    const heard = await analyseWithEssentia!(new Float32Array(441000), 44100);
    expect(heard).toEqual({ bpm: undefined, beats: [], key: undefined, scale: undefined, strength: undefined });
  });

  test('is stopped in time, and when it is cancelled', async () => {
    const long = clicks(60);
    await expect(analyseWithEssentia!(long, 44100, { timeLimitSeconds: 0.05 })).rejects.toMatchObject({
      code: 'aborted',
      message: expect.stringContaining('0.05 s'),
    });
    const cancelled = { signal: AbortSignal.abort() };
    await expect(analyseWithEssentia!(long, 44100, cancelled)).rejects.toMatchObject({ code: 'aborted' });
  });

  test('is not given what it hangs on', async () => {
    const broken = Float32Array.of(0.5, NaN);
    await expect(analyseWithEssentia!(broken, 44100)).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(analyseWithEssentia!(clicks(1), 48000)).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
