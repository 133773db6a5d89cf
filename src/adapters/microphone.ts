import { SwerveError } from '../errors.js';
import { loadWebAudio } from './web-audio.js';

export type Microphone = {
  /** Hertz. */
  readonly sampleRate: number;
  readonly channelCount: number;
  close(): Promise<void>;
};

const blockLength = 4096;
const channelCount = 2;

/**
 * Hands over what the system's default input hears, two channels, until it is closed; the handler is called for the
 * first time after this has returned. Errors: 'missing-package', and 'not-found' where there is no input.
 */
export async function openMicrophone(onSamples: (channels: readonly Float32Array[]) => void): Promise<Microphone> {
  const { AudioContext, mediaDevices } = await loadWebAudio();
  const stream = await mediaDevices.getUserMedia({ audio: true }).catch((cause: unknown) => {
    const what = `No microphone could be opened (${cause instanceof Error ? cause.message : String(cause)}).`;
    const remedy = 'Connect one and allow its use, or pipe samples: `swerve live -`.';
    throw new SwerveError('not-found', what, 'live', remedy, cause);
  });
  // it listens and plays nothing, so it needs no output; its rate is whatever the system has
  const context = new AudioContext({ sinkId: { type: 'none' } });
  const tap = context.createScriptProcessor(blockLength, channelCount, 1);
  tap.addEventListener('audioprocess', ({ inputBuffer }) =>
    onSamples(Array.from({ length: channelCount }, (_, channel) => inputBuffer.getChannelData(channel).slice())),
  );
  context.createMediaStreamSource(stream).connect(tap).connect(context.destination);
  return { sampleRate: context.sampleRate, channelCount, close: () => context.close() };
}
