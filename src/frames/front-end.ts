/** What a stream analyser may be fed, as data: equal front ends are computed once and shared. */

/** Hertz. Lower rates are the 44.1 kHz signal halved by a linear-phase half-band filter. */
export type AnalysisRate = 44100 | 22050 | 11025;

/**
 * `all` is every channel of the recording; the others see more than two channels folded to stereo (ITU-R BS.775).
 * `mono` is the mean of left and right. On a mono recording every layout has one channel.
 */
export type Channels = 'mono' | 'left-right' | 'mid-side' | 'all';

type Framing = {
  readonly rate: AnalysisRate;
  readonly channels: Channels;
  /** Samples in a frame. Frame i covers the samples [i * hopSize, i * hopSize + frameSize). */
  readonly frameSize: number;
  /** Samples from frame to frame; must divide a 30 s window exactly (at 44.1 kHz: 225, 441, 490, 882, 2205, 4410 ...). */
  readonly hopSize: number;
};

export type BandScale =
  /** `bands` triangles equally spaced on Slaney's mel scale, or HTK's, from `lowHz` to `highHz`, each of unit area. */
  | {
      readonly scale: 'mel-slaney' | 'mel-htk';
      readonly bands: number;
      readonly lowHz: number;
      readonly highHz: number;
    }
  /** Triangles centred every 1/`perOctave` octave, each of unit sum. */
  | { readonly scale: 'octave'; readonly perOctave: number; readonly lowHz: number; readonly highHz: number }
  /** Rectangles with the exact edges of IEC 61260 third octaves, 20 Hz to 20 kHz: 31 sums. */
  | { readonly scale: 'third-octave' };

/** What the host feeds a stream analyser; equal front ends are computed once. */
export type FrontEnd =
  | (Framing & { readonly kind: 'samples' })
  | (Framing & {
      readonly kind: 'spectrum';
      readonly window: WindowShape;
      readonly values: 'magnitude' | 'power';
    })
  | (Framing & { readonly kind: 'spectrum'; readonly window: WindowShape; readonly values: 'complex' })
  | (Framing & {
      readonly kind: 'bands';
      readonly window: WindowShape;
      readonly values: 'magnitude' | 'power';
      readonly bank: BandScale;
    });

/** Windows are periodic and scaled so that a full-scale sine has magnitude 1 in its bin (sum of the window = 2). */
export type WindowShape = 'hann' | 'blackman-harris';

/** A frame is valid until `process` returns. Spectra and bands have one array a channel; 'complex' splits them in two. */
export type Frame<F> = F extends { readonly values: 'complex' }
  ? { readonly index: number; readonly real: readonly Float32Array[]; readonly imaginary: readonly Float32Array[] }
  : { readonly index: number; readonly channels: readonly Float32Array[] };

/** The length of a window, the unit that profiles and scores compare. */
export const windowSeconds = 30;
/** A shorter remainder is dropped, unless it is the whole recording. */
export const minimumRemainderSeconds = 10;
export const analysisRate = 44100;
