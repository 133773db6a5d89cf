import { expect, test } from 'vitest';
import { createGapWatch } from '../../src/catalogue/gap-watch.js';

const rate = 44100;
const length = 4096;
const sine = Float32Array.from({ length }, (_, n) => 0.5 * Math.sin((n + 1) * 0.05));

/** Hears so many seconds of a sine in blocks; a block is altered, or left out, by its number. */
function hear(
  watch: ReturnType<typeof createGapWatch>,
  seconds: number,
  { alter = () => sine, late = () => 0, speed = 1, first = 0 }: Hearing = {},
): number {
  const blocks = Math.floor((seconds * rate) / length);
  for (let index = first; index < first + blocks; index++) {
    const block = alter(index);
    if (block !== undefined) watch.hear([block, block], ((index + 1) * length * speed) / rate + late(index));
  }
  return first + blocks;
}
type Hearing = {
  readonly alter?: (index: number) => Float32Array | undefined;
  readonly late?: (index: number) => number;
  readonly speed?: number;
  readonly first?: number;
};

test('what arrives whole is not interrupted: neither late blocks nor a clock that goes wrong by 1 in 10,000', () => {
  const late = createGapWatch(rate);
  hear(late, 120, { late: (index) => (index % 7 === 3 ? 0.3 : (index % 5) / 1000) });
  expect(late.count).toBe(0);
  for (const speed of [0.9999, 1.0001]) {
    const drifting = createGapWatch(rate);
    const last = hear(drifting, 900, { speed });
    expect(last).toBeGreaterThan(9000);
    expect(drifting.count).toBe(0);
  }
});

test('a lost block is an interruption until it is 30 s ago', () => {
  const watch = createGapWatch(rate);
  let next = hear(watch, 10, { alter: (index) => (index === 50 ? undefined : sine) });
  expect(watch.count).toBe(1);
  next = hear(watch, 20, { first: next });
  expect(watch.count).toBe(1);
  hear(watch, 6, { first: next });
  expect(watch.count).toBe(0);
});

test('silence that was put in is an interruption; silence of the music is none', () => {
  const interruptions = (from: number, to: number) => {
    const watch = createGapWatch(rate);
    hear(watch, 10, { alter: (index) => (index === 20 ? sine.slice().fill(0, from, to) : sine) });
    return watch.count;
  };
  expect(interruptions(1280, 1280 + 441)).toBe(1);
  expect(interruptions(1300, 1300 + 441)).toBe(0);
  const long = createGapWatch(rate);
  hear(long, 10, { alter: (index) => (index >= 20 && index < 40 ? new Float32Array(length) : sine) });
  expect(long.count).toBe(0);
});
