/** A step of processing that a renderer does for us: the shapes are those of the Web Audio API. */
export type Stage =
  | {
      readonly kind: 'filter';
      readonly shape: 'lowshelf' | 'highshelf' | 'peaking';
      readonly frequencyHz: number;
      readonly decibels: number;
      /** Of 'peaking' only. */
      readonly quality: number;
    }
  | {
      readonly kind: 'compressor';
      readonly thresholdDecibels: number;
      readonly kneeDecibels: number;
      readonly ratio: number;
      readonly attackSeconds: number;
      readonly releaseSeconds: number;
    };

/** Renders samples through the stages in order: as many channels, of the same length. */
export type Renderer = (
  channels: readonly Float32Array[],
  sampleRate: number,
  stages: readonly Stage[],
) => Promise<readonly Float32Array[]>;
