import type { Speaker } from '../channels.js';
import type { Opening } from '../codec.js';
import type { OggPage } from './ogg-pages.js';

/** How one codec lies in Ogg. */
export type OggMapping = {
  /** Does a stream's first packet begin so? */
  readonly matches: (packet: Uint8Array) => boolean;
  readonly describe: (packet: Uint8Array, name: string) => OggStream;
};

export type OggStream = {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly speakers?: readonly Speaker[];
  /** Bytes before the comments in the second packet. */
  readonly commentOffset: number;
  /** Sample frames before the recording begins. */
  readonly skippedFrames: number;
  /** A decoder for the stream from its first page; `packets` are those that end in the page. */
  readonly decoder: (opening: Opening) => Promise<OggDecoder>;
};

export type OggDecoder = {
  decode(page: OggPage, packets: readonly Uint8Array[]): readonly Float32Array[];
  finish(): readonly Float32Array[];
  free(): void;
};
