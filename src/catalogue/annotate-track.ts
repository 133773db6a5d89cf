import { basename } from 'node:path';
import { analysersFor } from '../analysers/analysers-for.js';
import { chordKinds } from '../analysers/pitch/chord-kinds.js';
import { keyName } from '../analysers/pitch/score-keys.js';
import type { WindowOutput } from '../analysis/stores.js';
import { SwerveError } from '../errors.js';
import type { AnnotationKind, Annotations, Beat, Curve, Span } from '../store/annotations/annotations.js';
import { analyseTrack } from './analyse-track.js';

/** What each annotation is read from. */
const outputs: Readonly<Record<AnnotationKind, string>> = {
  beats: 'timing.beats/beats',
  tempo: 'timing.tempo/tempo',
  tempoCurve: 'timing.tempo/curve',
  onsets: 'timing.onsets/onsets',
  keys: 'pitch.key/keys',
  chords: 'pitch.chords/chords',
  sections: 'structure.sections/sections',
  pitch: 'pitch.f0/f0',
  loudness: 'dynamics.loudness/shortTerm',
};
const metre = 'timing.beats/metre';
const certainty = 'timing.tempo/certainty';

/** Listens to a recording as a whole, its length being one window. Errors: those of `analyseTrack`, 'empty-audio'. */
export async function annotateTrack(
  path: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Annotations> {
  const heard = new Map<string, WindowOutput>();
  const analysers = analysersFor([...Object.values(outputs), metre, certainty]);
  const { tags, seconds } = await analyseTrack(path, {
    ...options,
    analysers,
    extent: 'whole',
    onWindow(window) {
      for (const [name, output] of window.outputs) if (!heard.has(name)) heard.set(name, output);
    },
  });
  if (seconds === 0)
    throw new SwerveError('empty-audio', 'There is no sound in it.', path, 'Choose a recording with sound in it.');
  const versions = new Map<string, number>(analysers.map(({ id, version }) => [id, version]));
  const beatsInBar = valueOf(heard.get(metre));
  const bpm = valueOf(heard.get(outputs.tempo));
  const { title, artist, album } = tags;
  return {
    file: {
      name: basename(path),
      ...(title === undefined ? {} : { title }),
      ...(artist === undefined ? {} : { artist }),
      ...(album === undefined ? {} : { album }),
    },
    seconds,
    beats: beatsOf(eventsOf(heard.get(outputs.beats)), beatsInBar),
    beatsInBar,
    tempo: bpm === undefined ? undefined : { bpm, certainty: valueOf(heard.get(certainty)) ?? 0 },
    tempoCurve: eventsOf(heard.get(outputs.tempoCurve)).map((event) => ({
      seconds: event.seconds,
      bpm: event.row[0]!,
    })),
    onsets: eventsOf(heard.get(outputs.onsets)).map((event) => ({ seconds: event.seconds, strength: event.row[0]! })),
    keys: spansOf(eventsOf(heard.get(outputs.keys)), seconds, ([tonic, minor]) =>
      keyName(tonic! + 12 * minor!).replace(' ', ':'),
    ),
    chords: spansOf(eventsOf(heard.get(outputs.chords)), seconds, ([root, kind]) =>
      Number.isNaN(root) ? 'N' : `${keyName(root!).split(' ')[0]!}:${harteKinds[chordKinds[kind!]!.suffix]!}`,
    ),
    sections: spansOf(eventsOf(heard.get(outputs.sections)), seconds, ([alike]) => letters(alike!)),
    pitch: curveOf(heard.get(outputs.pitch)),
    loudness: curveOf(heard.get(outputs.loudness)),
    heardBy: Object.fromEntries(
      Object.entries(outputs).map(([kind, output]) => {
        const [id = ''] = output.split('/');
        return [kind, `${id} ${versions.get(id)}`];
      }),
    ) as Annotations['heardBy'],
  };
}

/** Our chords in the words of Harte et al. (2005). */
const harteKinds: Readonly<Record<string, string>> = {
  '': 'maj',
  m: 'min',
  7: '7',
  maj7: 'maj7',
  m7: 'min7',
  sus4: 'sus4',
  sus2: 'sus2',
  dim: 'dim',
  m7b5: 'hdim7',
  aug: 'aug',
};

type Event = { readonly seconds: number; readonly row: readonly number[] };

function eventsOf(output: WindowOutput | undefined): readonly Event[] {
  if (output?.shape !== 'events') return [];
  const { seconds, size, rows } = output;
  return Array.from(seconds, (time, i) => ({ seconds: time, row: [...rows.subarray(i * size, (i + 1) * size)] }));
}

function valueOf(output: WindowOutput | undefined): number | undefined {
  const value = output?.shape === 'value' ? output.row[0]! : NaN;
  return Number.isNaN(value) ? undefined : value;
}

function curveOf(output: WindowOutput | undefined): Curve {
  if (output?.shape !== 'series') return { firstSeconds: 0, hopSeconds: 1, values: [] };
  const { firstSeconds, hopSeconds, rows } = output;
  return { firstSeconds, hopSeconds, values: rows };
}

function beatsOf(events: readonly Event[], beatsInBar: number | undefined): Beat[] {
  let bar = 0;
  return events.map(({ seconds, row: [position = NaN] }) => {
    if (beatsInBar === undefined || Number.isNaN(position)) return { seconds, bar: undefined, position: undefined };
    if (position === 1) bar++;
    return { seconds, bar, position };
  });
}

/** Each from where it begins to where the next one does. */
function spansOf(events: readonly Event[], end: number, nameOf: (row: readonly number[]) => string): Span[] {
  return events.map(({ seconds, row }, i) => ({
    seconds,
    duration: Math.max(0, (events[i + 1]?.seconds ?? end) - seconds),
    name: nameOf(row),
  }));
}

/** A to Z, then AA, AB …, from 1. */
function letters(number: number): string {
  const last = String.fromCharCode(65 + ((number - 1) % 26));
  return number <= 26 ? last : letters(Math.floor((number - 1) / 26)) + last;
}
