import { chordKinds, noChord } from './chord-kinds.js';
import { chordLikelihood } from './chord-likelihood.js';

const chords = noChord + 1;
/** Chord changes are first taken to come on every other beat, then as often as they were found, until they are found so again. */
const firstStay = 0.5;
const mostRounds = 5;
/** Of a change, how likely it leads to each chord. */
const usual = Float64Array.from({ length: chords }, (_, chord) =>
  chord === noChord ? 1 : chordKinds[Math.floor(chord / 12)]!.usual,
);
const usualLogs = usual.map((weight) => Math.log(weight / usual.reduce((sum, one) => sum + one, 0)));

/**
 * The likeliest chord of each beat (Viterbi 1967), of chroma with 12 numbers a beat: a chord stays with a probability that
 * is estimated from the path itself (Viterbi training), or gives way to another, the usual kinds
 * first.
 */
export function trackChords(treble: Float64Array, bass: Float64Array): Uint8Array {
  const beats = treble.length / 12;
  const logs = new Float64Array(beats * chords);
  for (let beat = 0; beat < beats; beat++)
    chordLikelihood(treble, bass, 12 * beat, logs.subarray(beat * chords, (beat + 1) * chords));
  let stay = firstStay;
  let path = likeliestPath(logs, beats, stay);
  for (let round = 1; round < mostRounds; round++) {
    let stays = 1;
    for (let beat = 1; beat < beats; beat++) if (path[beat] === path[beat - 1]) stays++;
    // one more of each than were found, so that neither is impossible
    const found = stays / (beats + 1);
    if (Math.abs(found - stay) < 0.01) break;
    stay = found;
    path = likeliestPath(logs, beats, stay);
  }
  return path;
}

function likeliestPath(logs: Float64Array, beats: number, stay: number): Uint8Array {
  const stayLog = Math.log(stay);
  const changeLogs = usualLogs.map((log) => log + Math.log(1 - stay));
  const from = new Uint8Array(beats * chords);
  let scores = logs.slice(0, chords).map((log, chord) => log + usualLogs[chord]!);
  let next = new Float64Array(chords);
  for (let beat = 1; beat < beats; beat++) {
    let best = 0;
    for (let chord = 1; chord < chords; chord++) if (scores[chord]! > scores[best]!) best = chord;
    for (let chord = 0; chord < chords; chord++) {
      const stayed = scores[chord]! + stayLog;
      const changed = scores[best]! + changeLogs[chord]!;
      from[beat * chords + chord] = stayed >= changed ? chord : best;
      next[chord] = Math.max(stayed, changed) + logs[beat * chords + chord]!;
    }
    [scores, next] = [next, scores];
  }
  const path = new Uint8Array(beats);
  if (beats === 0) return path;
  path[beats - 1] = scores.indexOf(Math.max(...scores));
  for (let beat = beats - 1; beat > 0; beat--) path[beat - 1] = from[beat * chords + path[beat]!]!;
  return path;
}
