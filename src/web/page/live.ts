import { proxy, transfer } from 'comlink';
import type { Profile } from '../../profiles/profile.js';
import type { Look, Outcome } from './engine.js';
import { createEngineClient } from './engine-client.js';

export type Listening = {
  /** Compares with another profile from the next look on. */
  against(profile: Profile | string | undefined): void;
  stop(): void;
};

/**
 * Listens to the microphone, or whatever interface the browser is given, and hands over what the last 30 s are like. The
 * samples go from the audio thread to a worker of their own; the page sees only the looks. Rejects where there is no input.
 */
export async function listen(
  profile: Profile | string | undefined,
  onLook: (look: Outcome<Look>) => void,
): Promise<Listening> {
  // as it is: what makes speech clear would change music
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  // nobody waits for what is heard here: long buffers, handed over 1024 samples at a time where the browser can, wake the processor seldom
  const context = new AudioContext({ latencyHint: 'playback', renderSizeHint: 1024 } as AudioContextOptions);
  await context.audioWorklet.addModule('live-tap.js');
  const tap = new AudioWorkletNode(context, 'live-tap', { numberOfOutputs: 0 });
  const { port1, port2 } = new MessageChannel();
  const client = createEngineClient(() => {});
  const input = { sampleRate: context.sampleRate, channelCount: 2 };
  // its engine is there before anything is heard: starting it, a busy machine would lose what comes first
  await client.run((engine) => engine.listen(input, transfer(port1, [port1]), profile, proxy(onLook)));
  tap.port.postMessage(port2, [port2]);
  context.createMediaStreamSource(stream).connect(tap);
  return {
    against(other) {
      void client.run((engine) => engine.listenAgainst(other));
    },
    stop() {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
      client.end();
    },
  };
}
