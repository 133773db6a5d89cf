import { chordKinds, noChord } from './chord-kinds.js';

/** Of a note's magnitude, what each partial has of the one before. */
const partialDecay = 0.6;
const partials = 8;
/** What sounds besides the chord: other notes, drums. */
const elsewhere = { treble: 0.3, bass: 0.4 };
/** How many independent notes a beat's chroma counts for; the bass, which has one note at a time, for fewer. */
const notesHeard = { treble: 30, bass: 6 };
/** Of the bass, what the root has where the chord's other notes have one part each. */
const rootInBass = 4;

/** Shares of the twelve pitch classes from the note up that one note's partials give. */
const note = shares(
  Array.from({ length: 12 }, (_, pitchClass) => {
    let sum = 0;
    for (let k = 1; k <= partials; k++)
      if (Math.round(12 * Math.log2(k)) % 12 === pitchClass) sum += partialDecay ** (k - 1);
    return sum;
  }),
);

const trebleLogs = logTemplates(elsewhere.treble, (notes) => {
  const sum = Array.from({ length: 12 }, () => 0);
  for (const step of notes) note.forEach((share, pitchClass) => (sum[(step + pitchClass) % 12]! += share));
  return sum;
});
const bassLogs = logTemplates(elsewhere.bass, (notes) =>
  Array.from({ length: 12 }, (_, pitchClass) => (pitchClass === 0 ? rootInBass : notes.includes(pitchClass) ? 1 : 0)),
);

/**
 * Log likelihood of each chord, `N sum_pc c log t + N_b sum_pc b log t_b`: c and b the chroma of treble and bass
 * (12 numbers each from `at`, sum 1; of no weight where silent), t the shares that a chord's notes with their partials give
 * to the pitch classes. A kind with more notes pays for those that do not sound.
 */
export function chordLikelihood(treble: Float64Array, bass: Float64Array, at: number, logs: Float64Array): void {
  const heard = (chroma: Float64Array, templates: readonly Float64Array[], chord: number) => {
    let sum = 0;
    for (let pitchClass = 0; pitchClass < 12; pitchClass++)
      sum += chroma[at + pitchClass]! * templates[chord]![pitchClass]!;
    return sum;
  };
  for (let chord = 0; chord <= noChord; chord++)
    logs[chord] = notesHeard.treble * heard(treble, trebleLogs, chord) + notesHeard.bass * heard(bass, bassLogs, chord);
}

/** Of every chord, and the even one for none. */
function logTemplates(floor: number, weigh: (notes: readonly number[]) => readonly number[]): readonly Float64Array[] {
  const even = Math.log(1 / 12);
  const templates = chordKinds.flatMap(({ notes }) => {
    const template = shares(weigh(notes));
    return Array.from({ length: 12 }, (_, root) =>
      Float64Array.from({ length: 12 }, (_, pitchClass) =>
        Math.log((1 - floor) * template[(pitchClass - root + 12) % 12]! + floor / 12),
      ),
    );
  });
  return [...templates, new Float64Array(12).fill(even)];
}

function shares(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
