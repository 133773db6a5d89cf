import type { Aspect } from '../src/analysis/analyser.js';
import { seededRandom } from '../src/dsp/seeded-random.js';
import type { RegisteredFeature } from '../src/features/registry.js';
import type { Reference } from '../src/profiles/build-profile.js';
import { gaussian } from './convergence/draw-sets.js';

/** So many features of each aspect, each by an analyser of its own: plain numbers from -100 to 100. */
export function madeUpFeatures(sizes: Readonly<Record<Aspect, number>>): RegisteredFeature[] {
  return Object.entries(sizes).flatMap(([aspect, count]) =>
    Array.from({ length: count }, (_, i): RegisteredFeature => {
      const analyser = `${aspect}.made-up${i}`;
      return {
        id: `${analyser}/value.value`,
        aspect: aspect as Aspect,
        analyser,
        analyserVersion: 1,
        of: 'value',
        statistic: 'value',
        title: analyser,
        lower: 'less',
        higher: 'more',
        unit: '',
        range: [-100, 100],
        transform: 'identity',
        minimumSeconds: 1,
        formula: 'a random number',
        citation: 'none',
        scored: true,
        scope: 'excerpt',
      };
    }),
  );
}

/** Standard normal numbers by artists who have nothing of their own. */
export function madeUpReferences(features: readonly RegisteredFeature[], count: number, artists: number): Reference[] {
  const random = seededRandom(90);
  return Array.from({ length: count }, (_, i) => ({
    artist: `artist ${i % artists}`,
    title: `track ${i}`,
    row: { values: Object.fromEntries(features.map(({ id }) => [id, gaussian(random)])), missing: {} },
  }));
}
