import { type Degree, readDegrees } from '../analysers/pitch/fold-histogram.js';
import type { AnalysedWindow } from '../analysis/host.js';
import { mean } from '../dsp/statistics.js';

/** What a page draws of a recording and no single number tells; where there is nothing to draw, why. */
export type TrackPortrait = {
  readonly loudness: LoudnessPortrait | Absent;
  readonly pitches: PitchPortrait | Absent;
};

export type Absent = { readonly missing: string };

/** Short-term loudness in LUFS from beginning to end; null where it is below -70. */
export type LoudnessPortrait = {
  readonly firstSeconds: number;
  readonly hopSeconds: number;
  /** Of the whole; null where nothing is louder than -70. */
  readonly integrated: number | null;
  readonly values: readonly (number | null)[];
};

/** The octave above C of one excerpt: the share of each 5 cents, and the degrees found in it. */
export type PitchPortrait = {
  readonly shares: readonly number[];
  readonly degrees: readonly Degree[];
};

const mostPoints = 600;
const pitchBins = 240;

export type PortraitSitter = {
  /** For `onWindow` of an analysis. */
  hear(window: AnalysedWindow): void;
  /** Once all is heard, of the excerpt of this number. */
  drawn(headline: number): TrackPortrait;
};

/** Gathers what a page draws, window by window. */
export function createPortrait(): PortraitSitter {
  const excerpts: Pick<TrackPortrait, 'pitches'>[] = [];
  let loudness: TrackPortrait['loudness'] = { missing: 'the recording was not heard to its end' };
  return {
    hear({ scope, outputs }) {
      if (scope === 'excerpt') excerpts.push({ pitches: pitchesOf(outputs) });
      else loudness = loudnessOf(outputs);
    },
    drawn: (headline) => ({ loudness, pitches: excerpts[headline]?.pitches ?? { missing: 'no excerpt was compared' } }),
  };
}

function pitchesOf(outputs: AnalysedWindow['outputs']): PitchPortrait | Absent {
  const histogram = outputs.get('pitch.histogram/histogram');
  const degrees = outputs.get('pitch.histogram/degrees');
  if (histogram?.shape !== 'value' || degrees?.shape !== 'value') return { missing: 'pitch was not measured' };
  const { row, missing } = histogram;
  if (missing !== undefined) return { missing };
  const width = row.length / pitchBins;
  const shares = Array.from({ length: pitchBins }, (_, bin) =>
    rounded(
      row.subarray(bin * width, (bin + 1) * width).reduce((sum, share) => sum + share, 0),
      5,
    ),
  );
  const found = readDegrees(degrees.row).map(({ cents, share, prominence, spreadCents }) => ({
    cents: rounded(cents, 1),
    share: rounded(share, 4),
    prominence: rounded(prominence, 3),
    spreadCents: rounded(spreadCents, 1),
  }));
  return { shares, degrees: found };
}

/** At most 600 points, each the mean of the defined values about it. */
function loudnessOf(outputs: AnalysedWindow['outputs']): LoudnessPortrait | Absent {
  const series = outputs.get('dynamics.loudness/shortTerm');
  const whole = outputs.get('dynamics.loudness/integrated');
  if (series?.shape !== 'series' || whole?.shape !== 'value') return { missing: 'loudness was not measured' };
  const { rows, count, firstSeconds, hopSeconds } = series;
  if (count === 0) return { missing: 'shorter than 3 s' };
  const each = Math.ceil(count / mostPoints);
  const values = Array.from({ length: Math.ceil(count / each) }, (_, point) =>
    roundedOrNull(mean(rows.subarray(point * each, (point + 1) * each)), 2),
  );
  return {
    firstSeconds: firstSeconds + ((each - 1) * hopSeconds) / 2,
    hopSeconds: each * hopSeconds,
    integrated: roundedOrNull(whole.row[0]!, 2),
    values,
  };
}

function roundedOrNull(value: number, places: number): number | null {
  return Number.isNaN(value) ? null : rounded(value, places);
}

function rounded(value: number, places: number): number {
  return Number(value.toFixed(places));
}
