import { defineAnalyser } from '../../analysis/define-analyser.js';
import { contrastEdges, createSpectralContrast } from '../../dsp/spectral-contrast.js';
import { createSpectralShape, shapeFields } from '../../dsp/spectral-shape.js';

/** Hertz. Above it a lossy file has nothing, so nobody looks there. */
export const highestHz = 15000;
/** Hop of the frames that timbre looks at: 27.8 ms. */
export const timbreHop = 1225;

/** Shape and contrast of each spectrum, as they are; what counts as silence is for the window to say. */
export const spectralFrames = defineAnalyser({
  kind: 'stream',
  id: 'timbre.spectral-frames',
  aspect: 'timbre',
  version: 1,
  about: 'Shape and octave-band contrast of the magnitude spectrum up to 15 kHz, 36 times a second.',
  references: ['Peeters 2004', 'Jiang et al. 2002', 'librosa 0.11: spectral_centroid and its neighbours'],
  parameters: {},
  frontEnd: {
    kind: 'spectrum',
    rate: 44100,
    channels: 'mono',
    frameSize: 2048,
    hopSize: timbreHop,
    window: 'hann',
    values: 'magnitude',
  },
  outputs: {
    shape: {
      shape: 'series',
      unit: '',
      size: shapeFields.length,
      about: `${shapeFields.join(', ')}; level in dB, frequencies in Hz, slope in dB/octave`,
      undefinedMeans: 'silence',
    },
    contrast: {
      shape: 'series',
      unit: 'dB',
      size: contrastEdges.length,
      about: `peak over valley in the bands from ${contrastEdges.join(', ')} Hz`,
      undefinedMeans: 'silence',
    },
  },
  features: [],
  prepare({ frequencies }, _parameters, out) {
    const shape = createSpectralShape(frequencies, highestHz);
    const contrast = createSpectralContrast(frequencies, highestHz, 0.02);
    const shapeRow = new Float64Array(shapeFields.length);
    const contrastRow = new Float64Array(contrastEdges.length);
    return {
      process({ channels: [magnitude] }) {
        shape.measure(magnitude!, shapeRow);
        if (shapeRow[0] === -Infinity) {
          shapeRow[0] = NaN;
          contrastRow.fill(NaN);
        } else contrast.measure(magnitude!, contrastRow);
        out.shape.push(shapeRow);
        out.contrast.push(contrastRow);
      },
    };
  },
});
