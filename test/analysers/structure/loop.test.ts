import { expect, test } from 'vitest';
import { loop } from '../../../src/analysers/structure/loop.js';
import { recurrence } from '../../../src/analysers/structure/recurrence.js';
import { noise, rate } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';

const exactness = 'structure.loop/exactness.value';
const pastedShare = 'structure.loop/pastedShare.value';

/** Of the whole recording. */
function heard(samples: Float32Array) {
  const run = runAnalysers([recurrence, loop], [samples]);
  expect(run.summary.failures).toEqual([]);
  return run.rows.at(-1)!;
}

type Hit = { readonly seconds: number; readonly gain: number; readonly seed: number; readonly hertz: number };

/** Plucked, noisy notes of a third of a second. */
function played(hits: readonly Hit[], seconds: number): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { seconds: at, gain, seed, hertz } of hits) {
    const start = Math.max(0, Math.round(at * rate));
    const hiss = noise(0.33 * rate, seed);
    for (let n = 0; n < hiss.length && start + n < samples.length; n++) {
      const t = n / rate;
      samples[start + n]! += gain * Math.exp(-10 * t) * (0.3 * hiss[n]! + Math.sin(2 * Math.PI * hertz * t));
    }
  }
  return samples;
}

/** Bars of eight hits with pitches of their own; `loose` moves each by up to 3 ms and 2 dB. */
function bars(count: number, barSeconds: number, loose: boolean): Float32Array {
  const pitches = [110, 880, 220, 1320, 165, 660, 220, 990];
  const chance = noise(count * 16, 17);
  const hits = Array.from({ length: count * 8 }, (_, i) => ({
    seconds: (i * barSeconds) / 8 + (loose ? 0.003 * chance[2 * i]! : 0),
    gain: 0.3 * 10 ** ((loose ? 2 * chance[2 * i + 1]! : 0) / 20),
    seed: loose ? i + 1 : (i % 8) + 1,
    hertz: pitches[i % 8]!,
  }));
  return played(hits, count * barSeconds);
}

function pasted(loop: Float32Array, times: number): Float32Array {
  const samples = new Float32Array(times * loop.length);
  for (let turn = 0; turn < times; turn++) samples.set(loop, turn * loop.length);
  return samples;
}

test('a loop pasted eight times is exact, and nearly all of it pasted', () => {
  const { values } = heard(pasted(bars(2, 2.5, false), 8));
  expect(values[exactness]).toBeGreaterThan(0.999);
  // the first time and what overlaps it come from nowhere
  expect(values[pastedShare]).toBeGreaterThan(0.75);
});

test('a loop whose length is no whole number of samples at the rate it is compared at is still exact', () => {
  expect(heard(pasted(bars(1, 1.7321, false), 20)).values[exactness]).toBeGreaterThan(0.99);
});

test('its gain, its polarity and what is nearly silent around it do not matter', () => {
  const copies = pasted(bars(2, 2.5, false), 7);
  const quiet = copies.map((sample) => -0.01 * sample);
  const whole = new Float32Array(quiet.length + 10 * rate);
  whole.set(quiet, 10 * rate);
  expect(heard(whole).values[exactness]).toBeGreaterThan(0.99);
});

test('the same bars played as often, 3 ms and 2 dB loosely, are not pasted', () => {
  const { values } = heard(bars(16, 2.5, true));
  expect(values[exactness]).toBeLessThan(0.7);
  expect(values[pastedShare]).toBe(0);
});

test('noise is like nothing that came before', () => {
  expect(heard(noise(34 * rate)).values[exactness]).toBeLessThan(0.1);
});

test('an excerpt of 30 s and silence have none, and say why', () => {
  expect(heard(pasted(bars(1, 2, false), 15)).missing[exactness]).toBe(
    'needs a whole track of at least 32 s, this has 30.0 s',
  );
  expect(heard(new Float32Array(40 * rate)).missing[exactness]).toBe('too short to repeat, or nothing but silence');
});
