import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import type { WindowOutput } from '../../../src/analysis/stores.js';
import { runAnalysers } from '../run.js';
import { renderDrums } from './drum-machine.js';

function onsetsOf(samples: Float32Array) {
  return runAnalysers(timingAnalysers, [samples]).windows[0]!.outputs.get('timing.onsets/onsets') as Extract<
    WindowOutput,
    { shape: 'events' }
  >;
}

test('drum strokes are found to the millisecond, wherever they lie between frames', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.12, max: 0.5, noNaN: true }), { minLength: 4, maxLength: 12 }),
      fc.constantFrom('kick' as const, 'snare' as const, 'hat' as const),
      (gaps, drum) => {
        let at = 0;
        const times = gaps.map((gap) => (at += gap));
        const { seconds } = onsetsOf(
          renderDrums(
            times.map((seconds) => ({ seconds, drum })),
            at + 0.5,
          ),
        );
        expect(seconds.length).toBe(times.length);
        seconds.forEach((second, i) => expect(Math.abs(second - times[i]!)).toBeLessThan(0.0025));
      },
    ),
    { numRuns: 12, seed: 3 },
  );
});

test('gain changes neither times nor strengths', () => {
  const samples = renderDrums(
    [0.3, 0.7, 1.02, 1.4].map((seconds, i) => ({ seconds, drum: i % 2 ? 'snare' : 'kick' })),
    2,
  );
  const loud = onsetsOf(samples);
  const soft = onsetsOf(samples.map((sample) => 0.01 * sample));
  expect(soft.seconds.length).toBe(loud.seconds.length);
  soft.seconds.forEach((second, i) => expect(second).toBeCloseTo(loud.seconds[i]!, 6));
  soft.rows.forEach((strength, i) => expect(strength).toBeCloseTo(loud.rows[i]!, 5));
});

test('silence has no onsets', () => {
  expect(onsetsOf(new Float32Array(44100)).seconds.length).toBe(0);
});
