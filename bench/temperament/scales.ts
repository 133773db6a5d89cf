import { makams } from './makams.js';

/** A scale that is rendered: what it should be called, and its degrees in cents above the tonic. */
export type Scale = {
  readonly name: string;
  /** As `pitch.temperament` puts it. */
  readonly temperament: string;
  /** A melody chooses from these ways to play it. */
  readonly choices: readonly (readonly number[])[];
};

const steps = (size: number, ...places: readonly (readonly number[])[]) =>
  places.map((scale) => scale.map((place) => place * size));
const ratios = (...scales: readonly (readonly number[])[]) =>
  scales.map((scale) => scale.map((ratio) => 1200 * Math.log2(ratio)));

export const scales: readonly Scale[] = [
  {
    name: '12 equal steps',
    temperament: '12 equal steps',
    choices: steps(
      100,
      [0, 2, 4, 5, 7, 9, 11],
      [0, 2, 3, 5, 7, 8, 10],
      [0, 2, 3, 5, 7, 8, 11],
      [0, 2, 4, 7, 9],
      [0, 3, 5, 6, 7, 10],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ),
  },
  {
    name: '24 equal steps',
    temperament: '24 equal steps',
    // scales of Arab theory: rast, bayati, segah, saba, and a chain of three-quarter tones
    choices: steps(
      50,
      [0, 4, 7, 10, 14, 18, 21],
      [0, 3, 6, 10, 14, 16, 20],
      [0, 3, 7, 11, 14, 17, 21],
      [0, 3, 6, 8, 14, 16, 20],
      [0, 3, 6, 9, 12, 15, 18, 21],
    ),
  },
  {
    name: '7 equal steps',
    temperament: '7 equal steps',
    choices: steps(1200 / 7, [0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 4, 5, 6], [0, 1, 2, 4, 5]),
  },
  {
    name: 'just major and minor',
    temperament: 'just intonation',
    choices: ratios(
      [1, 9 / 8, 5 / 4, 4 / 3, 3 / 2, 5 / 3, 15 / 8],
      [1, 9 / 8, 6 / 5, 4 / 3, 3 / 2, 8 / 5, 9 / 5],
      [1, 9 / 8, 5 / 4, 3 / 2, 5 / 3, 15 / 8],
    ),
  },
  { name: 'makam rast', temperament: 'free', choices: [makams.rast] },
  { name: 'makam uşşak', temperament: 'free', choices: [makams.ussak] },
];
