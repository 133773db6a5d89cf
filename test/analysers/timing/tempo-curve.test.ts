import { expect, test } from 'vitest';
import { levelShares } from '../../../src/analysers/timing/level-shares.js';
import { tempoCurve, tempoRange, tempoTrend } from '../../../src/analysers/timing/tempo-curve.js';

/** Beats of a tempo of 120 that rises evenly by so many percent of it a minute. */
function beatsOf(percent: number, count = 60): Float64Array {
  const rate = percent / 6000;
  return Float64Array.from({ length: count }, (_, k) => (rate === 0 ? k / 2 : (Math.sqrt(1 + rate * k) - 1) / rate));
}

test.each([-4, 0, 1, 3])('a tempo that changes by %d %% a minute has that trend, with stray beats too', (percent) => {
  const beats = beatsOf(percent);
  expect(tempoTrend(tempoCurve(beats))).toBeCloseTo(percent, 0);
  beats[30]! += 0.1;
  beats[41]! -= 0.1;
  expect(Math.abs(tempoTrend(tempoCurve(beats)) - percent)).toBeLessThan(0.2);
});

test('steady beats have no range; a tempo that goes from 100 to 110 half way ranges over ln 1.1', () => {
  expect(tempoRange(tempoCurve(beatsOf(0)))).toBeCloseTo(0, 9);
  const beats = Float64Array.from({ length: 80 }, (_, k) => (k < 40 ? 0.6 * k : 24 + (60 / 110) * (k - 40)));
  expect(tempoRange(tempoCurve(beats))).toBeCloseTo(100 * Math.log(1.1), 6);
  expect(tempoTrend(tempoCurve(new Float64Array(3)))).toBeNaN();
});

test('the shares of the pulses are told by their ratio to the tempo that is told', () => {
  const level = (ratio: number, share: number) => ({
    ratio,
    share,
    bpm: 0,
    frames: [],
    evidence: 0,
    score: 0,
    alternation: 0,
  });
  // periods: the told one is half the free path's, one is that path's (half the tempo), one a third of it (1.5 times)
  const shares = levelShares([level(1 / 2, 0.6), level(1, 0.25), level(1 / 3, 0.1), level(3, 0.05)]);
  expect(shares).toEqual([0, 0.25, 0, 0.6, 0.1, 0, 0, 0.05]);
});
