import { defineAnalyser } from '../../analysis/define-analyser.js';
import { contrastEdges } from '../../dsp/spectral-contrast.js';
import { shapeFields } from '../../dsp/spectral-shape.js';
import { highestHz } from './spectral-frames.js';

/** Frames this far below the window's loudest count as silence, dB. */
const frameRange = 60;
const bands = contrastEdges.length;

/** How far tones stand out over what lies between them, octave by octave. */
export const contrast = defineAnalyser({
  kind: 'window',
  id: 'timbre.contrast',
  aspect: 'timbre',
  version: 1,
  about: 'Spectral contrast in seven octave bands.',
  references: ['Jiang et al. 2002', 'librosa 0.11: spectral_contrast'],
  parameters: {},
  scopes: ['excerpt'],
  inputs: {
    contrast: { series: 'timbre.spectral-frames/contrast' },
    shape: { series: 'timbre.spectral-frames/shape' },
  },
  outputs: {
    contrast: {
      shape: 'series',
      unit: 'dB',
      size: bands,
      about: `peak over valley in the bands from ${contrastEdges.join(', ')} Hz`,
      timeBase: 'contrast',
      undefinedMeans: 'silence',
    },
  },
  features: contrastEdges.map((lowHz, index) => ({
    of: 'contrast',
    index,
    statistic: 'median',
    title: `Contrast ${lowHz} to ${contrastEdges[index + 1] ?? highestHz} Hz`,
    lower: 'washed out',
    higher: 'tones stand out',
    unit: 'dB',
    range: [0, 100],
    transform: 'identity',
    minimumSeconds: 1,
    formula: 'median_t 20 log10(mean of the largest 2 % of S / mean of the smallest 2 %)',
    citation: 'Jiang et al. 2002',
    scored: index >= 3 && index <= 5,
    needsHz: contrastEdges[index + 1] ?? highestHz,
  })),
  analyse({ contrast, shape }, _parameters, out) {
    const size = shapeFields.length;
    let loudest = -Infinity;
    for (let t = 0; t < shape.count; t++) loudest = Math.max(loudest, shape.rows[t * size] || -Infinity);
    const silent = new Float32Array(bands).fill(NaN);
    for (let t = 0; t < contrast.count; t++)
      out.contrast.push(
        shape.rows[t * size]! >= loudest - frameRange ? contrast.rows.subarray(t * bands, (t + 1) * bands) : silent,
      );
  },
});
