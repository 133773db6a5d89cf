import type { Analyser } from '../../src/analysis/analyser.js';
import { type AnalysedWindow, type AnalysisSummary, createHost, type HostOptions } from '../../src/analysis/host.js';
import { speakersOf } from '../../src/audio/channels.js';
import { extractFeatures } from '../../src/features/extract-features.js';
import type { FeatureRow } from '../../src/features/row.js';

export type Run = {
  readonly windows: readonly AnalysedWindow[];
  /** The features of each window: the excerpts in order, the track last. */
  readonly rows: readonly FeatureRow[];
  readonly summary: AnalysisSummary;
};

/** Runs analysers over 44.1 kHz samples as a test wants them: everything kept. */
export function runAnalysers(
  analysers: readonly Analyser[],
  channels: readonly Float32Array[],
  options: Pick<HostOptions, 'extent' | 'parameters'> & { readonly block?: number } = {},
): Run {
  const windows: AnalysedWindow[] = [];
  const { block = 44100, ...rest } = options;
  const host = createHost({
    analysers,
    speakers: speakersOf(channels.length),
    onWindow: (window) => windows.push(window),
    ...rest,
  });
  for (let from = 0; from < channels[0]!.length; from += block)
    host.push(channels.map((channel) => channel.subarray(from, from + block)));
  const summary = host.finish();
  return { windows, rows: windows.map((window) => extractFeatures(analysers, window)), summary };
}
