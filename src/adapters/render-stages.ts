import type { Renderer, Stage } from '../whatif/stage.js';
import { type AudioNode, type OfflineContext, renderOffline } from './web-audio.js';

/** Renders by node-web-audio-api, loaded when first called. Errors: those of `renderOffline`. */
export const renderStages: Renderer = (channels, sampleRate, stages) =>
  renderOffline(channels, sampleRate, (context, source) =>
    stages.reduce((node: AudioNode, stage) => node.connect(nodeOf(context, stage)), source),
  );

function nodeOf(context: OfflineContext, stage: Stage): AudioNode {
  if (stage.kind === 'filter') {
    const node = context.createBiquadFilter();
    node.type = stage.shape;
    node.frequency.value = stage.frequencyHz;
    node.gain.value = stage.decibels;
    node.Q.value = stage.quality;
    return node;
  }
  const node = context.createDynamicsCompressor();
  node.threshold.value = stage.thresholdDecibels;
  node.knee.value = stage.kneeDecibels;
  node.ratio.value = stage.ratio;
  node.attack.value = stage.attackSeconds;
  node.release.value = stage.releaseSeconds;
  return node;
}
