import { analysers } from '../analysers/index.js';
import { type AnalysedWindow, createHost } from '../analysis/host.js';
import { speakersOf } from '../audio/channels.js';
import { createResampler } from '../dsp/resampler.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import { extractFeatures, labelsOf } from '../features/extract-features.js';
import { createPortrait, type TrackPortrait } from '../features/track-portrait.js';
import { analysisRate, minimumRemainderSeconds } from '../frames/front-end.js';

export type LiveInput = {
  /** Hertz. */
  readonly sampleRate: number;
  readonly channelCount: number;
};

/** The last 30 s of what is being played, as a recording of its own. */
export type LiveReading = {
  /** Since listening began. */
  readonly heardSeconds: number;
  readonly analysis: TrackAnalysis;
  readonly portrait: TrackPortrait;
};

export type LiveAnalysis = {
  /** The next samples at the input's rate, one array a channel; the receiver owns them. */
  push(channels: readonly Float32Array[]): void;
};

/** How often the last 30 s are looked at: seldom enough to leave the processor to whoever plays. */
export const lookSeconds = 10;

/** Listens on and on: the streams run once, and every 10 s the window analysers run over the last 30 s, from the tenth second on. */
export function createLiveAnalysis(
  { sampleRate, channelCount }: LiveInput,
  onReading: (reading: LiveReading) => void,
): LiveAnalysis {
  const resampler = createResampler(sampleRate, analysisRate, channelCount);
  const host = createHost({
    analysers,
    speakers: speakersOf(channelCount),
    sourceRate: sampleRate,
    extent: 'rolling',
    onWindow: (window) => onReading(readingOf(window, { sampleRate, channelCount })),
  });
  let heard = 0;
  let looked = minimumRemainderSeconds - lookSeconds;
  return {
    push(channels) {
      const samples = resampler.push(channels);
      host.push(samples);
      heard += samples[0]!.length / analysisRate;
      if (heard - looked < lookSeconds) return;
      looked = heard;
      host.look();
    },
  };
}

function readingOf(window: AnalysedWindow, { sampleRate, channelCount }: LiveInput): LiveReading {
  const { startSeconds, seconds } = window;
  const portrait = createPortrait();
  portrait.hear(window);
  portrait.hear({ ...window, scope: 'track' });
  return {
    heardSeconds: startSeconds + seconds,
    analysis: {
      format: { container: 'live', codec: 'PCM', sampleRate, channelCount, declaredSeconds: undefined },
      tags: {},
      seconds,
      excerpts: [{ startSeconds: 0, seconds, ...extractFeatures(analysers, window), labels: labelsOf(window) }],
      headline: 0,
      track: { startSeconds: 0, seconds, values: {}, missing: {}, labels: {} },
      warnings: [],
      versions: Object.fromEntries(analysers.map(({ id, version }) => [id, version])),
    },
    portrait: portrait.drawn(0),
  };
}
