import { analysersFor } from '../../src/analysers/analysers-for.js';
import { analysers as ours } from '../../src/analysers/index.js';
import type { GivenEvents } from '../../src/analysis/analyser.js';
import type { WindowOutput } from '../../src/analysis/stores.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import type { FeatureRow } from '../../src/features/row.js';
import { eventsOf, type Heard } from '../hear.js';
import type { Groove } from './groove.js';
import { type Bed, renderGroove } from './render-groove.js';

/** What is read of a rendered groove. */
const timingOutputs = ['timing.microtiming/hits', 'timing.tempo/drift'];

export type HeardGroove = {
  readonly row: FeatureRow;
  readonly onsets: GivenEvents;
  readonly attacks: GivenEvents;
  /** Onsets on the grid: milliseconds late, sixteenth of the bar, strength. */
  readonly hits: GivenEvents;
};

/** Renders and analyses a groove: by the timing analysers, or by all. */
export async function listen(
  groove: Groove,
  seconds: number,
  { bed, all = false }: { readonly bed?: Bed | undefined; readonly all?: boolean } = {},
): Promise<HeardGroove> {
  let outputs: ReadonlyMap<string, WindowOutput> = new Map();
  const { excerpts } = await analyseTrack(openPcm([renderGroove(groove, seconds, bed)], { sampleRate: 44100 }), {
    analysers: all ? ours : analysersFor(timingOutputs),
    extent: 'whole',
    onWindow: (window) => {
      if (window.scope === 'excerpt') outputs = window.outputs;
    },
  });
  const heard: Heard = (name) => outputs.get(name)!;
  return {
    row: excerpts[0]!,
    onsets: eventsOf(heard, 'timing.onsets/onsets'),
    attacks: eventsOf(heard, 'timing.onsets/attacks'),
    hits: eventsOf(heard, 'timing.microtiming/hits'),
  };
}
