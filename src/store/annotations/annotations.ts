/** A stretch that has one name. */
export type Span = { readonly seconds: number; readonly duration: number; readonly name: string };

/** A curve: one number every so often, NaN where there is none. */
export type Curve = { readonly firstSeconds: number; readonly hopSeconds: number; readonly values: ArrayLike<number> };

export type Beat = {
  readonly seconds: number;
  /** From 1; 0 before the first downbeat; undefined where no bars are heard. */
  readonly bar: number | undefined;
  /** In the bar, from 1; undefined where no bars are heard. */
  readonly position: number | undefined;
};

/** What other programs can show beside a recording: when things happen in it, heard over its whole length. */
export type Annotations = {
  /** The file's name without its folders; tags where it has them. */
  readonly file: { readonly name: string; readonly title?: string; readonly artist?: string; readonly album?: string };
  readonly seconds: number;
  readonly beats: readonly Beat[];
  readonly beatsInBar: number | undefined;
  readonly tempo: { readonly bpm: number; readonly certainty: number } | undefined;
  /** At the middle of each span of four beats. */
  readonly tempoCurve: readonly { readonly seconds: number; readonly bpm: number }[];
  readonly onsets: readonly { readonly seconds: number; readonly strength: number }[];
  /** Such as 'C#:minor'. */
  readonly keys: readonly Span[];
  /** Such as 'C#:min7', or 'N' for none (Harte et al. 2005). */
  readonly chords: readonly Span[];
  /** A, B …: what is alike has one letter. */
  readonly sections: readonly Span[];
  /** Hertz; undefined where no line stands alone. */
  readonly pitch: Curve;
  /** LUFS, of 3 s. */
  readonly loudness: Curve;
  /** What heard them: by the name of an annotation, an analyser's id with its version. */
  readonly heardBy: Readonly<Record<AnnotationKind, string>>;
};

export type AnnotationKind =
  | 'beats'
  | 'tempo'
  | 'tempoCurve'
  | 'onsets'
  | 'keys'
  | 'chords'
  | 'sections'
  | 'pitch'
  | 'loudness';

/** The defined points of a curve. */
export function pointsOf({ firstSeconds, hopSeconds, values }: Curve): { seconds: number; value: number }[] {
  return Array.from(values, (value, i) => ({ seconds: firstSeconds + i * hopSeconds, value })).filter(
    ({ value }) => !Number.isNaN(value),
  );
}

/** '3.1' on the first beat of the third bar; '' where no bars are heard. */
export function beatName({ bar, position }: Beat): string {
  return bar === undefined ? '' : `${bar}.${position}`;
}

/** Seconds to a microsecond, which is more than is heard and less than a double has. */
export function microseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
