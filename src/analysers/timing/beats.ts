import { defineAnalyser } from '../../analysis/define-analyser.js';
import { barPositions } from './bar-positions.js';
import { metricalLikelihood } from './metrical-likelihood.js';
import { trackBeats } from './track-beats.js';

/** Nats a beat: what noise reaches stays below, what a listener taps to lies above. */
const leastEvidence = -0.25;
const fewestBeats = 4;

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
      about: 'Nats by which the sound at the beats speaks for a beat, on average over the beats.',
    },
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
      range: [-1, 20],
      transform: 'identity',
      minimumSeconds: 8,
      formula: 'mean over beats of ln p(onset strength | beat) - ln p(onset strength | elsewhere)',
      citation: 'Krebs, Boeck & Widmer 2013',
      scored: true,
    },
  ],
  analyse({ flux, novelty }, _parameters, out) {
    const likelihood = metricalLikelihood(flux, novelty);
    if (likelihood === undefined) {
      out.evidence.missing('nothing sounds');
      out.metre.missing('nothing sounds');
      return;
    }
    const places = trackBeats(likelihood);
    let evidence = 0;
    for (const place of places) evidence += likelihood.beat[Math.round(place)]! / places.length;
    if (places.length < fewestBeats || !(evidence >= leastEvidence)) {
      const reason = places.length < fewestBeats ? 'too short for a pulse' : 'no steady pulse';
      out.evidence.missing(reason);
      out.metre.missing(reason);
      return;
    }
    const { metre, positions } = barPositions(places, flux, novelty);
    out.evidence.set(evidence);
    out.metre.set(metre);
    places.forEach((place, i) => {
      const seconds = likelihood.firstSeconds + place * likelihood.hopSeconds;
      out.beats.at(seconds, positions[i]!);
    });
  },
});
