import { version } from '../../version.js';
import { type AnnotationKind, type Annotations, microseconds, pointsOf, type Span } from './annotations.js';

type Observation = {
  readonly time: number;
  readonly duration: number;
  readonly value: unknown;
  readonly confidence: number | null;
};

/** Namespaces whose observations are columns rather than rows. */
const denseNamespaces = new Set(['pitch_contour']);

function densely(observations: readonly Observation[]) {
  return {
    time: observations.map(({ time }) => time),
    duration: observations.map(({ duration }) => duration),
    value: observations.map(({ value }) => value),
    confidence: observations.map(({ confidence }) => confidence),
  };
}

/**
 * JAMS (Humphrey et al. 2014), its container of version 0.3: observations in the namespaces beat_position
 * (beat where no bars are heard), tempo, onset, key_mode, chord and segment_open; pitch_contour, and the loudness as
 * vectors of one number. What was not heard has no annotation.
 */
export function jams(annotations: Annotations): string {
  const { file, seconds, beatsInBar, tempo } = annotations;
  const annotation = (namespace: string, kind: AnnotationKind, observations: readonly Observation[]) =>
    observations.length === 0
      ? []
      : [
          {
            namespace,
            annotation_metadata: {
              version,
              annotator: {},
              annotation_tools: `Swerve ${version}, ${annotations.heardBy[kind]}`,
              annotation_rules: '',
              validation: '',
              data_source: 'program',
              corpus: '',
            },
            data: denseNamespaces.has(namespace) ? densely(observations) : observations,
            sandbox: {},
            time: 0,
            duration: microseconds(seconds),
          },
        ];
  const at = (time: number, value: unknown, confidence: number | null = null): Observation => ({
    time: microseconds(time),
    duration: 0,
    value,
    confidence,
  });
  const over = ({ seconds: time, duration, name }: Span): Observation => ({
    ...at(time, name),
    duration: microseconds(duration),
  });
  const beats =
    beatsInBar === undefined
      ? annotation(
          'beat',
          'beats',
          annotations.beats.map((beat) => at(beat.seconds, null)),
        )
      : annotation(
          'beat_position',
          'beats',
          annotations.beats.map(({ seconds: time, bar, position }) =>
            at(time, { position, measure: bar, num_beats: beatsInBar, beat_units: 4 }),
          ),
        );
  const steady = tempo === undefined ? [] : [{ ...at(0, tempo.bpm, tempo.certainty), duration: microseconds(seconds) }];
  const document = {
    file_metadata: {
      title: file.title ?? '',
      artist: file.artist ?? '',
      release: file.album ?? '',
      duration: microseconds(seconds),
      identifiers: { file: file.name },
      jams_version: '0.3.4',
    },
    annotations: [
      ...beats,
      ...annotation('tempo', 'tempo', steady),
      ...annotation(
        'onset',
        'onsets',
        annotations.onsets.map(({ seconds: time }) => at(time, null)),
      ),
      ...annotation('key_mode', 'keys', annotations.keys.map(over)),
      ...annotation('chord', 'chords', annotations.chords.map(over)),
      ...annotation('segment_open', 'sections', annotations.sections.map(over)),
      ...annotation(
        'pitch_contour',
        'pitch',
        pointsOf(annotations.pitch).map(({ seconds: time, value }) =>
          at(time, { index: 0, frequency: value, voiced: true }),
        ),
      ),
      ...annotation(
        'vector',
        'loudness',
        pointsOf(annotations.loudness).map(({ seconds: time, value }) => at(time, [value])),
      ),
    ],
    sandbox: {},
  };
  return `${JSON.stringify(document)}\n`;
}
