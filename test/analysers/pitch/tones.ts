import { pitchAnalysers } from '../../../src/analysers/pitch/index.js';
import { beats } from '../../../src/analysers/timing/beats.js';
import { harmony } from '../../../src/analysers/timing/harmony.js';
import { onsetStrength } from '../../../src/analysers/timing/onset-strength.js';
import type { Analyser } from '../../../src/analysis/analyser.js';
import type { AnalysedWindow } from '../../../src/analysis/host.js';
import type { FeatureRow } from '../../../src/features/row.js';
import { runAnalysers } from '../run.js';

const rate = 44100;

/** A note: its pitch, when it sounds, and how many partials of magnitude 1 / n it has. */
export type Tone = {
  readonly hertz: number;
  readonly from?: number;
  readonly to?: number;
  readonly partials?: number;
  readonly gain?: number;
};

/** Tones added together, each with 10 ms ramps, about a tenth of full scale. */
export function tones(seconds: number, list: readonly Tone[]): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { hertz, from = 0, to = seconds, partials = 1, gain = 0.1 } of list) {
    const first = Math.round(from * rate);
    const last = Math.min(samples.length, Math.round(to * rate));
    for (let partial = 1; partial <= partials && partial * hertz < 10000; partial++)
      for (let n = first; n < last; n++) {
        const ramp = Math.min(1, (n - first) / 441, (last - n) / 441);
        samples[n]! +=
          (gain / partial) * ramp * Math.sin((2 * Math.PI * partial * hertz * (n - first)) / rate + partial);
      }
  }
  return samples;
}

export function midiToHertz(midi: number): number {
  return 440 * 2 ** ((midi - 69) / 12);
}

/** I–vi–IV–V–I in the key a number of semitones above C major, two seconds a chord, over a bass; detuned by `cents`. */
export function cadence(transposition: number, cents = 0, partials = 6): Float32Array {
  const chords = [
    [48, 60, 64, 67],
    [45, 60, 64, 69],
    [53, 60, 65, 69],
    [43, 59, 62, 67],
    [48, 60, 64, 67],
  ];
  return tones(
    2 * chords.length,
    chords.flatMap((chord, i) =>
      chord.map((midi) => ({
        hertz: midiToHertz(midi + transposition + cents / 100),
        from: 2 * i,
        to: 2 * i + 2,
        partials,
        gain: 0.05,
      })),
    ),
  );
}

/** The analysers of pitch, and those of timing that they take beats from. */
const heardBy: readonly Analyser[] = [onsetStrength, harmony, beats, ...pitchAnalysers];

/** The first window and its features, of all pitch analysers. */
export function analyse(samples: Float32Array): { readonly window: AnalysedWindow; readonly row: FeatureRow } {
  const { windows, rows, summary } = runAnalysers(heardBy, [samples]);
  if (summary.failures.length > 0) throw new Error(JSON.stringify(summary.failures));
  return { window: windows[0]!, row: rows[0]! };
}

export function valueOf(window: AnalysedWindow, output: string): Float64Array {
  const given = window.outputs.get(output)!;
  if (given.shape !== 'value') throw new Error(`${output} is a ${given.shape}`);
  return given.row;
}

export function seriesOf(window: AnalysedWindow, output: string): Float32Array {
  const given = window.outputs.get(output)!;
  if (given.shape !== 'series') throw new Error(`${output} is a ${given.shape}`);
  return given.rows;
}

export function labelOf(window: AnalysedWindow, output: string): string | undefined {
  const given = window.outputs.get(output)!;
  if (given.shape !== 'label') throw new Error(`${output} is a ${given.shape}`);
  return given.label;
}
