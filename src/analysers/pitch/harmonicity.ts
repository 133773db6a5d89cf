import { defineAnalyser } from '../../analysis/define-analyser.js';
import { findHarmonics, harmonics } from './harmonic-series.js';
import { type PeakFrames, readPeakFrames } from './peak-frames.js';

/** Where notes and their strong partials lie; a bass drum is mostly below. */
const lowHz = 80;
const highHz = 2500;
const lowestPitchHz = 70;
const tolerance = 2 ** (20 / 1200);
/** The strongest peaks are tried as the first to fourth harmonic. */
const peaksTried = 4;
const placesTried = 4;
/** Fewer partials, 40 dB or less below the strongest, are no series. */
const leastPartials = 3;
const partialFloor = 1e-4;

/** A frame is pitched where a series explains this share: drums and their noise stay below, voices and mixes with chords above. */
const pitchedShare = 0.2;
/** Frames that are pitched, of those that sound: recorded drums reach .19, the same under a quiet band .24. */
const leastPitched = 0.2;
/** Or tones without partials that go on for twice two frames, .22 s, within 10 cents and without dying away. */
const steadyDistance = 2;
const steadyTolerance = 2 ** (10 / 1200);
const steadyShare = 0.6;
const leastSteady = 0.5;
/** A frame has one note where a series explains this share, and a window notes of its own where so many frames have. */
const oneNoteShare = 0.5;
const leastSingle = 0.1;

const common = { statistic: 'median', unit: '', minimumSeconds: 3 } as const;

/** Whether anything pitched stands out, which all that speaks of tuning, keys and chords asks first; and what a note's partials are like. */
export const harmonicity = defineAnalyser({
  kind: 'window',
  id: 'pitch.harmonicity',
  aspect: 'pitch',
  version: 1,
  about:
    'How much of each frame one harmonic series explains, whether that is enough to speak of pitch, and its partials.',
  references: [
    'Maher & Beauchamp 1994, Fundamental frequency estimation of musical signals',
    'Peeters 2004, A large set of audio features for sound description',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' } },
  outputs: {
    explained: {
      shape: 'series',
      unit: '',
      timeBase: 'peaks',
      about:
        'of the power from 80 Hz to 2.5 kHz without the strongest peak, the share that the harmonics of one pitch explain, 0 to 1',
      undefinedMeans: 'nothing sounds',
    },
    inharmonicity: {
      shape: 'series',
      unit: 'cents',
      timeBase: 'peaks',
      about:
        'power-weighted mean distance of ten partials from the multiples of their pitch, where one note explains half',
      undefinedMeans: 'no single note stands out',
    },
    oddToEven: {
      shape: 'series',
      unit: 'dB',
      timeBase: 'peaks',
      about: 'power of partials 3, 5, 7, 9 over that of 2, 4, 6, 8, 10, where one note explains half',
      undefinedMeans: 'no single note stands out',
    },
    pitched: { shape: 'value', unit: '', about: 'share of the sounding frames that a series explains more than .2 of' },
  },
  features: [
    {
      ...common,
      of: 'inharmonicity',
      title: 'Inharmonicity',
      lower: 'partials at whole multiples',
      higher: 'partials beside whole multiples',
      unit: 'cents',
      range: [0, 20],
      transform: 'log',
      // a mix's other notes have partials there too: told of solo instruments, compared of none
      scored: false,
      formula: 'median_t sum_n a_n^2 |1200 log2(f_n / (n f0))| / sum_n a_n^2, n = 1 to 10, f0 their power-weighted fit',
      citation: 'Peeters 2004',
    },
    {
      ...common,
      of: 'oddToEven',
      title: 'Odd to even partials',
      lower: 'even partials lead, or all alike',
      higher: 'odd partials lead, as of a clarinet',
      unit: 'dB',
      range: [-60, 60],
      transform: 'identity',
      scored: false,
      formula: 'median_t 10 log10(sum a_n^2, n = 3, 5, 7, 9, over sum a_n^2, n = 2, 4 ... 10)',
      citation: 'Peeters 2004',
    },
    {
      ...common,
      of: 'pitched',
      statistic: 'value',
      title: 'Pitched share',
      lower: 'mostly drums and noise',
      higher: 'notes and chords throughout',
      range: [0, 1],
      transform: 'logit',
      formula: 'share of the sounding frames with max_f0 (sum a_n^2 - max a^2) / (sum a^2 - max a^2) > .2',
      citation: 'Maher & Beauchamp 1994',
      // it decides what else is missing, and says the same
      scored: false,
    },
  ],
  analyse({ peaks }, _parameters, out) {
    const frames = readPeakFrames(peaks);
    const partials = { found: new Int32Array(harmonics), best: new Int32Array(harmonics) };
    const notes: Note[] = [];
    let [sounding, pitched, single] = [0, 0, 0];
    for (let i = 0; i < frames.count; i++) {
      const explained = explain(frames, i, partials);
      out.explained.push(explained);
      const note = explained > oneNoteShare ? noteOf(frames, partials.best) : noNote;
      notes.push(note);
      if (Number.isNaN(explained)) continue;
      sounding++;
      if (explained > pitchedShare) pitched++;
      if (note !== noNote) single++;
    }
    for (const note of notes) {
      const { inharmonicityCents, oddToEvenDecibels } = single < leastSingle * sounding ? noNote : note;
      out.inharmonicity.push(inharmonicityCents);
      out.oddToEven.push(oddToEvenDecibels);
    }
    if (sounding === 0) out.pitched.missing('nothing pitched sounds');
    else if (pitched < leastPitched * sounding && steadyFrames(frames) < leastSteady * sounding)
      out.pitched.missing('nothing pitched stands out');
    else out.pitched.set(pitched / sounding);
  },
});

function isInBand(hertz: number): boolean {
  return hertz >= lowHz && hertz <= highHz;
}

/** The share, and in `best` the places of the partials that explain it; NaN where nothing sounds. */
function explain(frames: PeakFrames, i: number, { found, best }: { found: Int32Array; best: Int32Array }): number {
  const { capacity, sizes, frequencies, magnitudes } = frames;
  const from = i * capacity;
  const to = from + sizes[i]!;
  let total = 0;
  const strongest: number[] = [];
  for (let p = from; p < to; p++) {
    if (!isInBand(frequencies[p]!)) continue;
    total += magnitudes[p]! ** 2;
    if (strongest.length < peaksTried) strongest.push(p);
    else if (magnitudes[p]! > magnitudes[strongest[peaksTried - 1]!]!) strongest[peaksTried - 1] = p;
    else continue;
    for (let i = strongest.length - 1; i > 0 && magnitudes[strongest[i - 1]!]! < magnitudes[p]!; i--) {
      strongest[i] = strongest[i - 1]!;
      strongest[i - 1] = p;
    }
  }
  if (total === 0) return NaN;
  let most = 0;
  for (const peak of strongest)
    for (let place = 1; place <= placesTried && frequencies[peak]! / place >= lowestPitchHz; place++) {
      findHarmonics(frames, from, to, frequencies[peak]! / place, tolerance, found);
      let sum = 0;
      let top = 0;
      for (let n = 0; n < harmonics; n++) {
        const p = found[n]!;
        if (p < 0 || !isInBand(frequencies[p]!)) continue;
        const power = magnitudes[p]! ** 2;
        sum += power;
        if (power > top) top = power;
      }
      let partials = 0;
      for (let n = 0; n < harmonics; n++) {
        const p = found[n]!;
        if (p >= 0 && magnitudes[p]! ** 2 > partialFloor * top) partials++;
      }
      const share = partials >= leastPartials && total > top ? (sum - top) / (total - top) : 0;
      if (share <= most) continue;
      most = share;
      best.set(found);
    }
  return Math.min(1, most);
}

type Note = { readonly inharmonicityCents: number; readonly oddToEvenDecibels: number };
const noNote: Note = { inharmonicityCents: NaN, oddToEvenDecibels: NaN };

/** What the partials at these places, in their order, are like. */
function noteOf({ frequencies, magnitudes }: PeakFrames, partials: Int32Array): Note {
  let [power, logPitch] = [0, 0];
  /** Even partials stand at odd places, counted from 0. */
  const [odd, even] = [0, 1];
  const powers = [0, 0];
  partials.forEach((p, place) => {
    if (p < 0) return;
    const weight = magnitudes[p]! ** 2;
    power += weight;
    logPitch += weight * Math.log2(frequencies[p]! / (place + 1));
    if (place > 0) powers[place % 2]! += weight;
  });
  let cents = 0;
  partials.forEach((p, place) => {
    if (p < 0) return;
    cents += magnitudes[p]! ** 2 * Math.abs(1200 * (Math.log2(frequencies[p]! / (place + 1)) - logPitch / power));
  });
  const decibels = 10 * Math.log10(powers[odd]! / powers[even]!);
  return {
    inharmonicityCents: Math.min(20, cents / power),
    oddToEvenDecibels: Math.max(-60, Math.min(60, decibels)),
  };
}

/** How many frames mostly last. */
function steadyFrames(frames: PeakFrames): number {
  let steady = 0;
  for (let i = 0; i < frames.count; i++) if (steadiness(frames, i) > steadyShare) steady++;
  return steady;
}

/** Share of the frame's magnitude that sounds .22 s before or after too, in a peak within 10 cents. */
function steadiness(frames: PeakFrames, i: number): number {
  const { capacity, sizes, frequencies, magnitudes } = frames;
  let [total, held] = [0, 0];
  for (let p = i * capacity; p < i * capacity + sizes[i]!; p++) {
    if (!isInBand(frequencies[p]!)) continue;
    const near = Math.max(
      strongestNear(frames, i - steadyDistance, frequencies[p]!),
      strongestNear(frames, i + steadyDistance, frequencies[p]!),
    );
    total += magnitudes[p]!;
    held += Math.min(magnitudes[p]!, near);
  }
  return held / total;
}

/** Magnitude of the strongest peak of a frame within 10 cents; 0 where there is none, or no such frame. */
function strongestNear({ count, capacity, sizes, frequencies, magnitudes }: PeakFrames, i: number, hertz: number) {
  if (i < 0 || i >= count) return 0;
  let [low, high] = [i * capacity, i * capacity + sizes[i]!];
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frequencies[middle]! < hertz / steadyTolerance) low = middle + 1;
    else high = middle;
  }
  let strongest = 0;
  for (; low < end && frequencies[low]! <= hertz * steadyTolerance; low++)
    strongest = Math.max(strongest, magnitudes[low]!);
  return strongest;
}
