/** One excerpt's numbers by feature id. Every feature of the analysers that ran is in `values` or, with the reason, in `missing`. */
export type FeatureRow = {
  readonly values: Readonly<Record<string, number>>;
  readonly missing: Readonly<Record<string, string>>;
};
