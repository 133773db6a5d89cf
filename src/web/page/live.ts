import { proxy, transfer } from 'comlink';
import type { Profile } from '../../profiles/profile.js';
import type { Look, Outcome } from './engine.js';
import { createEngineClient } from './engine-client.js';
import type { LiveSource } from './live-source.js';

export type Listening = {
  /** Compares with another profile from the next look on. */
  against(profile: Profile | string | undefined): void;
  stop(): void;
};

/** Not in every browser, and for audio in no standard yet. */
type TrackProcessor = new (options: {
  readonly track: MediaStreamTrack;
  readonly maxBufferSize: number;
}) => { readonly readable: ReadableStream<AudioData> };
/** Of usually 10 ms each; what a look keeps waiting is not lost. */
const mostChunksWaiting = 4000;

/**
 * Listens to the microphone, or whatever interface the browser is given, and hands over what the last 30 s are like; `onEnd`
 * is called where the input goes away. The samples go to a worker of their own; the page sees only the looks. Rejects where
 * there is no input.
 */
export async function listen(
  profile: Profile | string | undefined,
  onLook: (look: Outcome<Look>) => void,
  onEnd: () => void,
): Promise<Listening> {
  if (!isSecureContext) throw new Error('browsers give an input only to pages over https or on localhost');
  // as it is: what makes speech clear would change music
  const audio = {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    channelCount: { ideal: 2 },
  };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const [track] = stream.getAudioTracks();
  const { MediaStreamTrackProcessor } = globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessor };
  const client = createEngineClient(() => {});
  let tap: Tap | undefined;
  const stop = () => {
    track!.stop();
    tap?.close();
    client.end();
  };
  try {
    tap =
      MediaStreamTrackProcessor === undefined ? await workletTap(stream) : trackTap(MediaStreamTrackProcessor, track!);
    const { source } = tap;
    // its engine is there before anything is heard: starting it, a busy machine would lose what comes first
    await client.run((engine) => engine.listen(transfer(source, [source]), profile, proxy(onLook)));
    tap.open();
    if (track!.readyState === 'ended') throw new Error('the input is gone');
    track!.addEventListener('ended', onEnd);
  } catch (error) {
    stop();
    throw error;
  }
  return {
    against(other) {
      void client.run((engine) => engine.listenAgainst(other));
    },
    stop,
  };
}

/** Where samples come from, once it is opened. */
type Tap = { readonly source: LiveSource; open(): void; close(): void };

/** The input's samples as they are, on its own clock. */
function trackTap(Processor: TrackProcessor, track: MediaStreamTrack): Tap {
  const { readable } = new Processor({ track, maxBufferSize: mostChunksWaiting });
  return { source: readable, open() {}, close() {} };
}

/** What the output's clock makes of them: where its samples and the input's do not come in step, silence is put between them. */
async function workletTap(stream: MediaStream): Promise<Tap> {
  // nobody waits for what is heard here: long buffers, handed over 1024 samples at a time where the browser can, wake the processor seldom
  const context = new AudioContext({ latencyHint: 'playback', renderSizeHint: 1024 } as AudioContextOptions);
  try {
    await context.audioWorklet.addModule('live-tap.js');
  } catch (error) {
    void context.close();
    throw error;
  }
  // an input of one channel is no stereo image of no width
  const channelCount = stream.getAudioTracks()[0]!.getSettings().channelCount === 1 ? 1 : 2;
  const node = new AudioWorkletNode(context, 'live-tap', {
    numberOfOutputs: 0,
    channelCount,
    channelCountMode: 'explicit',
  });
  const { port1, port2 } = new MessageChannel();
  return {
    source: port1,
    open() {
      node.port.postMessage(port2, [port2]);
      context.createMediaStreamSource(stream).connect(node);
    },
    close: () => void context.close(),
  };
}
