import { normalRandom } from '../../src/dsp/normal-random.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { mean } from '../../src/dsp/statistics.js';
import { type Drum, deviationFromClick, type Groove, type Stroke } from './groove.js';

const togetherSeconds = 0.03;

/** Every stroke moved towards the nearest step of the click by a share of its distance: 0 as played, 1 on the grid. */
export function quantised(groove: Groove, share: number, stepsPerBeat = 4): Groove {
  return moved(groove, (seconds) => seconds - share * deviationFromClick(groove, seconds, stepsPerBeat));
}

/** The same on the grid, but what begins within 30 ms is moved together: timing alone changes, and not what coincides. */
export function quantisedTogether(groove: Groove, stepsPerBeat: number): Groove {
  const chords: Stroke[][] = [];
  for (const stroke of groove.strokes) {
    const chord = chords.at(-1);
    if (chord !== undefined && stroke.seconds - chord[0]!.seconds < togetherSeconds) chord.push(stroke);
    else chords.push([stroke]);
  }
  const strokes = chords.flatMap((chord) => {
    const late = deviationFromClick(groove, mean(chord.map(({ seconds }) => seconds)), stepsPerBeat);
    return chord.map((stroke) => ({ ...stroke, seconds: stroke.seconds - late }));
  });
  return { ...groove, strokes: inOrder(strokes) };
}

/** The tempo rises evenly from the first beat on: a beat k of length 60 / bpm comes where the integral of the tempo is k. */
export function ramped(groove: Groove, percentPerMinute: number): Groove {
  const rate = percentPerMinute / 100 / 60;
  // steady time u passes as u = t + rate t^2 / 2 on the ramp
  return moved(groove, (seconds) => {
    const steady = seconds - groove.startSeconds;
    return groove.startSeconds + (2 * steady) / (1 + Math.sqrt(Math.max(0, 1 + 2 * rate * steady)));
  });
}

/** Only what begins in the first `seconds`. */
export function openingOf(groove: Groove, seconds: number): Groove {
  return { ...groove, strokes: groove.strokes.filter((stroke) => stroke.seconds < seconds) };
}

/** Ride or hat in swung quavers over kick and snare; the second quaver comes after `share` of the beat. */
export function swingPattern(bpm: number, share: number, seconds: number, looseMs: number, seed: number): Groove {
  const normal = normalRandom(seededRandom(seed));
  const beat = 60 / bpm;
  const startSeconds = 0.25;
  const strokes: Stroke[] = [];
  const strike = (drum: Drum, beats: number, velocity: number) => {
    strokes.push({ drum, seconds: startSeconds + beats * beat + (looseMs / 1000) * normal(), velocity });
  };
  for (let k = 0; startSeconds + (k + 1) * beat < seconds; k++) {
    strike('closedHat', k, 0.7);
    strike('closedHat', k + share, 0.5);
    if (k % 4 === 0) strike('kick', k, 0.9);
    if (k % 4 === 2 && k % 8 === 6) strike('kick', k + share, 0.7);
    if (k % 2 === 1) strike('snare', k, 0.85);
  }
  return {
    name: `swing ${bpm} ${share}`,
    drummer: 'machine',
    style: 'swing',
    bpm,
    startSeconds,
    strokes: inOrder(strokes),
  };
}

function moved(groove: Groove, place: (seconds: number) => number): Groove {
  return {
    ...groove,
    strokes: inOrder(groove.strokes.map((stroke) => ({ ...stroke, seconds: place(stroke.seconds) }))),
  };
}

function inOrder(strokes: readonly Stroke[]): Stroke[] {
  return strokes.toSorted((a, b) => a.seconds - b.seconds);
}
