import type { Drum } from '../grooves/groove.js';

export type Voice = 'bass' | 'keys' | 'mallet' | 'string';
/** What is written: beats from the section's start, a drum or a voice with a MIDI pitch, velocity from 0 to 1. */
export type Note = {
  readonly beat: number;
  readonly beats: number;
  readonly sound: Drum | Voice;
  readonly pitch: number;
  readonly velocity: number;
};
export type Section = { readonly beats: number; readonly notes: readonly Note[] };

export type SectionPlan = {
  readonly bars: number;
  /** Bars after which chords, bass and melody come again: 2, 4 ... or all bars for what never does. */
  readonly period: number;
  /** MIDI pitch of the tonic, from 48. */
  readonly tonic: number;
  readonly voices: readonly Voice[];
  /** Share of the sixteenths that have a hat; 0 leaves the drums out. */
  readonly drumming: number;
};

const scale = [0, 2, 4, 5, 7, 9, 11];
const beatsPerBar = 4;
const stepsPerBar = 16;

/** A section of four beats a bar: drums in a pattern of one bar, chords, a bass on their roots and a melody. */
export function composeSection(plan: SectionPlan, random: () => number): Section {
  const notes: Note[] = [];
  const whole = (below: number) => Math.floor(random() * below);
  const pitchOf = (degree: number) => plan.tonic + scale[((degree % 7) + 7) % 7]! + 12 * Math.floor(degree / 7);
  const drums = composeDrums(plan.drumming, random);
  const bassSteps = [0, ...Array.from({ length: 3 }, () => 2 * (1 + whole(7)))];
  const chordSteps = [0, 4 + 2 * whole(3), 10 + whole(3)];
  let degree = whole(7);
  const bars = Array.from({ length: plan.period }, () => {
    degree = (degree + [2, 3, 4, 5][whole(4)]!) % 7;
    let line = degree + 7;
    const melody = Array.from({ length: 8 }, () => {
      line += whole(5) - 2;
      return random() < 0.6 ? line : undefined;
    });
    return { degree, melody };
  });
  for (let bar = 0; bar < plan.bars; bar++) {
    const { degree: root, melody } = bars[bar % plan.period]!;
    const add = (step: number, beats: number, sound: Drum | Voice, pitch: number, velocity: number) =>
      notes.push({ beat: beatsPerBar * bar + step / 4, beats, sound, pitch, velocity });
    for (const { step, drum, velocity } of drums) add(step, 0.5, drum, 0, velocity);
    for (const voice of plan.voices)
      if (voice === 'bass') for (const step of bassSteps) add(step, 0.45, voice, pitchOf(root) - 12, 0.8);
      else if (voice === 'keys')
        for (const step of chordSteps)
          for (const third of [0, 2, 4]) add(step, 0.9, voice, pitchOf(root + third) + 12, 0.6);
      else
        melody.forEach((note, eighth) => {
          if (note !== undefined) add(2 * eighth, 0.45, voice, pitchOf(note) + 12, 0.7);
        });
  }
  return { beats: beatsPerBar * plan.bars, notes };
}

function composeDrums(density: number, random: () => number) {
  const strokes: { step: number; drum: Drum; velocity: number }[] = [];
  if (density === 0) return strokes;
  for (let step = 0; step < stepsPerBar; step++) {
    if (step % 8 === 4) strokes.push({ step, drum: 'snare', velocity: 0.85 });
    if (step === 0 || (step % 2 === 0 && step % 8 !== 4 && random() < 0.25))
      strokes.push({ step, drum: 'kick', velocity: 0.9 });
    if (random() < density) strokes.push({ step, drum: random() < 0.1 ? 'openHat' : 'closedHat', velocity: 0.5 });
  }
  return strokes;
}

/** Sections one after the other. */
export function joined(sections: readonly Section[]): Section {
  let beats = 0;
  const notes = sections.flatMap((section) => {
    const from = beats;
    beats += section.beats;
    return section.notes.map((note) => ({ ...note, beat: from + note.beat }));
  });
  return { beats, notes };
}
