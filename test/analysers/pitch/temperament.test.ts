import { expect, test } from 'vitest';
import { scales } from '../../../bench/temperament/scales.js';
import { fitStability } from '../../../src/analysers/pitch/fit-stability.js';
import { fitsAndFree, fitTemperaments, temperaments } from '../../../src/analysers/pitch/fit-temperament.js';
import type { PeakFrames } from '../../../src/analysers/pitch/peak-frames.js';
import { seededRandom } from '../../../src/dsp/seeded-random.js';
import { analyse, labelOf, tones } from './tones.js';

const names = temperaments.map(({ name }) => name);
/** Degrees that are all played alike, each note by 4 cents off or so. */
const fits = (places: readonly number[]) =>
  fitTemperaments(
    places.map((cents) => ({ cents: cents + 333.3, share: 1 / places.length, prominence: 1, spreadCents: 4 })),
  );
/** Of a temperament, or of none. */
const best = (places: readonly number[]) => {
  const found = fits(places);
  const most = Math.max(...found);
  return most > 0 ? names[found.indexOf(most)]! : 'free';
};

test.each(scales.flatMap((scale) => scale.choices.map((places, i) => [`${scale.name} ${i}`, scale, places] as const)))(
  'degrees of %s fit it best, by more than 1.66 bits',
  (_name, { temperament }, places) => {
    expect(best(places)).toBe(temperament);
    const ranked = [...fits(places), 0].sort((a, b) => b - a);
    expect(ranked[0]! - ranked[1]!).toBeGreaterThan(1.66);
  },
);

test('scales drawn at random are seldom given a temperament, those with one nearly always', () => {
  const random = seededRandom(3);
  let claimed = 0;
  for (let draw = 0; draw < 200; draw++) {
    const gaps = Array.from({ length: 7 }, () => 0.5 + random());
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    let place = 0;
    if (best(gaps.map((gap) => (place += (1200 * gap) / total))) !== 'free') claimed++;
  }
  // odds of 3 to 1 would allow more; a claim is rare because a wrong degree is not forgiven
  expect(claimed / 200).toBeLessThan(0.1);
});

test('a scale that lies on twelve steps but for one degree is free, the plainer the farther off that is', () => {
  const leads = [0, 5, 12, 15, 20, 25].map((off) => {
    const places = [0, 200 - off, 300, 500, 700, 800, 1000];
    const degrees = places.map((cents) => ({ cents, share: 1 / places.length, prominence: 1, spreadCents: 4 }));
    const bits = fitsAndFree(degrees);
    return bits.at(-1)! - bits[names.indexOf('12 equal steps')]!;
  });
  // all degrees where they should be: as good as none is the only rival
  expect(leads[0]).toBeLessThan(-1.66);
  expect(leads).toEqual(leads.toSorted((a, b) => a - b));
  expect(leads.at(-2)).toBeGreaterThan(1.66);
});

test('where the scale lies changes nothing', () => {
  const moved = (cents: number) => fits(scales[0]!.choices[0]!.map((place) => place + cents));
  moved(517.3).forEach((bits, i) => expect(bits).toBeCloseTo(moved(0)[i]!, 1));
});

test('a scale of seven equal steps is not called one of twelve, and one note is not called anything', () => {
  const notes = [0, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1].map((step, i) => ({
    hertz: 262 * 2 ** (step / 7),
    from: i / 2,
    to: (i + 1) / 2,
    partials: 4,
  }));
  expect(labelOf(analyse(tones(7, notes)).window, 'pitch.temperament/temperament')).toBe('7 equal steps');
  const { window, row } = analyse(tones(6, [{ hertz: 262, partials: 4 }]));
  expect(labelOf(window, 'pitch.temperament/temperament')).toMatch(/^not told apart/);
  expect(row.values['pitch.temperament/margin.value']!).toBeLessThan(1.66);
});

/** Fifths of a window, ten frames each, in which the places sound together. */
function framesOf(fifths: readonly (readonly number[])[]): PeakFrames {
  const rows = fifths.flatMap((places) => Array.from({ length: 10 }, () => places));
  const capacity = Math.max(...rows.map((places) => places.length));
  const frequencies = new Float64Array(rows.length * capacity);
  rows.forEach((places, i) =>
    frequencies.set(
      places.map((cents) => 262 * 2 ** (cents / 1200)),
      i * capacity,
    ),
  );
  return {
    count: rows.length,
    capacity,
    sizes: Uint32Array.from(rows, (places) => places.length),
    frequencies,
    magnitudes: new Float64Array(frequencies.length).fill(1),
    isPartial: new Uint8Array(frequencies.length),
  };
}

test('what every fifth of the window bears out is stable, what one contradicts is not', () => {
  const major = [0, 200, 400, 500, 700, 900, 1100];
  const stray = [0, 130, 400, 500, 700, 900, 1100];
  const twelve = names.indexOf('12 equal steps');
  const stabilityOf = (...fifths: (readonly number[])[]) => fitStability(framesOf(fifths), twelve, 1.66);
  expect(stabilityOf(major, major, major, major, major)).toBe(1);
  // only without the fifth that strays does the rest lie on twelve steps
  expect(stabilityOf(major, stray, major, major, major)).toBe(0.2);
  expect(stabilityOf(major, stray, major, stray, major)).toBe(0);
});
