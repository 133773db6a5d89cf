import type { Codec } from './codec.js';
import { adts } from './formats/adts.js';
import { aiff } from './formats/aiff.js';
import { au } from './formats/au.js';
import { flac } from './formats/flac.js';
import { mp3 } from './formats/mp3.js';
import { mp4 } from './formats/mp4.js';
import { ogg } from './formats/ogg.js';
import { tracker } from './formats/tracker.js';
import { wav } from './formats/wav.js';
import { wavpack } from './formats/wavpack.js';

/** Every format that can be read, the most distinctive signatures first. */
export const codecs: readonly Codec[] = [wav, aiff, au, flac, ogg, wavpack, mp4, tracker, adts, mp3];
