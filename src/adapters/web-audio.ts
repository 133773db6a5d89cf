import { SwerveError } from '../errors.js';

/** What we use of the Web Audio API; the package's own types would bring the DOM into the project. */
export type AudioParameter = { value: number };
export type AudioNode = { connect(destination: AudioNode): AudioNode } & Record<string, unknown>;
export type BiquadNode = AudioNode & Record<'frequency' | 'Q' | 'gain', AudioParameter> & { type: string };
export type GainNode = AudioNode & { gain: AudioParameter };
export type CompressorNode = AudioNode & Record<'threshold' | 'knee' | 'ratio' | 'attack' | 'release', AudioParameter>;
type AudioBuffer = {
  readonly numberOfChannels: number;
  copyToChannel(from: Float32Array, channel: number): void;
  copyFromChannel(to: Float32Array, channel: number): void;
};
type SourceNode = AudioNode & { buffer: AudioBuffer; start(): void };
export type OfflineContext = {
  readonly destination: AudioNode;
  createGain(): GainNode;
  createBiquadFilter(): BiquadNode;
  createDynamicsCompressor(): CompressorNode;
  createBuffer(channels: number, length: number, sampleRate: number): AudioBuffer;
  createBufferSource(): SourceNode;
  startRendering(): Promise<AudioBuffer>;
};
/** A node that hands over what passes through it. */
export type ScriptNode = AudioNode & {
  addEventListener(type: 'audioprocess', listener: (event: { inputBuffer: CapturedBuffer }) => void): void;
};
type CapturedBuffer = { readonly numberOfChannels: number; getChannelData(channel: number): Float32Array };
type MediaStream = { getTracks?(): readonly { stop(): void }[] };
export type LiveContext = {
  readonly sampleRate: number;
  readonly destination: AudioNode;
  createMediaStreamSource(stream: MediaStream): AudioNode;
  createScriptProcessor(bufferSize: number, inputChannels: number, outputChannels: number): ScriptNode;
  close(): Promise<void>;
};
type WebAudio = {
  readonly AudioContext: new (options: { sinkId: { type: 'none' } }) => LiveContext;
  readonly mediaDevices: { getUserMedia(constraints: { audio: true }): Promise<MediaStream> };
  readonly OfflineAudioContext: new (channels: number, length: number, sampleRate: number) => OfflineContext;
};

/**
 * Renders the channels through the nodes that `build` connects behind `source` (it returns the last one): as many channels,
 * of the same length. Errors: 'missing-package', 'empty-audio', 'invalid-argument'. Levels are not limited; compressors delay by 6 ms.
 */
export async function renderOffline(
  channels: readonly Float32Array[],
  sampleRate: number,
  build: (context: OfflineContext, source: AudioNode) => AudioNode,
): Promise<Float32Array[]> {
  const length = channels[0]?.length ?? 0;
  if (length === 0)
    throw new SwerveError('empty-audio', 'There is nothing to render.', 'channels', 'Give at least one sample.');
  if (channels.some((channel) => channel.length !== length))
    throw new SwerveError('invalid-argument', 'The channels differ in length.', 'channels', 'Make them equally long.');
  const { OfflineAudioContext } = await loadWebAudio();
  const context = createContext(() => new OfflineAudioContext(channels.length, length, sampleRate));
  const buffer = context.createBuffer(channels.length, length, sampleRate);
  channels.forEach((channel, c) => buffer.copyToChannel(channel, c));
  const source = context.createBufferSource();
  source.buffer = buffer;
  build(context, source).connect(context.destination);
  source.start();
  const rendered = await context.startRendering();
  return channels.map((_, c) => {
    const samples = new Float32Array(length);
    rendered.copyFromChannel(samples, c);
    return samples;
  });
}

function createContext(create: () => OfflineContext): OfflineContext {
  try {
    return create();
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new SwerveError('invalid-argument', what, 'renderOffline', 'Render 1 to 32 channels at 2 to 384 kHz.', cause);
  }
}

/** Loaded when first asked for: its native part links libasound, which bare containers lack. */
export async function loadWebAudio(): Promise<WebAudio> {
  const name = 'node-web-audio-api';
  try {
    return (await import(name)) as WebAudio;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isUnlinked = code === 'ERR_DLOPEN_FAILED' || /\.so|dlopen/.test(message);
    throw new SwerveError(
      'missing-package',
      isUnlinked
        ? `${name} cannot load a system library: ${message}`
        : `The optional package ${name} is not installed.`,
      name,
      isUnlinked
        ? 'Install ALSA: apt-get install libasound2 (libasound2t64 on newer systems).'
        : `Run npm install ${name}@1.0.9.`,
      cause,
    );
  }
}
