/** Samples of 1 to 8 channels, all of one length; full scale is 1. The receiver owns the arrays. */
export type PcmBlock = { readonly channels: readonly Float32Array[] };

/** What the file is, as its header says. */
export type AudioFormat = {
  readonly container: string;
  readonly codec: string;
  /** Hertz, of the file itself. */
  readonly sampleRate: number;
  /** Of the file itself, before folding. */
  readonly channelCount: number;
  /** What the header promises; undefined where it promises nothing. */
  readonly declaredSeconds: number | undefined;
};

export type Tags = {
  readonly artist?: string;
  readonly album?: string;
  readonly title?: string;
  readonly year?: number;
};

/** The part of an AbortSignal that is read here; every AbortSignal is one. */
export type Cancellation = { readonly aborted: boolean };
