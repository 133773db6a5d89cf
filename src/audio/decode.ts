import { createResampler } from '../dsp/resampler.js';
import { SwerveError } from '../errors.js';
import { createByteReader } from './byte-reader.js';
import { maximumChannels, type Speaker, speakersOf } from './channels.js';
import type { Codec, OpenedAudio, RandomAccess } from './codec.js';
import { damaged } from './codec.js';
import { readId3 } from './leading-tags.js';
import type { AudioFormat, Cancellation, PcmBlock, Tags } from './pcm.js';
import { silenceUndefined } from './silence-undefined.js';
import { sniff, sniffBytes } from './sniff.js';

/** The rate that everything is analysed at, hertz. */
const pcmRate = 44100;
const lowestRate = 1000;
const highestRate = 768000;

export type OpenOptions = {
  /** How messages call the file; its extension is compared with its contents. */
  readonly name: string;
  readonly signal?: Cancellation;
  /** For containers that keep their index at the end. */
  readonly randomAccess?: RandomAccess;
};

export type AudioStream = {
  readonly format: AudioFormat;
  /** Complete once `blocks()` has ended. */
  readonly tags: Tags;
  /** Which loudspeaker each channel is for. */
  readonly speakers: readonly Speaker[];
  /** The recording at 44.1 kHz, all its channels, in blocks of any length; to be read once. */
  blocks(): AsyncIterable<PcmBlock>;
  /** What is wrong with the file, a sentence each; complete once `blocks()` has ended. */
  readonly warnings: readonly string[];
};

/**
 * Recognises a recording by its first bytes and decodes it as a stream; the samples do not depend on how the bytes are
 * cut. Errors: 'empty-audio', 'not-audio', 'unsupported-format', 'damaged-audio', 'missing-package', 'aborted'.
 */
export async function openAudio(bytes: AsyncIterable<Uint8Array>, options: OpenOptions): Promise<AudioStream> {
  const { name, signal, randomAccess } = options;
  const warnings: string[] = [];
  const reader = createByteReader(bytes, name, signal);
  try {
    const leadingTags = await readId3(reader);
    const whole = await reader.fill(sniffBytes);
    const head = reader.peek(sniffBytes);
    if (head.length === 0) throw emptyAudio('The file holds no sound.', name);
    const codec = sniff(head, !whole, name);
    const told = extensionMismatch(codec, name);
    if (told !== undefined) warnings.push(told);
    const opened = await codec.open({ reader, name, randomAccess, warn: (text) => warnings.push(text) });
    checkFormat(opened.format, name);
    return {
      format: opened.format,
      speakers: speakersOf(opened.format.channelCount, opened.speakers),
      get tags() {
        return { ...leadingTags, ...opened.tags() };
      },
      blocks: () => convertAudio(opened, options, warnings, () => reader.close()),
      warnings,
    };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

function emptyAudio(what: string, name: string): SwerveError {
  return new SwerveError('empty-audio', what, name, 'Choose a file with sound in it.');
}

function extensionMismatch(codec: Codec, name: string): string | undefined {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || codec.extensions.includes(extension)) return undefined;
  return `The name ends in .${extension}, but the file is ${codec.container}; it was read as what it is.`;
}

function checkFormat({ sampleRate, channelCount }: AudioFormat, name: string): void {
  if (!(sampleRate >= lowestRate && sampleRate <= highestRate))
    throw damaged(`The header says ${sampleRate} Hz, which no recording has.`, name);
  if (!(channelCount >= 1)) throw damaged('The header says that there are no channels.', name);
  if (channelCount > maximumChannels)
    throw new SwerveError(
      'unsupported-format',
      `The file has ${channelCount} channels; at most ${maximumChannels} can be read.`,
      name,
      'Mix it down to stereo.',
    );
}

/** Decoded audio at 44.1 kHz; what is wrong with it is added to `warnings`. `close` is always called. */
export async function* convertAudio(
  opened: OpenedAudio,
  { name, signal }: OpenOptions,
  warnings: string[],
  close: () => Promise<void>,
): AsyncGenerator<PcmBlock> {
  const { sampleRate, channelCount } = opened.format;
  const resampler = createResampler(Math.round(sampleRate), pcmRate, channelCount);
  let frames = 0;
  let undefinedSamples = 0;
  if (channelCount > 2)
    warnings.push(
      `Of ${channelCount} channels, loudness and peaks are measured on all, the rest folded to stereo (ITU-R BS.775).`,
    );
  const warningsBefore = warnings.length;
  try {
    for await (const channels of opened.samples()) {
      if (signal?.aborted) throw new SwerveError('aborted', 'Reading was cancelled.', name, 'Start it again.');
      frames += channels[0]!.length;
      for (const channel of channels) undefinedSamples += silenceUndefined(channel);
      const block = { channels: resampler.push(channels) };
      if (block.channels[0]!.length > 0) yield block;
    }
  } catch (error) {
    if (error instanceof SwerveError) throw error;
    const what = `The decoder failed after ${(frames / sampleRate).toFixed(1)} s (${String(error)}).`;
    if (frames === 0) throw damaged(what, name, error);
    warnings.push(`${what} What follows is missing.`);
  } finally {
    await close();
  }
  const rest = { channels: resampler.flush() };
  if (rest.channels[0]!.length > 0) yield rest;
  if (undefinedSamples > 0)
    warnings.push(
      `${undefinedSamples} samples are no samples (NaN, infinite or beyond 2^32); silence was put in their place.`,
    );
  const declared = opened.declaredFrames();
  if (frames === 0 && ((declared ?? 0) > 0 || warnings.length > warningsBefore))
    throw damaged(`Not one sample could be read. ${warnings.slice(warningsBefore).join(' ')}`.trim(), name);
  if (frames === 0) throw emptyAudio('The file holds no sound.', name);
  const difference = compareLength(declared, frames, sampleRate);
  if (difference !== undefined) warnings.push(difference);
}

function compareLength(declared: number | undefined, arrived: number, sampleRate: number): string | undefined {
  if (declared === undefined || declared === arrived) return undefined;
  const seconds = (frames: number) => `${(frames / sampleRate).toFixed(3)} s`;
  const difference = Math.abs(declared - arrived);
  return (
    `The file promises ${seconds(declared)}, ${seconds(arrived)} could be read: ` +
    `${seconds(difference)} (${difference} samples) ${declared > arrived ? 'are missing' : 'too many'}.`
  );
}
