import { defineAnalyser } from '../../analysis/define-analyser.js';

/** Hertz between which bins are folded: below, semitones are narrower than bins. */
const lowestHz = 220;
const highestHz = 4200;

/** Energy of the twelve semitones, coarse and quick: enough to tell one passage from another, not to name its key. */
export const chromaFrames = defineAnalyser({
  kind: 'stream',
  id: 'structure.chroma-frames',
  aspect: 'structure',
  version: 1,
  about: 'Amplitude in each pitch class from 220 Hz to 4.2 kHz, nine times a second.',
  references: ['Wakefield 1999 (chroma)'],
  parameters: {},
  frontEnd: {
    kind: 'spectrum',
    rate: 44100,
    channels: 'mid-side',
    frameSize: 4096,
    hopSize: 4900,
    window: 'hann',
    values: 'power',
  },
  outputs: {
    chroma: { shape: 'series', unit: '', size: 12, about: 'root of the power of each pitch class, from A, at 440 Hz' },
  },
  features: [],
  prepare({ frequencies }, _parameters, out) {
    const first = frequencies.findIndex((hertz) => hertz >= lowestHz);
    const end = frequencies.findIndex((hertz) => hertz > highestHz);
    const classes = Uint8Array.from(frequencies, (hertz) =>
      hertz > 0 ? (Math.round(12 * Math.log2(hertz / 440)) + 1200) % 12 : 0,
    );
    const row = new Float64Array(12);
    return {
      process({ channels: [power] }) {
        row.fill(0);
        for (let k = first; k < end; k++) row[classes[k]!]! += power![k]!;
        for (let i = 0; i < 12; i++) row[i] = Math.sqrt(row[i]!);
        out.chroma.push(row);
      },
    };
  },
});
