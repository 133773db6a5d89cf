import { SwerveError } from '../errors.js';
import { maximumChannels, type Speaker, speakersOf } from './channels.js';
import { type AudioStream, convertAudio } from './decode.js';
import type { Cancellation, Tags } from './pcm.js';

export type PcmOptions = {
  /** Hertz, 1000 to 768000. */
  readonly sampleRate: number;
  /** Which loudspeaker each channel is for; by custom of their number unless told. */
  readonly speakers?: readonly Speaker[];
  /** Whose it is, so that references by the same artist are left out of a comparison. */
  readonly tags?: Tags;
  readonly signal?: Cancellation;
};

const blockLength = 65536;

/**
 * Samples that are already decoded, one array a channel (full scale 1), as opened audio. Samples that are not finite
 * become 0, with a warning that counts them. The arrays are left as they are. Throws SwerveError 'invalid-argument'.
 */
export function openPcm(channels: readonly Float32Array[], options: PcmOptions): AudioStream {
  const { sampleRate, tags = {}, signal } = options;
  const lengths = new Set(channels.map((channel) => channel.length));
  if (channels.length === 0 || channels.length > maximumChannels || lengths.size > 1)
    throw invalid(
      `Samples come as 1 to ${maximumChannels} arrays of one length, not ${channels.length} of ${lengths.size} lengths.`,
    );
  if (!(sampleRate >= 1000 && sampleRate <= 768000)) throw invalid(`A sample rate of ${sampleRate} Hz cannot be read.`);
  const warnings: string[] = [];
  const channelCount = channels.length;
  const format = { container: 'PCM', codec: 'PCM', sampleRate, channelCount, declaredSeconds: undefined };
  const opened = { format, tags: () => tags, declaredFrames: () => undefined, samples: () => blocksOf(channels) };
  const openOptions = { name: 'samples', ...(signal === undefined ? {} : { signal }) };
  const speakers = speakersOf(channelCount, options.speakers);
  return {
    format,
    speakers,
    tags,
    warnings,
    blocks: () => convertAudio(opened, openOptions, warnings, async () => {}),
  };
}

function invalid(what: string): SwerveError {
  return new SwerveError(
    'invalid-argument',
    what,
    'openPcm',
    'Give one Float32Array a channel, and their rate in hertz.',
  );
}

/** Copies, since what is read on is changed in place. */
async function* blocksOf(channels: readonly Float32Array[]): AsyncGenerator<readonly Float32Array[]> {
  for (let from = 0; from < (channels[0]?.length ?? 0); from += blockLength)
    yield channels.map((channel) => channel.slice(from, from + blockLength));
}
