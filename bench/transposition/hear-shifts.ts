import { analysersFor } from '../../src/analysers/analysers-for.js';
import { pitchAnalysers } from '../../src/analysers/pitch/index.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { registerFeatures } from '../../src/features/registry.js';
import type { FeatureRow } from '../../src/features/row.js';
import { kept } from '../kept.js';
import type { Sound } from '../sound.js';
import { type Shift, type Shiftable, shiftName, unshifted } from './shift.js';

const wanted = registerFeatures(pitchAnalysers).filter(({ scored }) => scored);
const ofPitch = analysersFor([
  ...wanted.map(({ analyser, of }) => `${analyser}/${of}`),
  'pitch.key/key',
  'pitch.melody/median',
]);

/** What is heard of pitch: the features, and the key in words. */
export type Heard = { readonly values: FeatureRow['values']; readonly key: string | undefined };
export type HeardShifts = Pick<Shiftable, 'name' | 'set' | 'genre' | 'shifts'> & {
  readonly before: Heard;
  /** By the names of the shifts. */
  readonly after: ReadonlyMap<string, Heard>;
};

/** A sound as it is and at every shift, of a file kept for the next run. */
export async function hearShifts({ sound, audioPath, ...told }: Shiftable): Promise<HeardShifts> {
  const hearAll = async () => {
    const after = new Map<string, Heard>();
    for (const shift of told.shifts) after.set(shiftName(shift), await listen(await sound(shift)));
    return { before: await listen(await sound(unshifted)), after };
  };
  const what = `shifted by ${told.shifts.map(shiftName).join('; ')}`;
  return { ...told, ...(audioPath === undefined ? await hearAll() : await kept(audioPath, what, hearAll)) };
}

/** After the shift; undefined where it was not tried. */
export function heardAfter({ after }: HeardShifts, shift: Shift): Heard | undefined {
  return after.get(shiftName(shift));
}

async function listen(sound: Sound): Promise<Heard> {
  const { excerpts } = await analyseTrack(openPcm(sound, { sampleRate: 44100 }), {
    analysers: ofPitch,
    extent: 'whole',
  });
  const { values, labels } = excerpts[0]!;
  return { values, key: labels['pitch.key/key'] };
}
