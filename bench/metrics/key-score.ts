import { SwerveError } from '../../src/errors.js';

type Key = { readonly pitchClass: number; readonly mode: 'major' | 'minor' | 'other' };

const naturals: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };

/**
 * MIREX weighted score of a key such as 'F# minor' or 'Gb major': same 1, fifth above .5, relative .3, parallel .2, else 0.
 * 'X' is "no key" and equals only itself. MIREX counts a fifth below too since 2017: `fifths: 'either'`.
 */
export function keyScore(reference: string, estimated: string, fifths: 'above' | 'either' = 'above'): number {
  const from = parseKey(reference);
  const to = parseKey(estimated);
  if (from === undefined || to === undefined) return from === to ? 1 : 0;
  const interval = (to.pitchClass - from.pitchClass + 12) % 12;
  if (from.mode === to.mode) {
    if (interval === 0) return 1;
    return interval === 7 || (interval === 5 && fifths === 'either') ? 0.5 : 0;
  }
  if ((from.mode === 'major' && interval === 9) || (from.mode === 'minor' && interval === 3)) return 0.3;
  return interval === 0 ? 0.2 : 0;
}

/** Undefined for 'X'. */
function parseKey(name: string): Key | undefined {
  const parts = /^\s*([a-g])([#b]?)\s+(major|minor|other)\s*$/i.exec(name);
  if (parts === null && name.trim().toLowerCase() === 'x') return undefined;
  if (parts === null)
    throw new SwerveError(
      'invalid-argument',
      `'${name}' is not a key.`,
      name,
      "Write a tonic and major, minor or other, such as 'C# minor', or X for no key.",
    );
  const [, letter, accidental, mode] = parts;
  const shift = { '#': 1, b: 11, B: 11 }[accidental!] ?? 0;
  return {
    pitchClass: (naturals[letter!.toLowerCase()]! + shift) % 12,
    mode: mode!.toLowerCase() as Key['mode'],
  };
}
