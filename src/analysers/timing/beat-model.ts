/** Frames around a frame whose strengths tell where in the beat it lies. */
export const strengthOffsets = [-12, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8, 12] as const;
/** Beats around a beat whose accents tell whether it is a downbeat. */
export const accentOffsets = [-1, 0, 1] as const;

/**
 * What listening to annotated music taught: linear weights, the bias last where there is one.
 * `beat`, `half`, `subdivision`: a row for each of `strengthOffsets`, a column for each strength; of ln p(strengths | there) -
 * ln p(strengths | elsewhere). `level`: of a pulse's score, octaves above 110 BPM, their square, evidence, alternation.
 * `downbeat`: a row for each of `accentOffsets`, a column for each accent; of the log odds against the other beats.
 */
export type BeatModel = {
  readonly beat: ArrayLike<number>;
  readonly half: ArrayLike<number>;
  readonly subdivision: ArrayLike<number>;
  readonly level: ArrayLike<number>;
  readonly downbeat: ArrayLike<number>;
};
