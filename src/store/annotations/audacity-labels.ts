import { type Annotations, beatName } from './annotations.js';

/** A label track of Audacity: start, end and name, a line each in the order of time; what has no length is a point. */
export function audacityLabels({ beats, sections, chords, keys }: Annotations): string {
  const named = (word: string, spans: Annotations['keys']) =>
    spans.map(({ seconds, duration, name }) => [seconds, seconds + duration, `${word} ${name}`] as const);
  return [
    ...named('section', sections),
    ...named('key', keys),
    ...named('chord', chords),
    ...beats.map((beat) => [beat.seconds, beat.seconds, `beat ${beatName(beat)}`.trim()] as const),
  ]
    .sort(([a], [b]) => a - b)
    .map(([start, end, name]) => `${start.toFixed(6)}\t${end.toFixed(6)}\t${name}\n`)
    .join('');
}
