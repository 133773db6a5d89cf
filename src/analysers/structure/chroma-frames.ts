import { defineAnalyser } from '../../analysis/define-analyser.js';

/** Hertz between which bins are gathered: below, semitones are narrower than bins. */
const lowestHz = 220;
const highestHz = 4200;
/** From A, 220 Hz. */
export const semitones = Math.round(12 * Math.log2(highestHz / lowestHz)) + 1;

/** Energy of each semitone, coarse and quick: enough to tell one passage from another, not to name its key. */
export const chromaFrames = defineAnalyser({
  kind: 'stream',
  id: 'structure.chroma-frames',
  aspect: 'structure',
  version: 2,
  about: 'Power in each semitone from 220 Hz to 4.2 kHz, nine times a second.',
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
    power: { shape: 'series', unit: '', size: semitones, about: 'power of each semitone from 220 Hz up, A at 440 Hz' },
  },
  features: [],
  prepare({ frequencies }, _parameters, out) {
    const first = frequencies.findIndex((hertz) => hertz >= lowestHz);
    const end = frequencies.findIndex((hertz) => hertz > highestHz);
    const places = Uint8Array.from(frequencies.subarray(first, end), (hertz) =>
      Math.round(12 * Math.log2(hertz / lowestHz)),
    );
    const row = new Float64Array(semitones);
    return {
      process({ channels: [power] }) {
        row.fill(0);
        for (let k = first; k < end; k++) row[places[k - first]!]! += power![k]!;
        out.power.push(row);
      },
    };
  },
});
