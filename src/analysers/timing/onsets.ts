import { defineAnalyser } from '../../analysis/define-analyser.js';
import { topOctavesHz } from '../needed-bands.js';
import { leastBandStrength, strengthsInBands } from './onset-bands.js';
import { onsetCurve } from './onset-curve.js';
import { type Attack, refineLowOnset, refineOnset } from './refine-onset.js';

/** Frames of 10 ms: a peak is the largest within `nearFrames`, and is held against the mean from `beforeFrames` to `afterFrames`. */
const nearFrames = 3;
const beforeFrames = 15;
const afterFrames = 10;
const leastSecondsApart = 0.02;
/** Decibels an attack must rise by for its time to be taken; where that of a bass drum and that of all else are this near, both count. */
const leastContrast = 6;
const oneStrokeSeconds = 0.025;

export const onsets = defineAnalyser({
  kind: 'window',
  id: 'timing.onsets',
  aspect: 'timing',
  version: 2,
  about: 'When sounds begin: peaks of the onset strength, their times refined on the waveform.',
  references: ['Boeck, Krebs & Schedl 2012, Evaluating the online capabilities of onset detection methods, ISMIR'],
  parameters: {
    threshold: {
      default: 1,
      min: 0,
      max: 20,
      unit: '',
      about: 'How far a peak must stand above its surroundings, in means of the onset strength.',
    },
  },
  scopes: ['excerpt'],
  inputs: {
    flux: { series: 'timing.onset-strength/flux' },
    audio: { samples: 'mono', rate: 44100 },
  },
  outputs: {
    onsets: {
      shape: 'events',
      unit: '',
      about: 'Onsets, and how strong each is against the mean onset strength of the window.',
      undefinedMeans: 'nothing begins in the excerpt',
    },
    attacks: {
      shape: 'events',
      unit: '',
      size: 6,
      about:
        'For each onset: decibels by which it rises (0 where its time is only that of a frame); its strength below 120 Hz, up to 5 kHz and above, 1 being the ninth decile of all; the seconds by which the bass begins after the rest, where both do; and the decibels of its attack, where there is one.',
    },
  },
  features: [
    {
      of: 'onsets',
      statistic: 'rate',
      title: 'Onset rate',
      lower: 'sparser',
      higher: 'busier',
      unit: '1/s',
      range: [0, 50],
      transform: 'log',
      minimumSeconds: 2,
      formula: 'onsets / seconds',
      citation: 'Boeck & Widmer 2013',
      scored: true,
      needsHz: topOctavesHz,
    },
  ],
  analyse({ flux, audio }, { threshold }, out) {
    const curve = onsetCurve(flux);
    const frames = peaks(curve, threshold);
    const strengths = strengthsInBands(flux, frames);
    let last = -Infinity;
    frames.forEach((t, i) => {
      const place = t + vertexOffset(curve[t - 1] ?? 0, curve[t]!, curve[t + 1] ?? 0);
      const near = flux.firstSeconds + t * flux.hopSeconds;
      const bands = strengths[i]!;
      const all = refineOnset(audio.channels[0]!, audio.rate, near);
      const { seconds, contrast, bassLag } = attackTime(
        all,
        bands[0]! >= leastBandStrength ? refineLowOnset(audio.channels[0]!, audio.rate, near) : undefined,
        flux.firstSeconds + place * flux.hopSeconds,
      );
      if (seconds - last < leastSecondsApart) return;
      out.onsets.at(seconds, curve[t]!);
      out.attacks.at(seconds, [contrast, ...bands, bassLag, all?.decibels ?? NaN]);
      last = seconds;
    });
  },
});

/** One time for what begins together: midway between the bass and the rest where both can be told. */
function attackTime(all: Attack | undefined, bass: Attack | undefined, frameSeconds: number) {
  const [clear, deep] = [all, bass].map((attack) => (attack && attack.contrast >= leastContrast ? attack : undefined));
  if (clear !== undefined && deep !== undefined) {
    const bassLag = deep.seconds - clear.seconds;
    if (Math.abs(bassLag) < oneStrokeSeconds)
      return { seconds: clear.seconds + bassLag / 2, contrast: Math.min(clear.contrast, deep.contrast), bassLag };
  }
  const told = clear ?? deep ?? ((bass?.contrast ?? 0) > (all?.contrast ?? 0) ? bass : all);
  return { seconds: told?.seconds ?? frameSeconds, contrast: told?.contrast ?? 0, bassLag: NaN };
}

/** Frames that are largest within 30 ms and exceed the mean of their surroundings by `threshold`. */
export function peaks(curve: Float64Array, threshold: number): number[] {
  const count = curve.length;
  const sums = new Float64Array(count + 1);
  for (let t = 0; t < count; t++) sums[t + 1] = sums[t]! + curve[t]!;
  const found: number[] = [];
  for (let t = 0; t < count; t++) {
    const value = curve[t]!;
    if (!(value > 0) || !isLargest(curve, t)) continue;
    const from = Math.max(0, t - beforeFrames);
    const to = Math.min(count, t + afterFrames + 1);
    if (value >= (sums[to]! - sums[from]!) / (to - from) + threshold) found.push(t);
  }
  return found;
}

/** The first of equals counts as the largest. */
function isLargest(curve: Float64Array, t: number): boolean {
  for (let i = Math.max(0, t - nearFrames); i <= Math.min(curve.length - 1, t + nearFrames); i++)
    if (curve[i]! > curve[t]! || (i < t && curve[i]! >= curve[t]!)) return false;
  return true;
}

/** Where the parabola through three equally spaced points turns, -0.5 to 0.5 from the middle one. */
export function vertexOffset(left: number, middle: number, right: number): number {
  const bend = left - 2 * middle + right;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend)) : 0;
}
