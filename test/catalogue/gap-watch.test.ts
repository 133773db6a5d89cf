import { expect, test } from 'vitest';
import { createGapWatch } from '../../src/catalogue/gap-watch.js';

/** Low, since what is heard here does not depend on it and minutes of it are. */
const rate = 11025;
const length = 1024;
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
    if (block !== undefined) watch.hear([block], ((index + 1) * length * speed) / rate + late(index));
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

test('silence in the midst of a sound is an interruption; silence of the music is none', () => {
  const interruptions = (alter: (index: number) => Float32Array) => {
    const watch = createGapWatch(rate);
    hear(watch, 10, { alter });
    return watch.count;
  };
  expect(interruptions((index) => (index === 20 ? sine.slice().fill(0, 300, 300 + 110) : sine))).toBe(1);
  const acrossBlocks = (index: number) =>
    index === 20 ? sine.slice().fill(0, length - 50) : index === 21 ? sine.slice().fill(0, 0, 60) : sine;
  expect(interruptions(acrossBlocks)).toBe(1);
  const faded = sine.map((sample, n) => (n < 400 ? sample * 0.98 ** n : n < 600 ? 0 : sample * 0.98 ** (length - n)));
  expect(interruptions((index) => (index === 20 ? faded : sine))).toBe(0);
  expect(interruptions((index) => (index >= 20 && index < 40 ? new Float32Array(length) : sine))).toBe(0);
});
