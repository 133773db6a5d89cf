import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { changeBank } from '../../src/whatif/change-bank.js';
import type { Stage } from '../../src/whatif/stage.js';

const rate = 44100;
const next = seededRandom(1);
const noise = () => Float32Array.from({ length: rate }, () => next() - 0.5);
const excerpt = { channels: [noise(), noise()], rate, hits: [] };
const change = (id: string) => changeBank.find((other) => other.id === id)!;
/** Renders nothing and keeps what it was asked for. */
function recorder() {
  const asked: Stage[] = [];
  const render = async (channels: readonly Float32Array[], _rate: number, stages: readonly Stage[]) => {
    asked.push(...stages);
    return channels;
  };
  return { asked, render };
}
const power = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0);
const halves = ([left, right]: readonly Float32Array[]) => [
  left!.map((sample, n) => sample + right![n]!),
  left!.map((sample, n) => sample - right![n]!),
];

describe('the bank of changes', () => {
  test('has each change once, with amounts that are not zero, and both ways where there are two', () => {
    expect(new Set(changeBank.map(({ id }) => id)).size).toBe(changeBank.length);
    for (const { amounts } of changeBank) for (const amount of amounts) expect(amount).not.toBe(0);
  });

  test('width moves the sides by that many decibels and leaves the middle', async () => {
    const widened = await change('width').apply(excerpt, 3, recorder().render);
    const [before, after] = [halves(excerpt.channels), halves(widened)];
    expect(power(after[0]!) / power(before[0]!)).toBeCloseTo(1, 4);
    expect(10 * Math.log10(power(after[1]!) / power(before[1]!))).toBeCloseTo(3, 3);
    expect(change('width').impossible!({ ...excerpt, channels: [noise()] })).toBe('the recording is not stereo');
  });

  test('tuning makes a tone higher by that many cents', async () => {
    const tone = Float32Array.from({ length: 2 * rate }, (_, n) => Math.sin((2 * Math.PI * 440 * n) / rate));
    const [higher] = await change('tuning').apply({ ...excerpt, channels: [tone] }, 25, recorder().render);
    const crossings = (samples: Float32Array) =>
      samples.subarray(1).filter((sample, n) => samples[n]! < 0 && sample >= 0).length / samples.length;
    expect(1200 * Math.log2(crossings(higher!) / crossings(tone))).toBeCloseTo(25, -0.3);
    expect(higher!.length / tone.length).toBeCloseTo(2 ** (-25 / 1200), 4);
  });

  test('limiting begins that far below the highest peak, whatever the level', async () => {
    for (const gain of [1, 0.25]) {
      const { asked, render } = recorder();
      const channels = [Float32Array.from([0.1, -0.5, 0.2], (sample) => gain * sample)];
      await change('limiting').apply({ ...excerpt, channels }, 6, render);
      expect(asked[0]).toMatchObject({ kind: 'compressor' });
      expect((asked[0] as { thresholdDecibels: number }).thresholdDecibels).toBeCloseTo(
        20 * Math.log10(0.5 * gain) - 6,
        5,
      );
    }
  });

  test('groove changes say that they need a grid', () => {
    for (const id of ['groove-jitter', 'groove-tightening', 'swing'])
      expect(change(id).impossible!(excerpt)).toBe('its onsets keep to no grid');
  });
});
