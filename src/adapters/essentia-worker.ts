import type { EssentiaReply, EssentiaResult } from './essentia.js';

/** What we call of essentia.js, which has no types. Vectors live in WebAssembly memory until they are deleted. */
type Vector = { delete(): void };
type Rhythm = { bpm: number; ticks: Vector; estimates: Vector; bpmIntervals: Vector };
type Essentia = {
  arrayToVector(samples: Float32Array): Vector;
  vectorToArray(vector: Vector): Float32Array;
  RhythmExtractor2013(signal: Vector, maximumBpm: number, method: 'degara', minimumBpm: number): Rhythm;
  KeyExtractor(signal: Vector): { key: string; scale: string; strength: number };
};
type Package = { EssentiaWASM: unknown; Essentia: new (wasm: unknown) => Essentia };

/** One recording's beats and key, in a worker thread. */
export default async function extractInWorker(samples: Float32Array): Promise<EssentiaReply> {
  try {
    const name = 'essentia.js';
    const loaded = (await import(name)) as { default: Package };
    // its global handlers would swallow what goes wrong here
    process.removeAllListeners('uncaughtException').removeAllListeners('unhandledRejection');
    return { result: extract(new loaded.default.Essentia(loaded.default.EssentiaWASM), samples) };
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    return { fault: error instanceof Error ? error.message : `error ${String(error)}`, absent };
  }
}

function extract(essentia: Essentia, samples: Float32Array): EssentiaResult {
  const signal = essentia.arrayToVector(samples);
  const { bpm, ticks, estimates, bpmIntervals } = essentia.RhythmExtractor2013(signal, 208, 'degara', 40);
  const beats = Array.from(essentia.vectorToArray(ticks));
  const { key, scale, strength } = essentia.KeyExtractor(signal);
  for (const vector of [signal, ticks, estimates, bpmIntervals]) vector.delete();
  const hasKey = key !== '' && (scale === 'major' || scale === 'minor');
  return {
    bpm: bpm > 0 && beats.length > 1 ? bpm : undefined,
    beats,
    key: hasKey ? key : undefined,
    scale: hasKey ? scale : undefined,
    strength: hasKey && Number.isFinite(strength) ? strength : undefined,
  };
}
