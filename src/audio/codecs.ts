import type { Codec } from './codec.js';
import { flac } from './formats/flac.js';
import { mp3 } from './formats/mp3.js';
import { wav } from './formats/wav.js';

/** Every format that can be read, the most distinctive signatures first. */
export const codecs: readonly Codec[] = [wav, flac, mp3];
