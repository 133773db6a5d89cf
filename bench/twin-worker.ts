import { openPcm } from '../src/audio/open-pcm.js';
import { type AnalysedVersion, analyseVersion } from '../src/catalogue/analyse-version.js';
import { windowSeconds } from '../src/frames/front-end.js';
import { openFile } from '../src/sources/file.js';
import { collect, inaudibleChanges } from './changes.js';
import { kept } from './kept.js';
import { looseHits, type Manipulation, manipulations } from './manipulations/twins.js';
import type { Sound } from './sound.js';

const rate = 44100;

/** An excerpt and the twins that are wanted of it, by name: those of `twinNames`. */
export type TwinRequest = { readonly file: string; readonly artist: string; readonly twins: readonly string[] };

/** The excerpt as it is and its twins; those that cannot be made of it are not among them. */
export type Twins = { readonly original: AnalysedVersion; readonly twins: Readonly<Record<string, AnalysedVersion>> };

/** Two that nobody shall hear, besides the manipulations. */
export const codec = 'MP3 192 kbit/s';
export const copy = 'a copy';

const byName = new Map<string, Manipulation>(Object.values(manipulations).map((made) => [made.name, made]));

/** One excerpt beside twins of itself, each analysed once. */
export default async function analyseTwins({ file, artist, twins: names }: TwinRequest): Promise<Twins> {
  let opened: Promise<Sound> | undefined;
  const sound = () => {
    opened ??= openFile(file)
      .then(collect)
      .then((whole) => whole.map((channel) => channel.subarray(0, windowSeconds * rate)));
    return opened;
  };
  const analysed = async (heard: Sound) => analyseVersion(openPcm(heard, { sampleRate: rate, tags: { artist } }));
  const hits = names.some((name) => byName.get(name)?.needsGrid)
    ? await kept(file, 'loose hits', async () => looseHits(await sound()))
    : undefined;
  const twins: Record<string, AnalysedVersion> = {};
  for (const name of names) {
    const manipulation = byName.get(name);
    if (manipulation?.needsGrid && hits === undefined) continue;
    twins[name] = await kept(file, name, async () => {
      if (name === copy) return analysed(await sound());
      const changed = manipulation?.apply(await sound(), hits ?? []) ?? inaudibleChanges[name]!(await sound());
      return analysed(await changed);
    });
  }
  return { original: await kept(file, 'as it is', async () => analysed(await sound())), twins };
}
