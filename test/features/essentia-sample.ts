import { seededRandom } from '../../src/dsp/seeded-random.js';
import { normal } from '../profiles/synthetic.js';

/**
 * A made-up document of Essentia's music extractor, with the structure that the extractor's documentation lists
 * (essentia.upf.edu/streaming_extractor_music.html) and numbers from a seeded generator.
 */
export function essentiaSample(seed: number, { extractor = 'music 1.0', genre = 'dub' } = {}): object {
  const next = seededRandom(seed);
  const around = (centre: number) => centre * Math.exp(0.2 * normal(next));
  const summary = (centre: number) => ({
    mean: around(centre),
    var: around(centre * centre),
    min: 0,
    max: around(4 * centre),
    dmean: around(centre / 4),
    dvar: around(centre / 8),
  });
  const vector = (length: number, centre: number) => Array.from({ length }, () => around(centre));
  return {
    metadata: {
      audio_properties: { length: around(200), sample_rate: 44100, replay_gain: -8 },
      tags: {
        artist: [`artist ${seed % 12}`],
        album: [`album ${seed % 15}`],
        title: [`title ${seed}`],
        genre: [genre],
        file_name: `${seed}.mp3`,
      },
      version: { essentia: '2.1-beta2', extractor },
    },
    lowlevel: {
      average_loudness: 1 / (1 + around(0.2)),
      dynamic_complexity: around(3),
      spectral_centroid: summary(1500),
      spectral_flux: summary(0.1),
      dissonance: summary(0.45),
      pitch_salience: summary(0.5),
      silence_rate_60dB: summary(0.1),
      mfcc: {
        mean: Array.from({ length: 13 }, () => 50 * normal(next)),
        cov: Array.from({ length: 13 }, () => vector(13, 1)),
        icov: Array.from({ length: 13 }, () => vector(13, 1)),
      },
      melbands: { mean: vector(40, 0.01), var: vector(40, 0.001) },
    },
    rhythm: {
      bpm: around(120),
      beats_count: 400,
      beats_position: vector(400, 100),
      onset_rate: around(4),
      beats_loudness_band_ratio: { mean: vector(6, 0.2), var: vector(6, 0.05) },
      danceability: around(1.2),
    },
    tonal: {
      key_key: 'A',
      key_scale: 'minor',
      key_strength: 1 / (1 + around(0.5)),
      tuning_frequency: around(440),
      tuning_equal_tempered_deviation: around(0.1),
      chords_changes_rate: around(0.06),
      chords_histogram: vector(24, 4),
      hpcp: { mean: vector(36, 0.3), var: vector(36, 0.1) },
      hpcp_entropy: summary(2),
    },
  };
}
