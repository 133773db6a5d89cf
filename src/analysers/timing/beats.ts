import { defineAnalyser } from '../../analysis/define-analyser.js';
import { barPositions } from './bar-positions.js';
import { metricalLevels } from './metrical-levels.js';
import { metricalLikelihood } from './metrical-likelihood.js';
import { vertexOffset } from './onsets.js';

/** Nats a beat: white and brown noise reach 0.2, the vaguest of 49 clips that people tapped to 0.5. */
const leastEvidence = 0.3;

export const beats = defineAnalyser({
  kind: 'window',
  id: 'timing.beats',
  aspect: 'timing',
  version: 1,
  about: 'Beats and their places in the bar; none where there is no pulse to follow.',
  references: [
    'Krebs, Boeck & Widmer 2015, An efficient state-space model for joint tempo and meter tracking, ISMIR',
    'Whiteley, Cemgil & Godsill 2006, Bayesian modelling of temporal structure in musical audio, ISMIR',
  ],
  parameters: {},
  scopes: ['excerpt', 'track'],
  inputs: {
    flux: { series: 'timing.onset-strength/flux' },
    novelty: { series: 'timing.onset-strength/novelty' },
    chroma: { series: 'timing.harmony/chroma' },
  },
  outputs: {
    beats: {
      shape: 'events',
      unit: '',
      about: 'Beats; the row is the place in the bar, 1 on the downbeat.',
      undefinedMeans: 'no steady pulse',
    },
    evidence: {
      shape: 'value',
      unit: '',
      about: 'Nats by which the sound at the beats speaks for a beat, on average, more than the sound anywhere.',
    },
    rival: { shape: 'value', unit: 'BPM', about: 'The next likeliest pulse, at a simple ratio to the beats.' },
    share: { shape: 'value', unit: '', about: 'Probability of the beats against the other pulses.' },
    metre: { shape: 'value', unit: '', about: 'Beats in a bar, 3 or 4.' },
  },
  features: [
    {
      of: 'evidence',
      statistic: 'value',
      title: 'Beat strength',
      lower: 'veiled beat',
      higher: 'driving beat',
      unit: '',
      range: [0, 20],
      transform: 'identity',
      minimumSeconds: 8,
      formula:
        'mean of l over beats - mean of l over frames, l = ln p(onset strength | beat) - ln p(onset strength | elsewhere)',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
    },
  ],
  analyse({ flux, novelty, chroma }, _parameters, out) {
    const likelihood = metricalLikelihood(flux, novelty);
    const levels = likelihood === undefined ? [] : metricalLevels(likelihood);
    const [level, rival] = levels;
    const reason =
      likelihood === undefined
        ? 'nothing sounds'
        : level === undefined
          ? 'too short for a pulse'
          : level.evidence < leastEvidence
            ? 'no steady pulse'
            : undefined;
    if (likelihood === undefined || level === undefined || reason !== undefined) {
      for (const sink of [out.evidence, out.metre, out.rival, out.share]) sink.missing(reason ?? 'no steady pulse');
      return;
    }
    const { metre, positions } = barPositions(likelihood, level.frames, chroma);
    out.evidence.set(level.evidence);
    out.metre.set(metre);
    out.share.set(level.share);
    if (rival === undefined) out.rival.missing('no other pulse');
    else out.rival.set(rival.bpm);
    level.frames.forEach((frame, i) => {
      const [left, middle, right] = [-1, 0, 1].map((step) => likelihood.beat[frame + step] ?? likelihood.beat[frame]!);
      const place = frame + vertexOffset(left!, middle!, right!);
      out.beats.at(Math.max(0, likelihood.firstSeconds + place * likelihood.hopSeconds), positions[i]!);
    });
  },
});
