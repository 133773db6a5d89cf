import { trackSetOfProfile } from '../../src/convergence/track-set.js';
import type { RegisteredFeature } from '../../src/features/registry.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { openCatalogueStore } from '../../src/store/catalogue-store.js';

/** A recording that never was: what its tags say, and its features. */
export type MadeUpRecording = {
  readonly path: string;
  readonly artist?: string;
  readonly album?: string;
  readonly title?: string;
  readonly year?: number;
  readonly values: Readonly<Record<string, number>>;
};

const { tracks: references, versions } = trackSetOfProfile(embeddedProfiles[0]!);

/** What a reference of an embedded profile has, moved to `share` of its distance from another. */
export function blendOf(reference: number, centre: number, share: number): Readonly<Record<string, number>> {
  const [own, middle] = [references[reference % references.length]!, references[centre]!];
  return Object.fromEntries(
    Object.entries(own.values).flatMap(([id, value]) => {
      const other = middle.values[id];
      return other === undefined ? [] : [[id, other + share * (value - other)]];
    }),
  );
}

/** A store as a scan would have made it. */
export async function makeUpStore(
  store: string,
  features: readonly RegisteredFeature[],
  recordings: readonly MadeUpRecording[],
): Promise<void> {
  const opened = await openCatalogueStore(store, features);
  const part = { startSeconds: 0, seconds: 30, labels: {}, missing: {} };
  await opened.save(
    recordings.map(({ path, values, ...tags }) => ({
      path,
      file: { bytes: 1, modifiedMs: 1 },
      versions: { engine: 'made up', analysers: versions },
      pcmSha256: path,
      analysis: {
        format: { container: 'WAV', codec: 'PCM', sampleRate: 44100, channelCount: 2, declaredSeconds: 30 },
        tags,
        seconds: 30,
        excerpts: [{ ...part, values }],
        headline: 0,
        track: { ...part, values: {} },
        warnings: [],
        versions,
      },
    })),
  );
  opened.close();
}
