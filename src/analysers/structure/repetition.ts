import { defineAnalyser } from '../../analysis/define-analyser.js';
import { groupedRows } from '../../dsp/grouped-rows.js';
import { relativeDecibels } from '../../dsp/relative-decibels.js';
import { median } from '../../dsp/statistics.js';

const melBands = 40;
const bandPairs = melBands / 2;
/** Rows of mel bands in a frame of 55.6 ms. */
const melGroup = 2;
const frameSeconds = 2450 / 44100;
const bandRange = 60;
/** Lags looked at: from 1 s to 12 s, or half of a shorter window. */
const shortestLag = 18;
const longestLag = 216;
/** How many of the likeliest lags are put out for others to look at closely. */
export const candidateLags = 4;

/** Whether the music comes back to where it was, whatever its tempo. */
export const repetition = defineAnalyser({
  kind: 'window',
  id: 'structure.repetition',
  aspect: 'structure',
  version: 1,
  about: 'Likeness of the window with itself some seconds later.',
  references: ['Goto 2003 (time-lag)', 'Foote & Uchihashi 2001 (beat spectrum)'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { mel: { series: 'timbre.mel-frames/power' } },
  outputs: {
    strength: { shape: 'value', unit: '', about: 'how much nearer the best lag is than the typical lag: 0 to 1' },
    lags: {
      shape: 'value',
      unit: 's',
      size: candidateLags,
      about: 'lags at which the window is most like itself, best first; NaN where there are fewer',
    },
    difference: {
      shape: 'series',
      unit: 'dB',
      about: 'mean difference of tone from itself this much later; its time is the lag',
      timeBase: { firstSeconds: shortestLag * frameSeconds, hopSeconds: frameSeconds },
      undefinedMeans: 'shorter than 4 s, or silence',
    },
  },
  features: [
    {
      of: 'strength',
      statistic: 'value',
      title: 'Repetition',
      lower: 'never the same twice',
      higher: 'repeats itself',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 10,
      formula:
        '1 - min_lag D / median_lag D, D = mean_t rms difference of 20 mel bands in dB, lags from 1 s to 12 s or half the window',
      citation: 'after the beat spectrum of Foote & Uchihashi 2001',
      scored: true,
    },
    {
      of: 'lags',
      index: 0,
      statistic: 'value',
      title: 'Period of the repetition',
      lower: 'shorter loop',
      higher: 'longer loop',
      unit: 's',
      range: [1, 12.1],
      transform: 'log',
      minimumSeconds: 10,
      formula: 'argmin_lag D',
      citation: 'after the beat spectrum of Foote & Uchihashi 2001',
      scored: false,
    },
  ],
  analyse({ mel }, _parameters, out) {
    const { rows, loudest } = relativeDecibels(mel.rows, bandRange);
    const paired = pairedBands(groupedRows(rows, melBands, melGroup));
    const count = Math.floor(paired.length / bandPairs);
    const profile = lagProfile(paired, count);
    if (profile.length < 2 || !Number.isFinite(loudest)) {
      const reason = Number.isFinite(loudest) ? 'too short to repeat' : 'digital silence';
      out.strength.missing(reason);
      out.lags.missing(reason);
      return;
    }
    for (const value of profile) out.difference.push(value);
    const typical = median(profile);
    const minima = localMinima(profile);
    if (typical > 0) out.strength.set(Math.max(0, 1 - profile[minima[0]!]! / typical));
    else out.strength.missing('nothing ever changes');
    out.lags.set(
      Array.from({ length: candidateLags }, (_, i) =>
        minima[i] === undefined ? NaN : (minima[i]! + shortestLag) * frameSeconds,
      ),
    );
  },
});

/** Means of neighbouring bands. */
function pairedBands(rows: Float64Array): Float64Array {
  return Float64Array.from({ length: rows.length / 2 }, (_, i) => 0.5 * (rows[2 * i]! + rows[2 * i + 1]!));
}

/** Mean over time of the root mean square difference between each frame and the one `lag` later, from `shortestLag` on. */
function lagProfile(frames: Float64Array, count: number): Float64Array {
  const profile = new Float64Array(Math.max(0, Math.min(longestLag, Math.floor(count / 2)) - shortestLag + 1));
  for (let i = 0; i < profile.length; i++) {
    const offset = (i + shortestLag) * bandPairs;
    let total = 0;
    for (let at = 0; at + offset < frames.length; at += bandPairs) {
      let sum = 0;
      for (let b = at; b < at + bandPairs; b++) {
        const difference = frames[b]! - frames[b + offset]!;
        sum += difference * difference;
      }
      total += Math.sqrt(sum / bandPairs);
    }
    profile[i] = total / (count - i - shortestLag);
  }
  return profile;
}

/** Places of the local minima, lowest first; the lowest place of all where there is none. */
function localMinima(profile: Float64Array): number[] {
  const places: number[] = [];
  for (let i = 1; i + 1 < profile.length; i++)
    if (profile[i]! <= profile[i - 1]! && profile[i]! < profile[i + 1]!) places.push(i);
  if (places.length === 0) places.push(profile.indexOf(Math.min(...profile)));
  return places.sort((a, b) => profile[a]! - profile[b]! || a - b);
}
