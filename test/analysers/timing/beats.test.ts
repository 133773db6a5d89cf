import { describe, expect, test } from 'vitest';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import type { WindowOutput } from '../../../src/analysis/stores.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { runAnalysers } from '../run.js';
import { renderDrums, rockBeat } from './drum-machine.js';

type Events = Extract<WindowOutput, { shape: 'events' }>;
const beatsOf = (samples: Float32Array, scope = 0) =>
  runAnalysers(timingAnalysers, [samples]).windows.at(scope)!.outputs.get('timing.beats/beats') as Events;

describe('a rock beat', () => {
  test.each([90, 105, 120, 150])('at %d BPM has that tempo, and its beats within 20 ms', (bpm) => {
    const { rows, windows } = runAnalysers(timingAnalysers, [renderDrums(rockBeat(bpm, 30), 30)]);
    expect(rows[0]!.values['timing.tempo/tempo.value']! / bpm).toBeCloseTo(1, 2);
    const { seconds } = windows[0]!.outputs.get('timing.beats/beats') as Events;
    for (const second of seconds) {
      const phase = ((second - 0.2) * bpm) / 60;
      expect(Math.abs(phase - Math.round(phase)) * (60 / bpm)).toBeLessThan(0.02);
    }
    expect(seconds.length).toBeGreaterThan((28 * bpm) / 60);
  });

  test('has its beats over the whole track too, however long', () => {
    const { seconds } = beatsOf(renderDrums(rockBeat(110, 200), 200), -1);
    expect(seconds.length).toBeGreaterThan((197 * 110) / 60);
    const intervals = seconds.slice(1).map((second, i) => second - seconds[i]!);
    expect(Math.max(...intervals)).toBeLessThan(0.6);
    expect(Math.min(...intervals)).toBeGreaterThan(0.5);
  });
});

test('there is no tempo, and a reason, in silence, in noise and of two sounds', () => {
  const random = seededRandom(7);
  const noise = Float32Array.from({ length: 12 * 44100 }, () => 0.2 * (random() - 0.5));
  const tones = Float32Array.from({ length: 30 * 44100 }, (_, n) =>
    n > 14 * 44100 && n < 15 * 44100 ? 0 : 0.3 * Math.sin((2 * Math.PI * 220 * n) / 44100),
  );
  for (const [samples, reason] of [
    [new Float32Array(12 * 44100), 'nothing sounds'],
    [noise, 'no steady pulse'],
    [tones, 'hardly more than two sounds begin'],
  ] as const) {
    const { rows } = runAnalysers(timingAnalysers, [samples]);
    expect(rows[0]!.missing['timing.tempo/tempo.value']).toBe(reason);
  }
});
