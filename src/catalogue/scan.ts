import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import type { CatalogueStore, KnownTrack } from '../store/catalogue-store.js';
import type { FileState, TrackRecord, Versions } from '../store/track-record.js';
import { version } from '../version.js';
import { analyseMany } from './analyse-many.js';
import { currentVersions } from './current-versions.js';
import { type Failure, mendable } from './failure.js';
import { mergeAnalyses } from './merge-analyses.js';
import { staleAnalysers } from './stale-analysers.js';

/** A recording as it was found, by its absolute path. */
export type FoundFile = { readonly path: string; readonly file: FileState | undefined };

/** What a catalogue keeps of a recording. */
export type Scanned = { readonly analysis: TrackAnalysis; readonly pcmSha256?: string } | { readonly failure: Failure };

/** Yields what each recording gave, in any order; with `analysers`, what only these give. */
export type Analyse = (
  files: readonly FoundFile[],
  options?: { readonly analysers?: readonly string[]; readonly signal?: AbortSignal },
) => AsyncIterable<{ readonly file: FoundFile; readonly outcome: Scanned }>;

export type ScanOptions = {
  /** Threads of this machine unless told. */
  readonly analyse?: Analyse;
  readonly signal?: AbortSignal;
  /** Called once it is known how many recordings must be analysed, then after each. */
  readonly onProgress?: (progress: ScanProgress) => void;
  readonly onFailure?: (failure: Failure) => void;
};

export type ScanProgress = { readonly done: number; readonly of: number };

/** What a scan did: how many recordings it was given, analysed itself, and how many of all are errors in the store. */
export type ScanResult = { readonly recordings: number; readonly analysed: number; readonly failed: number };

/** A commit costs little beside a recording's analysis; what is lost at a stop is analysed again. */
const batch = { most: 16, milliseconds: 1000 };

/** Analyses on so many threads of this machine; as many as there are processors unless told. */
export function analyseHere(workers?: number): Analyse {
  return async function* analyse(files, options = {}) {
    const paths = files.map(({ path }) => path);
    let place = 0;
    for await (const outcome of analyseMany(paths, {
      ...options,
      hash: true,
      ...(workers === undefined ? {} : { workers }),
    }))
      yield { file: files[place++]!, outcome };
  };
}

/**
 * Analyses what the store does not have yet: recordings that are new or were changed, or whose engine was another, as a
 * whole; of the rest only the analysers that are out of date. Failures become rows. However often it is stopped, the
 * store ends as if it had not been.
 */
export async function scan(
  files: readonly string[],
  store: CatalogueStore,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const { onProgress, onFailure, signal, analyse = analyseHere() } = options;
  const known = await store.known();
  await store.forget(readableFolders(files, known));
  const plan = await planOf(files, known);
  const of = plan.partial.reduce((sum, { files }) => sum + files.length, plan.whole.length);
  const changed: FoundFile[] = [];
  let done = 0;
  let failed = plan.failedBefore;
  let pending: TrackRecord[] = [];
  let saved = Date.now();
  onProgress?.({ done, of });
  try {
    for (const { only, files } of plan.partial) await analyseAll(files, only);
    await analyseAll([...plan.whole, ...changed]);
  } finally {
    await store.save(pending);
  }
  return { recordings: plan.recordings, analysed: done, failed };

  async function analyseAll(files: readonly FoundFile[], only?: readonly string[]): Promise<void> {
    const analyseOptions = { ...(only && { analysers: only }), ...(signal && { signal }) };
    for await (const { file, outcome } of analyse(files, analyseOptions)) {
      const record = await recordOf(file, outcome, only !== undefined);
      if (record === undefined) {
        changed.push(file);
        continue;
      }
      pending.push(record);
      done++;
      if ('failure' in outcome) {
        failed++;
        onFailure?.(outcome.failure);
      }
      if (pending.length >= batch.most || Date.now() - saved >= batch.milliseconds) {
        const records = pending;
        pending = [];
        await store.save(records);
        saved = Date.now();
      }
      onProgress?.({ done, of });
    }
  }

  /** Undefined where only some analysers ran and the sound is not that which the others heard. */
  async function recordOf(file: FoundFile, outcome: Scanned, partial: boolean): Promise<TrackRecord | undefined> {
    const named = { ...file, versions: currentVersions };
    if ('failure' in outcome) return { ...named, failure: outcome.failure };
    const { analysis } = outcome;
    const pcmSha256 = outcome.pcmSha256!; // it was asked for
    if (!partial) return { ...named, analysis, pcmSha256 };
    const before = await store.read(file.path);
    if (before.pcmSha256 !== pcmSha256) return undefined;
    return { ...named, analysis: mergeAnalyses(before.analysis, analysis, currentVersions.analysers), pcmSha256 };
  }
}

/** Of the errors that are known, folders that could not be read: now they were, since recordings were found in them. */
function readableFolders(files: readonly string[], known: ReadonlyMap<string, KnownTrack>): readonly string[] {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = dirname(resolve(file)); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  return [...known]
    .filter(([path, { errorCode }]) => errorCode !== undefined && folders.has(path))
    .map(([path]) => path);
}

type Plan = {
  readonly recordings: number;
  readonly failedBefore: number;
  readonly whole: readonly FoundFile[];
  readonly partial: readonly { readonly only: readonly string[]; readonly files: readonly FoundFile[] }[];
};

async function planOf(files: readonly string[], known: ReadonlyMap<string, KnownTrack>): Promise<Plan> {
  const paths = [...new Set(files.map((file) => resolve(file)))];
  const whole: FoundFile[] = [];
  const partial = new Map<string, FoundFile[]>();
  let failedBefore = 0;
  const staleOf = rememberedStale();
  for (const path of paths) {
    const found = { path, file: await fileState(path) };
    const before = known.get(path);
    if (before === undefined || before.versions.engine !== version || !isSame(before.file, found.file))
      whole.push(found);
    else if (before.errorCode !== undefined) {
      if (mendable.includes(before.errorCode)) whole.push(found);
      else failedBefore++;
    } else {
      const only = staleOf(before.versions);
      if (only !== '') partial.set(only, [...(partial.get(only) ?? []), found]);
    }
  }
  return {
    recordings: paths.length,
    failedBefore,
    whole,
    partial: [...partial].map(([only, files]) => ({ only: only.split(' '), files })),
  };
}

/** The ids of what must run again, worked out once for each set of versions. */
function rememberedStale(): (versions: Versions) => string {
  const remembered = new Map<Versions, string>();
  return (versions) => {
    const found =
      remembered.get(versions) ??
      staleAnalysers(versions.analysers)
        .map(({ id }) => id)
        .join(' ');
    remembered.set(versions, found);
    return found;
  };
}

function fileState(path: string): Promise<FileState | undefined> {
  return stat(path).then(
    ({ size, mtimeMs }) => ({ bytes: size, modifiedMs: Math.floor(mtimeMs) }),
    () => undefined, // whoever opens it says why
  );
}

function isSame(a: FileState | undefined, b: FileState | undefined): boolean {
  return a?.bytes === b?.bytes && a?.modifiedMs === b?.modifiedMs;
}
