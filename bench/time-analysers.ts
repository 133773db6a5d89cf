import type { Analyser } from '../src/analysis/analyser.js';
import { createHost } from '../src/analysis/host.js';
import { splitOutputName } from '../src/analysis/plan.js';
import type { WindowOutput } from '../src/analysis/stores.js';
import { speakersOf } from '../src/audio/channels.js';
import { median } from '../src/dsp/statistics.js';

/** Milliseconds of processor time that each analyser's own code takes on a 30 s window, by id; and the rest: front ends, host, storage. */
export type AnalyserTimes = {
  readonly byAnalyser: ReadonlyMap<string, number>;
  readonly rest: number;
  /** Kilobytes that the outputs of each analyser take in a window, by id. */
  readonly kilobytes: ReadonlyMap<string, number>;
};

/** Medians over the whole windows of the recording and over the runs; the first window, where code is compiled, is left out. */
export function timeAnalysers(
  analysers: readonly Analyser[],
  channels: readonly Float32Array[],
  runs: number,
): AnalyserTimes {
  const spent = new Map(analysers.map(({ id }) => [id, 0]));
  const windows: { readonly total: number; readonly spent: ReadonlyMap<string, number> }[] = [];
  const timed = analysers.map((analyser) => timeAnalyser(analyser, spent));
  let kilobytes: ReadonlyMap<string, number> = new Map();
  for (let run = 0; run < runs; run++) {
    let start = performance.now();
    let startUsage = process.cpuUsage();
    const host = createHost({
      analysers: timed,
      speakers: speakersOf(channels.length),
      onWindow({ scope, seconds, startSeconds, outputs }) {
        if (scope === 'track' || seconds < 30) return;
        const { user, system } = process.cpuUsage(startUsage);
        const total = (user + system) / 1000;
        // the clock also runs while others have the processor: what it says is scaled to processor time
        const scale = total / (performance.now() - start);
        if (run > 0 || startSeconds > 0)
          windows.push({ total, spent: new Map([...spent].map(([id, ms]) => [id, scale * ms])) });
        kilobytes = new Map(analysers.map(({ id }) => [id, kilobytesOf(id, outputs)]));
        for (const id of spent.keys()) spent.set(id, 0);
        start = performance.now();
        startUsage = process.cpuUsage();
      },
    });
    const block = 16384;
    for (let from = 0; from < channels[0]!.length; from += block)
      host.push(channels.map((channel) => channel.subarray(from, from + block)));
    host.finish();
    for (const id of spent.keys()) spent.set(id, 0);
  }
  return {
    byAnalyser: new Map(analysers.map(({ id }) => [id, median(windows.map(({ spent }) => spent.get(id)!))])),
    rest: median(windows.map(({ total, spent }) => total - [...spent.values()].reduce((sum, ms) => sum + ms, 0))),
    kilobytes,
  };
}

function kilobytesOf(analyser: string, outputs: ReadonlyMap<string, WindowOutput>): number {
  let bytes = 0;
  for (const [name, output] of outputs) {
    if (splitOutputName(name)[0] !== analyser) continue;
    if (output.shape === 'series' || output.shape === 'events') bytes += output.rows.byteLength;
    if (output.shape === 'events') bytes += output.seconds.byteLength;
    if (output.shape === 'value') bytes += output.row.byteLength;
  }
  return bytes / 1000;
}

/** The same analyser, adding what its code takes to `spent`. */
function timeAnalyser(analyser: Analyser, spent: Map<string, number>): Analyser {
  const { id } = analyser;
  const timed = (work: () => void) => {
    const start = performance.now();
    work();
    spent.set(id, spent.get(id)! + performance.now() - start);
  };
  if (analyser.kind === 'window')
    return { ...analyser, analyse: (...given) => timed(() => analyser.analyse(...given)) };
  return {
    ...analyser,
    prepare(...setup) {
      const prepared = analyser.prepare(...setup);
      return { ...prepared, process: (frame) => timed(() => prepared.process(frame)) };
    },
  };
}
