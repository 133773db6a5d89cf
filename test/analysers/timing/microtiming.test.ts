import { expect, test } from 'vitest';
import { gridDeviations } from '../../../src/analysers/timing/grid-deviations.js';
import { timingAnalysers } from '../../../src/analysers/timing/index.js';
import { normalRandom } from '../../../src/dsp/normal-random.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { runAnalysers } from '../run.js';
import { renderDrums, rockBeat, type Stroke } from './drum-machine.js';

const valuesOf = (strokes: Stroke[]) =>
  runAnalysers(timingAnalysers, [renderDrums(strokes, 20)]).rows[0]!.values as Record<string, number>;

/** Every stroke off by a normal deviate times `sigmaSeconds`. */
function loosened(strokes: Stroke[], sigmaSeconds: number): Stroke[] {
  const random = seededRandom(5);
  const normal = normalRandom(random);
  const shifts = new Map(strokes.map(({ seconds }) => [seconds, sigmaSeconds * normal()]));
  return strokes.map((stroke) => ({ ...stroke, seconds: stroke.seconds + shifts.get(stroke.seconds)! }));
}

test('the looser the playing, the wider the microtiming and the weaker the grid', () => {
  const [tight, human, loose] = [0, 0.008, 0.02].map((sigma) => valuesOf(loosened(rockBeat(104, 20), sigma)));
  expect(tight!['timing.microtiming/spread.value']).toBeLessThan(1.5);
  expect(human!['timing.microtiming/spread.value']).toBeGreaterThan(5);
  expect(human!['timing.microtiming/spread.value']).toBeLessThan(12);
  expect(loose!['timing.microtiming/spread.value']).toBeGreaterThan(13);
  expect(tight!['timing.microtiming/gridLock.value']).toBeGreaterThan(0.99);
  expect(human!['timing.microtiming/gridLock.value']).toBeLessThan(0.97);
  expect(loose!['timing.microtiming/gridLock.value']).toBeLessThan(human!['timing.microtiming/gridLock.value']!);
});

test('normal deviations lock as exp(-(2 pi sigma / s)^2 / 2) of a sixteenth near 125 ms, whichever octave the pulse is in', () => {
  const sigma = 0.012;
  // sixteenths of 144 ms, and of 85.7, which are counted as thirty-seconds of 171.4
  for (const [bpm, sixteenthSeconds] of [
    [104, 0.1442],
    [175, 0.1714],
  ] as const) {
    const lock = valuesOf(loosened(rockBeat(bpm, 20), sigma))['timing.microtiming/gridLock.value']!;
    expect(Math.abs(lock - Math.exp(-0.5 * ((2 * Math.PI * sigma) / sixteenthSeconds) ** 2)), `${bpm}`).toBeLessThan(
      0.04,
    );
  }
});

test.each([1, 1.5, 2])('quavers swung %d to 1 have that swing ratio', (ratio) => {
  const beat = 60 / 104;
  const swung = rockBeat(104, 20).map((stroke) => {
    const halves = Math.round((stroke.seconds - 0.2) / (beat / 2));
    const late = halves % 2 === 1 ? (ratio / (ratio + 1) - 0.5) * beat : 0;
    return { ...stroke, seconds: stroke.seconds + late };
  });
  expect(Math.abs(valuesOf(swung)['timing.microtiming/swing.value']! / ratio - 1)).toBeLessThan(0.04);
});

test('a clock that speeds up leaves no deviations, a late onset leaves its own alone', () => {
  const beats = Float64Array.from({ length: 40 }, (_, i) => 0.5 * i - 0.0003 * i * i);
  const onsets = Float64Array.from({ length: 78 }, (_, i) => (beats[i >> 1]! + beats[(i + 1) >> 1]!) / 2);
  onsets[31]! += 0.02;
  const grid = gridDeviations(beats, onsets);
  if (typeof grid === 'string') throw new Error(grid);
  for (const { onset, seconds } of grid.deviations)
    expect(Math.abs(seconds - (onset === 31 ? 0.02 : 0)), `onset ${onset}`).toBeLessThan(0.001);
});
