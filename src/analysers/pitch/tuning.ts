import { defineAnalyser } from '../../analysis/define-analyser.js';
import { estimateTuning } from './estimate-tuning.js';
import { readPeakFrames } from './peak-frames.js';

/** How far the semitone grid lies from A = 440 Hz, and how much of the sound keeps to a grid. */
export const tuning = defineAnalyser({
  kind: 'window',
  id: 'pitch.tuning',
  aspect: 'pitch',
  version: 3,
  about: 'Offset of the semitone grid from A = 440 Hz, and how closely the spectral peaks keep to it.',
  references: [
    'Gómez & Herrera 2008, Comparative analysis of music recordings from Western and non-Western traditions',
  ],
  parameters: {},
  scopes: ['excerpt'],
  inputs: { peaks: { series: 'pitch.spectral-peaks/peaks' }, pitched: { value: 'pitch.harmonicity/pitched' } },
  outputs: {
    tuning: { shape: 'value', unit: 'cents', about: 'grid offset from A = 440 Hz, -50 to 50' },
    temperedness: { shape: 'value', unit: '', about: 'how closely the peaks’ power keeps to a semitone grid, 0 to 1' },
  },
  features: [
    {
      of: 'tuning',
      statistic: 'value',
      title: 'Tuning',
      lower: 'below concert pitch',
      higher: 'above concert pitch',
      unit: 'cents',
      range: [-50, 50],
      transform: 'circular',
      period: 100,
      strength: 'pitch.tuning/temperedness.value',
      minimumSeconds: 1,
      formula: '100 arg(z) / (2 pi), z = sum_p a_p exp(2 pi i c_p / 100) / sum_p a_p, c_p cents above A = 440 Hz',
      citation: 'Gómez & Herrera 2008',
      scored: true,
    },
    {
      of: 'temperedness',
      statistic: 'value',
      title: 'Temperedness',
      lower: 'pitches off any semitone grid',
      higher: 'pitches on a semitone grid',
      unit: '',
      range: [0, 1],
      transform: 'logit',
      minimumSeconds: 1,
      formula:
        '|z|, z = sum_p a_p^2 exp(2 pi i c_p / 100) / sum_p a_p^2 over peaks of 60 to 2500 Hz that are no off-octave partials',
      citation: 'Gómez & Herrera 2008',
      scored: true,
    },
  ],
  analyse({ peaks, pitched }, _parameters, out) {
    const frames = readPeakFrames(peaks);
    const { cents, temperedness } = estimateTuning(frames);
    if (pitched.missing !== undefined || Number.isNaN(cents)) {
      for (const output of Object.values(out)) output.missing(pitched.missing ?? 'nothing pitched sounds');
    } else {
      out.tuning.set(cents);
      out.temperedness.set(temperedness);
    }
  },
});
