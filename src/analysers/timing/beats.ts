import type { Feature } from '../../analysis/analyser.js';
import { defineAnalyser } from '../../analysis/define-analyser.js';
import { entropyBits } from '../../dsp/entropy.js';
import { topOctavesHz } from '../needed-bands.js';
import { barPositions } from './bar-positions.js';
import { effectiveOnsets } from './effective-onsets.js';
import { levelShares, tempoRatios } from './level-shares.js';
import { metricalLevels } from './metrical-levels.js';
import { metricalLikelihood } from './metrical-likelihood.js';
import { onsetCurve } from './onset-curve.js';
import { vertexOffset } from './onsets.js';

/** Nats a beat: white and brown noise reach 0.2, the vaguest of 49 clips that people tapped to 0.5. */
const leastEvidence = 0.3;
/** Two sounds that begin have no interval that another confirms. */
const mostWithoutPulse = 2;

export const beats = defineAnalyser({
  kind: 'window',
  id: 'timing.beats',
  aspect: 'timing',
  version: 3,
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
    levels: {
      shape: 'value',
      unit: '',
      size: tempoRatios.length + 1,
      about:
        'Probability of a pulse at 1/3, 1/2, 2/3, 1, 3/2, 2 and 3 times the tempo of the beats and, last, of any other; they sum to 1.',
    },
    ambiguity: { shape: 'value', unit: 'bits', about: 'Entropy of the probabilities of the pulses.' },
    metre: { shape: 'value', unit: '', about: 'Beats in a bar: 2, 3, 4, 5 or 7.' },
    metreEvidence: {
      shape: 'value',
      unit: '',
      about: 'Nats by which the accents speak for the metre rather than for the next likeliest, its rarity counted.',
    },
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
      needsHz: topOctavesHz,
    },
    {
      of: 'ambiguity',
      statistic: 'value',
      title: 'Tempo ambiguity',
      lower: 'one pulse',
      higher: 'many pulses',
      unit: 'bits',
      range: [0, 3],
      transform: 'identity',
      minimumSeconds: 8,
      formula: '-sum p log2 p of the pulses at simple ratios',
      citation: 'McKinney & Moelants 2006',
      scored: false,
    },
    ...[
      'a third of the tempo',
      'half the tempo',
      'two thirds of the tempo',
      'the tempo',
      'one and a half times the tempo',
      'twice the tempo',
      'three times the tempo',
      'any other rate',
    ].map(
      (rate, index): Feature => ({
        of: 'levels',
        index,
        statistic: 'value',
        title: `Pulse at ${rate}`,
        lower: 'unlikelier',
        higher: 'likelier',
        unit: '',
        range: [0, 1],
        transform: 'identity',
        minimumSeconds: 8,
        formula: 'exp(u) / sum exp(u) over the pulses',
        citation: 'McKinney & Moelants 2006',
        scored: false,
        coordinate: true,
      }),
    ),
    {
      of: 'metre',
      statistic: 'value',
      title: 'Beats in a bar',
      lower: 'shorter bars',
      higher: 'longer bars',
      unit: '',
      range: [2, 7],
      transform: 'identity',
      minimumSeconds: 10,
      formula:
        'argmax over 2, 3, 4, 5, 7 of the log odds of its downbeats + 0.2 log likelihood ratio of accents by place in the bar - its rarity',
      citation: 'Krebs, Boeck & Widmer 2015',
      scored: false,
    },
    {
      of: 'metreEvidence',
      statistic: 'value',
      title: 'Evidence for the metre',
      lower: 'metre unsure',
      higher: 'metre plain',
      unit: '',
      range: [0, 100000],
      transform: 'log',
      minimumSeconds: 10,
      formula: 'nats of the metre (see Beats in a bar) - those of the next likeliest',
      citation: 'Krebs, Boeck & Widmer 2015',
      scored: false,
    },
  ] as readonly Feature[],
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
            : effectiveOnsets(onsetCurve(flux)) <= mostWithoutPulse
              ? 'hardly more than two sounds begin'
              : undefined;
    if (likelihood === undefined || level === undefined || reason !== undefined) {
      const { beats: _beats, ...values } = out;
      for (const sink of Object.values(values)) sink.missing(reason ?? 'no steady pulse');
      return;
    }
    const bars = barPositions(likelihood, level.frames, chroma);
    const shares = levelShares(levels);
    out.evidence.set(level.evidence);
    out.levels.set(shares);
    out.ambiguity.set(entropyBits(shares));
    out.metre.set(bars.metre);
    if (Number.isFinite(bars.evidence)) out.metreEvidence.set(bars.evidence);
    else out.metreEvidence.missing('too few bars');
    out.share.set(level.share);
    if (rival === undefined) out.rival.missing('no other pulse');
    else out.rival.set(rival.bpm);
    level.frames.forEach((frame, i) => {
      const [left, middle, right] = [-1, 0, 1].map((step) => likelihood.beat[frame + step] ?? likelihood.beat[frame]!);
      const place = frame + vertexOffset(left!, middle!, right!);
      out.beats.at(Math.max(0, likelihood.firstSeconds + place * likelihood.hopSeconds), bars.positions[i]!);
    });
  },
});
