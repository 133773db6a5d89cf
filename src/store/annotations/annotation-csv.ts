import { type AnnotationKind, type Annotations, beatName, microseconds, pointsOf, type Span } from './annotations.js';

const header = ['file', 'annotation', 'analyser', 'time', 'duration', 'value', 'label'];
type Cell = string | number | undefined;

/** One row for whatever was heard, as sonic-annotator writes it, with a header: seconds, a number, a name. */
export function annotationCsv(annotations: Annotations): string {
  const rows = (kind: AnnotationKind, found: readonly (readonly [time: number, duration: number, Cell, Cell])[]) =>
    found.map(([time, duration, value, label]) => [
      annotations.file.name,
      kind,
      annotations.heardBy[kind],
      microseconds(time),
      microseconds(duration),
      value,
      label,
    ]);
  const spans = (kind: AnnotationKind, found: readonly Span[]) =>
    rows(
      kind,
      found.map(({ seconds, duration, name }) => [seconds, duration, undefined, name]),
    );
  const curve = (kind: 'pitch' | 'loudness') =>
    rows(
      kind,
      pointsOf(annotations[kind]).map(({ seconds, value }) => [
        seconds,
        annotations[kind].hopSeconds,
        value,
        undefined,
      ]),
    );
  const { tempo, seconds: whole } = annotations;
  const lines: readonly (readonly Cell[])[] = [
    header,
    ...rows(
      'beats',
      annotations.beats.map((beat) => [beat.seconds, 0, beat.position, beatName(beat)]),
    ),
    ...rows('tempo', tempo === undefined ? [] : [[0, whole, tempo.bpm, 'BPM']]),
    ...rows(
      'tempoCurve',
      annotations.tempoCurve.map(({ seconds, bpm }) => [seconds, 0, bpm, 'BPM']),
    ),
    ...rows(
      'onsets',
      annotations.onsets.map(({ seconds, strength }) => [seconds, 0, strength, undefined]),
    ),
    ...spans('keys', annotations.keys),
    ...spans('chords', annotations.chords),
    ...spans('sections', annotations.sections),
    ...curve('pitch'),
    ...curve('loudness'),
  ];
  return lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

/** As RFC 4180 has it: quoted where it must be. */
export function csvCell(value: Cell): string {
  const text = String(value ?? '');
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
