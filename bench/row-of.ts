import { analysers } from '../src/analysers/index.js';
import { createHost } from '../src/analysis/host.js';
import { speakersOf } from '../src/audio/channels.js';
import { extractFeatures } from '../src/features/extract-features.js';
import type { FeatureRow } from '../src/features/row.js';
import type { Sound } from './sound.js';

/** The features of a sound's first window. */
export function rowOf(sound: Sound): FeatureRow {
  let row: FeatureRow = { values: {}, missing: {} };
  let windows = 0;
  const host = createHost({
    analysers,
    speakers: speakersOf(sound.length),
    onWindow(window) {
      if (windows++ === 0) row = extractFeatures(analysers, window);
    },
  });
  host.push(sound);
  host.finish();
  return row;
}
