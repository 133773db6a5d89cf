import { analysersFor } from '../../src/analysers/analysers-for.js';
import { type Aspect, aspects } from '../../src/analysis/analyser.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { mean } from '../../src/dsp/statistics.js';
import type { FeatureRow } from '../../src/features/row.js';
import { windowSeconds } from '../../src/frames/front-end.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { openFile } from '../../src/sources/file.js';
import { readMusicTracks } from '../annotations.js';
import { collect } from '../changes.js';
import { featureShifts } from '../grooves/aspect-shifts.js';
import { kept } from '../kept.js';
import { limitPeaks } from '../manipulations/limit-peaks.js';
import { scaleSides } from '../manipulations/scale-sides.js';
import { tiltSpectrum } from '../manipulations/tilt-spectrum.js';
import { bootstrap, type Interval } from '../metrics/bootstrap.js';
import { rankCorrelation } from '../metrics/correlation.js';
import type { Sound } from '../sound.js';
import { cell, intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const excerpts = 40;
const bound = 0.3;
const mostNamed = 6;

type Manipulation = {
  readonly name: string;
  readonly apply: (sound: Sound, amount: number) => Sound;
  readonly amounts: readonly number[];
  /** The amount that changes nothing. */
  readonly neutral: number;
  /** Of these the other aspects are heard too. */
  readonly ends: readonly number[];
  readonly aspect: Aspect;
  /** What shall follow the amount, and whether upwards. */
  readonly follows: readonly (readonly [id: string, direction: 1 | -1])[];
};

const manipulations: readonly Manipulation[] = [
  {
    name: 'tilt',
    apply: tiltSpectrum,
    amounts: [-6, -3, 0, 3, 6],
    neutral: 0,
    ends: [-6, 6],
    aspect: 'timbre',
    follows: [
      ['timbre.third-octave/tilt.value', 1],
      ['timbre.spectral-shape/centroid.median', 1],
    ],
  },
  {
    name: 'width',
    apply: scaleSides,
    amounts: [0, 0.5, 1, 1.5, 2],
    neutral: 1,
    ends: [0, 2],
    aspect: 'timbre',
    follows: [1, 2, 3, 4].map((band) => [`timbre.stereo/width.${band}.value`, 1] as const),
  },
  {
    name: 'limiter',
    apply: limitPeaks,
    amounts: [0, 3, 6, 9, 12],
    neutral: 0,
    ends: [6, 12],
    aspect: 'dynamics',
    follows: [
      ['dynamics.crest/peakToLoudness.value', -1],
      ['dynamics.crest/peakToShortTerm.value', -1],
    ],
  },
];

type Ladder = {
  /** Spearman's rho with the amount, in the direction it shall follow, of each followed feature. */
  readonly correlations: readonly number[];
  /** The rows of all analysers at each end. */
  readonly ends: readonly FeatureRow[];
};
type Heard = { readonly original: FeatureRow; readonly ladders: readonly (Ladder | undefined)[] };

/**
 * Excerpts with their spectrum tilted, their sides scaled and their peaks limited: what follows, and what moves that should
 * not. An excerpt takes 8 s of a processor; what was heard of it is kept, so that a run goes on where one was stopped.
 */
export const manipulation: Task = async (folder, { print, note }) => {
  const heard: Heard[] = [];
  const chosen = drawn(readMusicTracks(folder));
  for (const [i, { audioPath }] of chosen.entries()) {
    const hearIt = async () => {
      const whole = await collect(await openFile(audioPath));
      return hearLadders(whole.map((channel) => channel.subarray(0, windowSeconds * 44100)));
    };
    heard.push(await kept(audioPath, JSON.stringify(manipulations), hearIt));
    if ((i + 1) % 10 === 0) note(`${i + 1} of ${chosen.length} excerpts`);
  }
  const intervals: Record<string, Interval> = {};
  const counts: Record<string, number> = {};
  for (const [m, kind] of manipulations.entries()) {
    const pairs = heard.flatMap(({ original, ladders }) =>
      ladders[m] === undefined ? [] : [{ original, ...ladders[m] }],
    );
    print(
      `\n${kind.name} at ${kind.amounts.join(', ')}, ${pairs.length} excerpts: Spearman's rho of what shall follow`,
    );
    const rows = kind.follows.map(([id], f) => {
      const correlations = pairs.map(({ correlations }) => correlations[f]!).filter((rho) => !Number.isNaN(rho));
      const interval = bootstrap(correlations, mean);
      intervals[`${kind.name}${f + 1}Rho`] = interval;
      return [id, String(correlations.length), intervalCell(interval), cell(Math.min(...correlations))];
    });
    print(table(['feature', 'n', 'mean', 'least'], rows));
    for (const [e, amount] of kind.ends.entries()) {
      const shifts = featureShifts(
        pairs.map(({ original, ends }) => [original, ends[e]!]),
        embeddedProfiles,
      );
      const others = shifts.filter(({ aspect }) => aspect !== kind.aspect).sort((a, b) => b.shift - a.shift);
      const beyond = others.filter(({ shift }) => shift > bound);
      counts[`${kind.name}${amount}Others`] = others.length;
      counts[`${kind.name}${amount}Beyond`] = beyond.length;
      const named = others.slice(0, Math.max(mostNamed, beyond.length));
      print(
        `\n${kind.name} ${amount}: ${beyond.length} of ${others.length} features of other aspects move by more than ${bound} robust SD (median of excerpts)`,
      );
      print(
        table(
          ['feature', 'aspect', 'SD'],
          named.map(({ id, aspect, shift }) => [id, aspect, cell(shift, 2)]),
        ),
      );
      print(
        aspects
          .map((aspect) => {
            const own = shifts.filter((one) => one.aspect === aspect);
            return `${aspect} ${own.filter(({ shift }) => shift <= bound).length} of ${own.length}`;
          })
          .join(', '),
      );
    }
  }
  return { n: heard.length, ...withBounds(intervals), ...counts };
};

/** Forty of the folder's, drawn by a seed. */
function drawn<T>(tracks: readonly T[]): readonly T[] {
  const next = seededRandom(1);
  return tracks
    .map((track) => ({ track, place: next() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, excerpts)
    .map(({ track }) => track);
}

async function hearLadders(sound: Sound): Promise<Heard> {
  const original = await rowOf(sound);
  const ladders: (Ladder | undefined)[] = [];
  for (const { name, apply, amounts, neutral, ends, follows } of manipulations) {
    // what is mono has no sides to scale
    if (name === 'width' && original.values['timbre.stereo/correlation.value'] === undefined) {
      ladders.push(undefined);
      continue;
    }
    const rows = new Map<number, FeatureRow>();
    const followed = follows.map(([id]) => id.slice(0, id.indexOf('.', id.indexOf('/'))));
    for (const amount of amounts)
      rows.set(
        amount,
        amount === neutral ? original : await rowOf(apply(sound, amount), ends.includes(amount) ? undefined : followed),
      );
    const correlations = follows.map(([id, direction]) => {
      const defined = amounts.filter((amount) => rows.get(amount)!.values[id] !== undefined);
      return rankCorrelation(
        defined,
        defined.map((amount) => direction * rows.get(amount)!.values[id]!),
      );
    });
    ladders.push({ correlations, ends: ends.map((amount) => rows.get(amount)!) });
  }
  return { original, ladders };
}

/** The features of an excerpt: by the analysers of the named outputs, or by all. */
async function rowOf(sound: Sound, outputs?: readonly string[]): Promise<FeatureRow> {
  const only = outputs === undefined ? {} : { analysers: analysersFor(outputs) };
  const { excerpts: rows } = await analyseTrack(openPcm(sound, { sampleRate: 44100 }), only);
  return rows[0]!;
}
