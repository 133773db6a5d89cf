import { release } from '../../samples/synthesis/release.js';
import { sampleRate } from '../../samples/synthesis/stereo-mix.js';
import { harmonics, readTable, wavetable } from '../../samples/synthesis/wavetable.js';

/** A tone of an instrument that is the same in every register. */
export type Voice = (hertz: number, seconds: number, random: () => number) => Float64Array;

/** A held tone with partials that fall as 1 / k^tilt. */
export function sustained(tilt: number, attackSeconds: number): Voice {
  return (hertz, seconds) => {
    const table = wavetable(harmonics(hertz, tilt, 9000));
    const sound = Float64Array.from(
      { length: Math.round((seconds + 0.05) * sampleRate) },
      (_, n) => Math.min(1, n / sampleRate / attackSeconds) * readTable(table, (hertz * n) / sampleRate),
    );
    return release(sound, 0.05);
  };
}

/** A tone that dies away, as of a keyboard. */
export function struck(tilt: number): Voice {
  return (hertz, seconds) => {
    const table = wavetable(harmonics(hertz, tilt, 9000));
    const sound = Float64Array.from(
      { length: Math.round((seconds + 0.15) * sampleRate) },
      (_, n) => Math.exp(-n / sampleRate / 0.6) * readTable(table, (hertz * n) / sampleRate),
    );
    return release(sound, 0.15);
  };
}
