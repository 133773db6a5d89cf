import { describe, expect, test } from 'vitest';
import { looseGroove } from '../../samples/clips/loose-groove.js';
import { rubatoStrings } from '../../samples/clips/rubato-strings.js';
import { compareTracks, openPcm, type Version } from '../../src/index.js';

const rate = 44100;
type Clip = { readonly left: ArrayLike<number>; readonly right: ArrayLike<number> };
const channelsOf = ({ left, right }: Clip) => [Float32Array.from(left), Float32Array.from(right)];
const groove = channelsOf(looseGroove());
const strings = channelsOf(rubatoStrings());
const opened =
  (channels: readonly Float32Array[]): Version =>
  () =>
    openPcm(channels, { sampleRate: rate });

describe('two recordings compared', () => {
  test('the same music, begun later and ended sooner, is found and differs in nothing', async () => {
    const silence = 1.5 * rate;
    const later = groove.map((channel) => {
      const delayed = new Float32Array(silence + 20 * rate);
      delayed.set(channel.subarray(0, 20 * rate), silence);
      return delayed;
    });
    const { alignment, departure, loudness, withinMeasurement, seconds, warnings } = await compareTracks(
      opened(groove),
      opened(later),
      { profile: 'electronic' },
    );
    expect(alignment.offsetSeconds).toBe(1.5);
    expect(alignment.likeness).toBeGreaterThan(0.95);
    expect(seconds).toBe(20);
    expect(loudness.after).toBeCloseTo(loudness.before!, 1);
    expect(loudness.before).toBeLessThan(-5);
    expect([departure.change.value, withinMeasurement, warnings]).toEqual([0, true, []]);
  });

  test('another piece is compared with a warning', async () => {
    const { warnings } = await compareTracks(opened(groove), opened(strings), { profile: 'electronic' });
    expect(warnings).toContainEqual(expect.stringContaining('hardly match musically'));
  });

  test('too little in common is refused, and an abort is heard', async () => {
    const short = groove.map((channel) => channel.subarray(0, 5 * rate));
    await expect(compareTracks(opened(groove), opened(short))).rejects.toMatchObject({ code: 'too-short' });
    await expect(compareTracks(opened(groove), opened(groove), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
