import { expect, test } from 'vitest';
import { readEssentiaDocument } from '../../src/features/essentia-document.js';
import { foreignFeature } from '../../src/features/foreign-features.js';
import { foreignTable } from '../../src/features/foreign-table.js';
import { essentiaSample } from './essentia-sample.js';

test.each([
  ['tempo', 'timing', 'BPM', 'log'],
  ['onrate', 'timing', '', 'log'],
  ['chroma_stft_mean', 'pitch', '', 'identity'],
  ['chroma_stft_var', 'pitch', '', 'log'],
  ['spectral_centroid_mean', 'timbre', 'Hz', 'log'],
  ['spectral_centroid_var', 'timbre', '', 'log'],
  ['cent_s', 'timbre', 'Hz', 'log'],
  ['mfcc12_mean', 'timbre', '', 'identity'],
  ['mfcc12_var', 'timbre', '', 'log'],
  ['con0_m', 'timbre', '', 'identity'],
  ['zero_crossing_rate_mean', 'timbre', '', 'log'],
  ['rms_mean', 'dynamics', '', 'log'],
  ['lowlevel.dissonance.mean', 'pitch', '', 'identity'],
  ['lowlevel.barkbands_crest.mean', 'timbre', '', 'identity'],
  ['lowlevel.average_loudness', 'dynamics', '', 'identity'],
  ['rhythm.beats_loudness_band_ratio.mean.3', 'timing', '', 'identity'],
  ['tonal.hpcp_entropy.mean', 'pitch', '', 'identity'],
])('%s is of %s, in "%s", %s', (name, aspect, unit, transform) => {
  expect(foreignFeature('table', name, 0)).toMatchObject({ aspect, unit, transform, scored: true });
});

test.each([
  'length',
  'filename',
  'year',
  'key',
  'chroma_3_mean',
  'tonal.hpcp.mean.7',
  'tonal.chords_histogram.4',
  'rhythm.beats_count',
])('%s is not taken', (name) => {
  expect(foreignFeature('table', name, 0)).toBeUndefined();
});

test('what is negative anywhere in the table has no logarithm', () => {
  expect(foreignFeature('table', 'rms_mean', -60)).toMatchObject({
    transform: 'identity',
    range: [-Infinity, Infinity],
  });
});

test('statistics of one measure share an analyser, as ours do', () => {
  const analyserOf = (name: string) => foreignFeature('table', name, 0)!.analyser;
  expect(analyserOf('mfcc12_var')).toBe('table:mfcc');
  expect(analyserOf('mfcc1_mean')).toBe('table:mfcc');
  expect(analyserOf('spectral_centroid_mean')).toBe('table:spectral_centroid');
  expect(analyserOf('lowlevel.mfcc.mean.3')).toBe('table:lowlevel.mfcc');
});

test("Essentia's document gives means, spreads and plain numbers, and says who made the recording", () => {
  const { values, ...said } = readEssentiaDocument(essentiaSample(1), '1.json');
  expect(said).toEqual({
    extractor: 'music 1.0',
    title: 'title 1',
    artist: 'artist 1',
    album: 'album 1',
    label: 'dub',
  });
  expect([...values.keys()]).toEqual(
    expect.arrayContaining(['lowlevel.spectral_centroid.mean', 'lowlevel.spectral_centroid.var', 'rhythm.bpm']),
  );
  expect(values.has('lowlevel.mfcc.mean.13')).toBe(true);
  for (const name of [
    'lowlevel.spectral_centroid.min',
    'lowlevel.melbands.mean.1',
    'lowlevel.mfcc.cov.1',
    'tonal.key_key',
  ])
    expect(values.has(name), name).toBe(false);
  const { features, leftOut } = foreignTable('essentia:music 1.0', [{ ...said, values }]);
  expect(new Set(features.map(({ aspect }) => aspect))).toEqual(new Set(['timing', 'pitch', 'timbre', 'dynamics']));
  expect(leftOut).toContain('rhythm.beats_count');
});

test.each([null, 3, [], {}, { lowlevel: { mfcc: 'x' } }, { metadata: {}, lowlevel: [1] }, { lowlevel: { a: 1 } }])(
  'what is no document of it is refused: %j',
  (json) => {
    expect(() => readEssentiaDocument(json, 'x.json')).toThrow('not a document of Essentia');
  },
);
