/** The middle excerpts of recordings, in the order of the recordings' paths. */
export type Headlines = {
  /** Where each lies in the table `excerpts`. */
  readonly places: Float64Array;
  /** Of each, in `names`; -1 where its recording has nothing in the column. */
  readonly groups: Int32Array;
  /** What stands in the column, in order of first appearance; one name where nothing is grouped. */
  readonly names: readonly string[];
  /** Analyser id -> version, of what gave the numbers. */
  readonly versions: Readonly<Record<string, number>>;
};
