import { analysers, analyseTrack, defineAnalyser } from '../../src/index.js';

/** Below this power (about -90 dB re full scale) a frame is silent. */
const silentPower = 1e-9;

/** How often the waveform changes its sign: low for a bass, high for a hi-hat. */
export const zeroCrossings = defineAnalyser({
  kind: 'stream',
  id: 'example:zero-crossings',
  aspect: 'timbre',
  version: 1,
  about: 'Sign changes of the waveform, 20 times a second.',
  references: ['Gouyon, Pachet & Delerue 2000'],
  parameters: {},
  frontEnd: { kind: 'samples', rate: 44100, channels: 'mono', frameSize: 2205, hopSize: 2205 },
  outputs: {
    rate: { shape: 'series', unit: '1/s', about: 'sign changes a second', undefinedMeans: 'silence' },
  },
  features: [
    {
      of: 'rate',
      statistic: 'median',
      title: 'Zero crossings',
      lower: 'smoother',
      higher: 'noisier',
      unit: '1/s',
      range: [0, 44100],
      transform: 'log',
      minimumSeconds: 1,
      formula: 'median_t count_n(sign x[n] != sign x[n - 1]) / frame seconds',
      citation: 'Gouyon, Pachet & Delerue 2000',
      scored: true,
    },
  ],
  prepare({ rate }, _parameters, out) {
    return {
      process({ channels }) {
        const samples = channels[0]!;
        let crossings = 0;
        let power = samples[0]! ** 2;
        for (let n = 1; n < samples.length; n++) {
          if (samples[n]! < 0 !== samples[n - 1]! < 0) crossings++;
          power += samples[n]! ** 2;
        }
        const silent = power / samples.length < silentPower;
        out.rate.push(silent ? NaN : (crossings * rate) / samples.length);
      },
    };
  },
});

const { excerpts } = await analyseTrack('samples/loose-groove.ogg', { analysers: [...analysers, zeroCrossings] });
console.log(excerpts[0]!.values['example:zero-crossings/rate.median']);
