import { defineAnalyser } from '../../analysis/define-analyser.js';

const bassHz = 40;
const trebleHz = 200;
const highestHz = 2000;

export const harmony = defineAnalyser({
  kind: 'stream',
  id: 'timing.harmony',
  aspect: 'timing',
  version: 1,
  about: 'Pitch classes of treble and bass: where they change, bars begin.',
  references: ['Peeters & Papadopoulos 2011, Simultaneous beat and downbeat-tracking using a probabilistic framework'],
  parameters: {},
  frontEnd: {
    kind: 'spectrum',
    rate: 11025,
    channels: 'mono',
    frameSize: 2048,
    hopSize: 735,
    window: 'hann',
    values: 'magnitude',
  },
  outputs: {
    chroma: {
      shape: 'series',
      unit: '',
      size: 24,
      keep: 'track',
      about:
        'Sums of sqrt(magnitude) by pitch class (A first): 200 Hz to 2 kHz, then 40 to 200 Hz; scales with gain^(1/2).',
      undefinedMeans: 'too short for a harmony',
    },
  },
  features: [],
  prepare({ frequencies }, _parameters, out) {
    const first = frequencies.findIndex((hertz) => hertz >= bassHz);
    const end = frequencies.findLastIndex((hertz) => hertz < highestHz) + 1;
    const place = Uint8Array.from(frequencies.subarray(first, end), (hertz) => {
      const pitchClass = (((Math.round(12 * Math.log2(hertz / 440)) % 12) + 12) % 12) as number;
      return hertz < trebleHz ? 12 + pitchClass : pitchClass;
    });
    const row = new Float32Array(24);
    return {
      process({ channels: [magnitude] }) {
        row.fill(0);
        for (let i = 0; i < place.length; i++) row[place[i]!]! += Math.sqrt(magnitude![first + i]!);
        out.chroma.push(row);
      },
    };
  },
});
