import { expect, test } from 'vitest';
import { defineAnalyser } from '../../src/analysis/define-analyser.js';
import { type AnalysedWindow, createHost, type HostOptions } from '../../src/analysis/host.js';
import { speakersOf } from '../../src/audio/channels.js';
import { extractFeatures } from '../../src/features/extract-features.js';

/** Root mean square of each 100 ms frame, and how it differs from the frame before. */
const level = defineAnalyser({
  kind: 'stream',
  id: 'dynamics.test-level',
  aspect: 'dynamics',
  version: 1,
  about: 'level',
  references: [],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'mono', frameSize: 4410, hopSize: 4410 },
  outputs: {
    level: { shape: 'series', unit: '', about: 'root mean square', keep: 'track' },
    rise: { shape: 'series', unit: '', about: 'difference from the row before', lookback: 1 },
    loud: { shape: 'events', unit: '', about: 'frames above a half', keep: 'track' },
  },
  features: [
    {
      of: 'level',
      statistic: 'mean',
      title: 'Level',
      lower: 'softer',
      higher: 'louder',
      unit: '',
      range: [0, 1],
      transform: 'identity',
      minimumSeconds: 0,
      formula: 'mean_t rms[t]',
      citation: 'test',
      scored: true,
    },
  ],
  prepare(_setup, _parameters, out) {
    let before = NaN;
    return {
      process({ index, channels: [samples] }) {
        let sum = 0;
        for (const sample of samples!) sum += sample * sample;
        const rms = Math.sqrt(sum / samples!.length);
        out.level.push(rms);
        out.rise.push(rms - before);
        if (rms > 0.5) out.loud.at(index / 10, rms);
        before = rms;
      },
    };
  },
});

const peak = defineAnalyser({
  kind: 'window',
  id: 'dynamics.test-peak',
  aspect: 'dynamics',
  version: 1,
  about: 'peak of samples and of levels',
  references: [],
  parameters: { scale: { default: 1, min: 0, max: 10, unit: '', about: 'factor from 0 to 10' } },
  scopes: ['excerpt'],
  inputs: { audio: { samples: 'left-right', rate: 22050 }, level: { series: 'dynamics.test-level/level' } },
  outputs: { peak: { shape: 'value', unit: '', size: 2, about: 'largest sample, largest level' } },
  features: [],
  analyse({ audio, level }, { scale }, out) {
    out.peak.set([
      scale * Math.max(...audio.channels.map((c) => c.reduce((a, b) => Math.max(a, Math.abs(b)), 0))),
      Math.max(...level.rows),
    ]);
  },
});

const count = defineAnalyser({
  kind: 'window',
  id: 'dynamics.test-count',
  aspect: 'dynamics',
  version: 1,
  about: 'how many loud frames',
  references: [],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: { loud: { events: 'dynamics.test-level/loud' } },
  outputs: {
    count: { shape: 'value', unit: '', about: 'events' },
    first: { shape: 'value', unit: 's', about: 'time of the first' },
  },
  features: [],
  analyse({ loud }, _parameters, out) {
    out.count.set(loud.seconds.length);
    if (loud.seconds.length > 0) out.first.set(loud.seconds[0]!);
    else out.first.missing('nothing is loud');
  },
});

function sound(seconds: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * 44100) },
    (_, n) => Math.sin(n * 0.05) * ((n % 200000) / 200000),
  );
}

function run(samples: readonly Float32Array[], block: number, options: Partial<HostOptions> = {}) {
  const windows: AnalysedWindow[] = [];
  const host = createHost({
    analysers: [count, peak, level],
    speakers: speakersOf(samples.length),
    onWindow: (window) => windows.push(window),
    ...options,
  });
  for (let from = 0; from < samples[0]!.length; from += block)
    host.push(samples.map((channel) => channel.subarray(from, from + block)));
  return { windows, summary: host.finish() };
}

test('windows are 30 s; a remainder of 10 s is one, a shorter one is dropped unless it is everything', () => {
  const cut = (seconds: number) =>
    run([sound(seconds)], 30000).windows.map((w) => [w.scope, w.startSeconds, w.seconds]);
  expect(cut(70)).toEqual([
    ['excerpt', 0, 30],
    ['excerpt', 30, 30],
    ['excerpt', 60, 10],
    ['track', 0, 70],
  ]);
  expect(cut(39)).toEqual([
    ['excerpt', 0, 30],
    ['track', 0, 39],
  ]);
  expect(cut(4)).toEqual([
    ['excerpt', 0, 4],
    ['track', 0, 4],
  ]);
  expect(cut(0)).toEqual([['track', 0, 0]]);
  expect(run([sound(39)], 30000, { extent: 'whole' }).windows.map((w) => w.seconds)).toEqual([39, 39]);
});

test('block sizes change no number', () => {
  const samples = [sound(41), sound(41).map((x) => -0.5 * x)];
  const expected = run(samples, 65536);
  for (const block of [128, 44100, 10 ** 9]) expect(run(samples, block)).toEqual(expected);
});

test('a window inside a longer recording equals the same 30 s as a recording of their own', () => {
  const whole = sound(60);
  const inside = run([whole], 50000).windows[1]!;
  const alone = run([whole.subarray(30 * 44100)], 50000).windows[0]!;
  expect({ ...inside, startSeconds: 0 }).toEqual(alone);
});

test('a track sees the kept outputs of the whole recording', () => {
  const { windows } = run([sound(65)], 44100);
  const excerpts = windows.filter((w) => w.scope === 'excerpt');
  const counts = windows.map((w) => (w.outputs.get('dynamics.test-count/count') as { row: Float64Array }).row[0]!);
  expect(excerpts.length).toBe(2);
  expect(counts[2]).toBeGreaterThanOrEqual(counts[0]! + counts[1]!);
  expect(windows[2]!.outputs.has('dynamics.test-level/rise')).toBe(false);
});

test('what is kept for the track only is not given to excerpts, and no excerpt may ask for it', () => {
  const loud = { ...level.outputs.loud, keep: 'track only' as const };
  const forTrack = { ...level, outputs: { ...level.outputs, loud } };
  const trackCount = { ...count, scopes: ['track'] as const };
  const { windows } = run([sound(35)], 44100, { analysers: [forTrack, trackCount] as never });
  expect(windows.map(({ scope, outputs }) => [scope, outputs.has('dynamics.test-level/loud')])).toEqual([
    ['excerpt', false],
    ['track', true],
  ]);
  expect(() => run([sound(1)], 1000, { analysers: [forTrack, count] as never })).toThrow(/for the whole track only/);
});

test('features come with a reason when they are missing', () => {
  const { windows } = run([new Float32Array(44100)], 44100);
  expect(windows[0]!.outputs.get('dynamics.test-count/first')).toMatchObject({ missing: 'nothing is loud' });
  expect(extractFeatures([level], windows[0]!).values).toEqual({ 'dynamics.test-level/level.mean': 0 });
  const { windows: nothing } = run([sound(0.01)], 44100);
  expect(extractFeatures([level], nothing[0]!).missing).toEqual({
    'dynamics.test-level/level.mean': 'not defined anywhere in the excerpt',
  });
});

function peakOf(window: AnalysedWindow): number {
  return (window.outputs.get('dynamics.test-peak/peak') as { row: Float64Array }).row[0]!;
}

function withScale(scale: number) {
  return run([sound(1)], 44100, { parameters: { 'dynamics.test-peak': { scale } } });
}

test('parameters are checked', () => {
  expect(peakOf(withScale(2).windows[0]!)).toBeCloseTo(2 * peakOf(withScale(1).windows[0]!), 6);
  expect(() => withScale(11)).toThrow(/scale/);
});

test('what no sample is, not a number or beyond 2^32, is taken as silence and counted', () => {
  const samples = new Float32Array(44100);
  samples.set([NaN, Infinity, -Infinity, 2 ** 32, -(2 ** 33)], 7);
  const { windows, summary } = run([samples], 1000);
  expect(summary.undefinedSamples).toBe(5);
  expect(extractFeatures([level], windows[0]!).values['dynamics.test-level/level.mean']).toBe(0);
});

test('an analyser that throws, or skips a row, costs its own outputs only', () => {
  const thrower = {
    ...count,
    id: 'dynamics.test-thrower' as const,
    analyse: () => {
      throw new Error('no');
    },
  };
  const skipper = { ...level, id: 'dynamics.test-skipper' as const, prepare: () => ({ process: () => {} }) };
  const { windows, summary } = run([sound(3)], 9999, { analysers: [level, count, thrower, skipper] as never });
  expect(summary.failures.map((f) => f.analyser).sort()).toEqual(['dynamics.test-skipper', 'dynamics.test-thrower']);
  expect(windows[0]!.outputs.get('dynamics.test-thrower/count')).toMatchObject({ missing: 'analyser failed: no' });
  expect(windows[0]!.outputs.get('dynamics.test-count/count')).toMatchObject({ missing: undefined });
});

test('an input that nobody puts out, and a circle of inputs, are refused by name', () => {
  expect(() => run([sound(1)], 1000, { analysers: [count] })).toThrow(/dynamics\.test-level\/loud/);
  const circular = { ...count, inputs: { loud: { value: 'dynamics.test-count/count' } } };
  expect(() => run([sound(1)], 1000, { analysers: [level, circular] as never })).toThrow(/lead back/);
});

test('a wrong descriptor is refused with the field named', () => {
  expect(() => defineAnalyser({ ...level, id: 'pitch.level' })).toThrow(/aspect/);
  expect(() => defineAnalyser({ ...level, version: 0 })).toThrow(/version/);
  expect(() => defineAnalyser({ ...level, frontEnd: { ...level.frontEnd, hopSize: 512 } })).toThrow(/divide/);
  expect(() => defineAnalyser({ ...level, features: [{ ...level.features[0]!, of: 'nowhere' }] })).toThrow(/nowhere/);
});

test('rolling: the last 30 s are looked at as if they were a recording, and nothing older is kept', () => {
  const samples = sound(50.5);
  const windows: AnalysedWindow[] = [];
  const host = createHost({
    analysers: [count, peak, level],
    speakers: speakersOf(1),
    extent: 'rolling',
    onWindow: (window) => windows.push(window),
  });
  for (let from = 0; from < samples.length; from += 22050) {
    host.push([samples.subarray(from, from + 22050)]);
    if (from % 441000 === 0) host.look();
  }
  expect(host.finish().seconds).toBe(50.5);
  expect(windows.map(({ startSeconds, seconds }) => [startSeconds, seconds])).toEqual([
    [0, 10],
    [0, 20],
    [0, 30],
    [10, 30],
    [20, 30],
  ]);
  const alone = run([samples.slice(20 * 44100, 50 * 44100)], 22050).windows[0]!;
  const [rolled, cut] = [windows.at(-1)!, alone].map((window) => extractFeatures([count, peak, level], window));
  expect(rolled).toEqual(cut);
});
