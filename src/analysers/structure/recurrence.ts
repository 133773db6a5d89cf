import { defineAnalyser } from '../../analysis/define-analyser.js';
import { createPassageMatcher } from '../../dsp/passage-matcher.js';

/** Every 6 s are looked for in the 32 s before. */
export const recurrence = defineAnalyser({
  kind: 'stream',
  id: 'structure.recurrence',
  aspect: 'structure',
  version: 1,
  about: 'How much the waveform of every 6 s is that of some 6 s up to 32 s before.',
  references: ['Knapp & Carter 1976 (cross-correlation)', 'Streich & Ong 2008 (loop finding)'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 11025, channels: 'mono', frameSize: 66150, hopSize: 66150 },
  outputs: {
    likeness: {
      shape: 'series',
      unit: '',
      size: 2,
      about:
        'largest normalised cross-correlation with what came before, from 0 to 1, NaN before anything did; mean square',
      keep: 'track only',
    },
  },
  features: [],
  prepare(_setup, _parameters, out) {
    const matcher = createPassageMatcher();
    const row = new Float64Array(2);
    return {
      process({ channels: [samples] }) {
        row[0] = matcher.push(samples!);
        row[1] = matcher.meanSquare;
        out.likeness.push(row);
      },
    };
  },
});
