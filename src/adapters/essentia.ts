import { Piscina } from 'piscina';
import { SwerveError } from '../errors.js';

/** Undefined where essentia.js finds nothing, and on silence. */
export type EssentiaResult = {
  readonly bpm: number | undefined;
  /** Seconds, ascending. */
  readonly beats: readonly number[];
  /** A tonic such as 'C' or 'Eb'. */
  readonly key: string | undefined;
  readonly scale: 'major' | 'minor' | undefined;
  /** Correlation of the chroma with the key's profile, to 1. */
  readonly strength: number | undefined;
};

export type EssentiaOptions = {
  readonly signal?: AbortSignal;
  /** Terminated beyond it; 60 unless told. */
  readonly timeLimitSeconds?: number;
};

/** What the worker sends back: a fault is a sentence, since essentia.js throws bare numbers. */
export type EssentiaReply = { readonly result: EssentiaResult } | { readonly fault: string; readonly absent: boolean };

/** essentia.js is optional and not under our licence; whoever asks for it is told. */
export const essentiaLicence = 'essentia.js is AGPL-3.0, unlike Swerve; it runs only because you asked for it.';

/** Its WebAssembly memory ends at 2 GB; this much audio takes about a third of it. */
const longestSeconds = 1200;

/**
 * Beats (RhythmExtractor2013, Degara et al. 2012) and key (KeyExtractor, Gomez 2006) by essentia.js, mono samples at 44.1 kHz,
 * in a worker thread of its own that ends with the call. Errors: 'missing-package', 'invalid-argument', 'damaged-audio', 'aborted'.
 */
export async function analyseWithEssentia(
  samples: Float32Array,
  sampleRate: number,
  { signal, timeLimitSeconds = 60 }: EssentiaOptions = {},
): Promise<EssentiaResult> {
  check(samples, sampleRate);
  if (isSilent(samples)) return nothing;
  const stop = new AbortController();
  const cancel = () => stop.abort('The analysis was cancelled.');
  const timer = setTimeout(() => stop.abort(`It took longer than ${timeLimitSeconds} s.`), 1000 * timeLimitSeconds);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const pool = new Piscina<Float32Array, EssentiaReply>({
    filename: new URL('./essentia-worker.js', import.meta.url).href,
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  try {
    const reply = await pool.run(samples, { signal: stop.signal });
    if ('result' in reply) return reply.result;
    throw reply.absent
      ? new SwerveError(
          'missing-package',
          'The optional package essentia.js is not installed.',
          'essentia.js',
          'Run npm install essentia.js (it is AGPL-3.0).',
        )
      : new SwerveError('damaged-audio', `essentia.js failed: ${reply.fault}.`, 'essentia.js', 'Leave it out.');
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    const remedy = 'Give it more time, or less audio.';
    throw new SwerveError('aborted', `essentia.js was stopped. ${stop.signal.reason}`, 'essentia.js', remedy, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    await pool.destroy();
  }
}

const nothing: EssentiaResult = Object.freeze({
  bpm: undefined,
  beats: Object.freeze([]),
  key: undefined,
  scale: undefined,
  strength: undefined,
});

function check(samples: Float32Array, sampleRate: number): void {
  if (sampleRate !== 44100)
    throw refused(`essentia.js hears beats at 44.1 kHz only, not ${sampleRate} Hz.`, 'Resample.');
  if (samples.length > longestSeconds * sampleRate)
    throw refused(
      `${Math.round(samples.length / sampleRate)} s do not fit its memory.`,
      `Give at most ${longestSeconds} s.`,
    );
  // its KeyExtractor never comes back from these
  if (!samples.every(Number.isFinite))
    throw refused('Samples are not finite numbers.', 'Replace them, by 0 for instance.');
}

function refused(what: string, remedy: string): SwerveError {
  return new SwerveError('invalid-argument', what, 'essentia.js', remedy);
}

/** On silence its tempo is random. */
function isSilent(samples: Float32Array): boolean {
  return samples.every((sample) => Math.abs(sample) < 1e-5);
}
