import { expect, test } from 'vitest';
import { speakersOf } from '../../src/audio/channels.js';
import type { FrontEnd } from '../../src/frames/front-end.js';
import { createFrontEnds } from '../../src/frames/front-ends.js';

const framing = { rate: 44100, channels: 'mono', frameSize: 2048, hopSize: 441 } as const;
const power: FrontEnd = { ...framing, kind: 'spectrum', window: 'hann', values: 'power' };

function sine(hertz: number, seconds: number, amplitude = 1): Float32Array {
  return Float32Array.from(
    { length: seconds * 44100 },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hertz * n) / 44100),
  );
}

/** The first channel of every frame. */
function frames(frontEnd: FrontEnd, channels: readonly Float32Array[], block = 5000): readonly Float32Array[] {
  const seen: Float32Array[] = [];
  const frontEnds = createFrontEnds(speakersOf(channels.length));
  frontEnds.subscribe(frontEnd, (frame) => {
    if ('channels' in frame) seen.push(frame.channels[0]!.slice());
  });
  for (let from = 0; from < channels[0]!.length; from += block)
    frontEnds.push(channels.map((channel) => channel.subarray(from, from + block)));
  frontEnds.finish();
  return seen;
}

test('frames of samples are the samples, hop by hop, and only whole ones', () => {
  const samples = sine(440, 0.1);
  const seen = frames({ ...framing, kind: 'samples' }, [samples], 700);
  expect(seen.length).toBe(Math.floor((4410 - 2048) / 441) + 1);
  seen.forEach((frame, i) => expect(frame).toEqual(samples.slice(441 * i, 441 * i + 2048)));
});

test('a full-scale sine on a bin has power 1 there, and half the amplitude a quarter of it', () => {
  const hertz = (100 * 44100) / 2048;
  expect(frames(power, [sine(hertz, 0.1)])[3]![100]).toBeCloseTo(1, 5);
  expect(frames(power, [sine(hertz, 0.1, 0.5)])[3]![100]).toBeCloseTo(0.25, 5);
});

test('mid and side are half the sum and half the difference', () => {
  const left = sine(500, 0.1);
  const right = sine(900, 0.1);
  const seen: Float32Array[][] = [];
  const frontEnds = createFrontEnds(speakersOf(2));
  const setup = frontEnds.subscribe({ ...framing, kind: 'samples', channels: 'mid-side' }, (frame) => {
    if ('channels' in frame) seen.push(frame.channels.map((channel) => channel.slice()));
  });
  frontEnds.push([left, right]);
  expect(setup.channelCount).toBe(2);
  for (let n = 0; n < 100; n++) {
    expect(seen[0]![0]![n]).toBeCloseTo((left[n]! + right[n]!) / 2, 6);
    expect(seen[0]![1]![n]).toBeCloseTo((left[n]! - right[n]!) / 2, 6);
  }
});

test('a mono recording has one channel in every layout', () => {
  const frontEnds = createFrontEnds(speakersOf(1));
  for (const channels of ['mono', 'left-right', 'mid-side'] as const)
    expect(frontEnds.subscribe({ ...power, channels }, () => {}).channelCount).toBe(1);
});

test.each([22050, 11025] as const)('at %i Hz a tone keeps its frequency and its level', (rate) => {
  const hertz = (200 * rate) / 4096;
  const spectra = frames({ ...power, rate, frameSize: 4096 }, [sine(hertz, 1)]);
  expect(spectra[5]![200]).toBeCloseTo(1, 2);
});

test('a front end is computed once for all who ask for it', () => {
  const frontEnds = createFrontEnds(speakersOf(1));
  const first: Float32Array[] = [];
  const second: Float32Array[] = [];
  for (const seen of [first, second])
    frontEnds.subscribe({ ...power }, (frame) => {
      if ('channels' in frame) seen.push(frame.channels[0]!);
    });
  frontEnds.push([sine(440, 0.1)]);
  expect(first.length).toBeGreaterThan(0);
  first.forEach((array, i) => expect(array).toBe(second[i]));
});

test('frames that are no power of two are refused where a spectrum is asked for', () => {
  expect(() => createFrontEnds(speakersOf(1)).subscribe({ ...power, frameSize: 2000 }, () => {})).toThrow(RangeError);
});
