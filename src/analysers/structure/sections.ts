import { defineAnalyser } from '../../analysis/define-analyser.js';
import { median } from '../../dsp/statistics.js';
import { barsBetween } from './bars-between.js';
import { copyLikeness, likenessAlong } from './likeness-along.js';
import { segmentTrack } from './segment-track.js';
import type { SelfSimilarity } from './self-similarity.js';
import { trackFrames } from './track-frames.js';

/** A shorter recording has no sections to speak of. */
export const leastTrackSeconds = 60;
/** Frames of half a second, up to 8 minutes; of whole multiples beyond. */
const mostFrames = 1000;
/** What is nearer in time does not count as coming back. */
const apartSeconds = 8;
/** Bars that sections are built of where they are built on bars. */
const squareBars = [4, 8, 16];
const recurrenceCitation = 'Serrà, Müller, Grosche & Arcos 2014';

/** The parts of a recording: where they begin, which are alike, and whether they are counted in bars. */
export const sections = defineAnalyser({
  kind: 'window',
  id: 'structure.sections',
  aspect: 'structure',
  version: 3,
  about:
    'Sections by what contrasts and what comes back, their lengths in seconds and bars, and how much of the recording is repeated.',
  references: [
    'Serrà, Müller, Grosche & Arcos 2014, Unsupervised music structure annotation by time series structure features',
    'Foote 1999, Visualizing music and audio using self-similarity',
    'Foote 2000, Automatic audio segmentation using a measure of audio novelty, ICME',
    'Paulus, Müller & Klapuri 2010, Audio-based music structure analysis',
  ],
  parameters: {},
  scopes: ['track'],
  inputs: {
    texture: { events: 'structure.texture-frames/power' },
    chroma: { series: 'timing.harmony/chroma' },
    beats: { events: 'timing.beats/beats' },
  },
  outputs: {
    sections: {
      shape: 'events',
      unit: '',
      about: 'where sections begin; the row numbers what is alike: 1 for the first and all that repeat it',
      undefinedMeans: 'nothing sounds',
    },
    count: { shape: 'value', unit: '', about: 'sections' },
    length: { shape: 'value', unit: 's', about: 'median length of the sections' },
    barLock: { shape: 'value', unit: '', about: `share of sections of ${squareBars.join(', ')} bars` },
    repeated: { shape: 'value', unit: '', about: 'share of the recording that comes elsewhere too' },
  },
  features: [
    {
      of: 'count',
      statistic: 'value',
      title: 'Sections',
      lower: 'one part',
      higher: 'many parts',
      unit: '',
      range: [0, 5000],
      transform: 'log',
      minimumSeconds: leastTrackSeconds,
      formula:
        '1 + peaks of sum_lag |mean_{10 s after} S[t][t + lag] - mean_{10 s before} S[t][t + lag]|^2 above 0.4 of the highest, S likeness of tone and chroma over 4 s; and of the checkerboard novelty of 16 s above 0.25 of the median distance',
      citation: recurrenceCitation,
      // It grows with the recording's length.
      scored: false,
    },
    {
      of: 'length',
      statistic: 'value',
      title: 'Length of a section',
      lower: 'short sections',
      higher: 'long sections',
      unit: 's',
      range: [0, 100000],
      transform: 'log',
      minimumSeconds: leastTrackSeconds,
      formula: 'median of the times between neighbouring boundaries',
      citation: recurrenceCitation,
      scored: true,
    },
    {
      of: 'barLock',
      statistic: 'value',
      title: 'Sections of 4, 8 or 16 bars',
      lower: 'free lengths',
      higher: 'square lengths',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: leastTrackSeconds,
      formula: 'share of sections whose ends, each at its nearest downbeat, lie 4, 8 or 16 bars apart',
      citation: 'own definition',
      scored: true,
    },
    {
      of: 'repeated',
      statistic: 'value',
      title: 'Share that is repeated',
      lower: 'never the same twice',
      higher: 'all of it comes back',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: leastTrackSeconds,
      formula: `share of half seconds whose 4 s are like some others at least ${apartSeconds} s away: max S >= ${copyLikeness}`,
      citation: 'after Foote 1999; Paulus, Müller & Klapuri 2010',
      scored: true,
    },
  ],
  analyse({ texture, chroma, beats }, _parameters, out, { seconds }) {
    const frames = trackFrames(texture, chroma, mostFrames);
    if (frames === undefined) {
      const reason = texture.seconds.length === 0 ? 'shorter than half a second' : 'digital silence';
      for (const sink of [out.count, out.length, out.barLock, out.repeated]) sink.missing(reason);
      return;
    }
    const { similarity, bounds } = segmentTrack(frames);
    const edges = bounds.map((frame) => frames.startSeconds + frame * frames.hopSeconds);
    edges[0] = 0;
    edges[edges.length - 1] = seconds;
    sectionNumbers(similarity, bounds).forEach((number, i) => out.sections.at(edges[i]!, number));
    const count = bounds.length - 1;
    out.count.set(count);
    out.length.set(median(edges.slice(1).map((end, i) => end - edges[i]!)));
    out.repeated.set(repeatedShare(similarity, apartSeconds / frames.hopSeconds));
    const bars = barsBetween(edges, beats);
    if (bars === undefined) out.barLock.missing('no steady pulse');
    else out.barLock.set(bars.filter((length) => squareBars.includes(length)).length / count);
  },
});

/** 1 for the first section and those like it, 2 for the next that is like none before, and so on. */
function sectionNumbers(similarity: SelfSimilarity, bounds: readonly number[]): number[] {
  const numbers: number[] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const length = bounds[i + 1]! - bounds[i]!;
    const alike = numbers.findIndex((_, earlier) => {
      const other = bounds[earlier + 1]! - bounds[earlier]!;
      const shorter = Math.min(length, other);
      return (
        2 * shorter > Math.max(length, other) &&
        likenessAlong(similarity, bounds[i]!, bounds[earlier]!, shorter) >= copyLikeness
      );
    });
    numbers.push(alike < 0 ? Math.max(0, ...numbers) + 1 : numbers[alike]!);
  }
  return numbers;
}

function repeatedShare({ count, values }: SelfSimilarity, apart: number): number {
  let repeated = 0;
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++)
      if (Math.abs(i - j) >= apart && values[i * count + j]! >= copyLikeness) {
        repeated++;
        break;
      }
  return repeated / count;
}
