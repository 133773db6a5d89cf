import { expect, test } from 'vitest';
import { thirdOctave } from '../../src/analysers/timbre/third-octave.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { spectrumRibbon } from '../../src/scoring/spectrum-ribbon.js';

const profile = embeddedProfiles[0]!;
const feature = profile.features.find(({ id }) => id === 'timbre.third-octave/spectrum.18.value')!;
const versions = { 'timbre.third-octave': feature.analyserVersion };
const row = {
  values: { 'timbre.third-octave/spectrum.18.value': -12, 'timbre.third-octave/tilt.value': -4 },
  missing: {},
};

test('a band has its centre, its level and what the genre has there', () => {
  const { median, low, high } = feature;
  expect(spectrumRibbon(row, profile, versions)).toEqual([{ centreHz: 1000, decibels: -12, median, low, high }]);
});

test('the ribbon rises from 5 % over the median to 95 %, from 20 Hz to 20 kHz', () => {
  const values = Object.fromEntries(
    profile.features.filter(({ id }) => id.startsWith('timbre.third-octave/spectrum.')).map(({ id }) => [id, -20]),
  );
  const bands = spectrumRibbon({ values, missing: {} }, profile, versions);
  expect(bands).toHaveLength(31);
  expect([bands[0]!.centreHz, bands[30]!.centreHz]).toEqual([20, 20000]);
  for (const { low, median, high } of bands) {
    expect(low).toBeLessThanOrEqual(median);
    expect(median).toBeLessThanOrEqual(high);
  }
});

test('what another version measured is not compared, nor what a profile does not keep', () => {
  expect(spectrumRibbon(row, profile, { [thirdOctave.id]: feature.analyserVersion + 1 })).toEqual([]);
  expect(spectrumRibbon(row, { ...profile, features: [] }, versions)).toEqual([]);
  expect(spectrumRibbon({ values: {}, missing: {} }, profile, versions)).toEqual([]);
});
