import { createHash } from 'node:crypto';
import type { DuckDBValue } from '@duckdb/node-api';
import type { Excerpt, TrackAnalysis } from '../features/analyse-audio.js';

/** The engine and every analyser's version: what numbers depend on besides the file. */
export type Versions = { readonly engine: string; readonly analysers: Readonly<Record<string, number>> };

/** Equal for equal versions: SHA-256 of both, its first 16 digits. */
export function versionsId({ engine, analysers }: Versions): string {
  return createHash('sha256')
    .update(`${engine} ${JSON.stringify(analysers)}`)
    .digest('hex')
    .slice(0, 16);
}

/** What a file was when it was analysed. */
export type FileState = { readonly bytes: number; readonly modifiedMs: number };

/** Why a recording could not be analysed. */
export type StoredFailure = {
  readonly code: string;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
};

type Named = {
  /** Absolute. */
  readonly path: string;
  /** Undefined where there is no such file. */
  readonly file: FileState | undefined;
  readonly versions: Versions;
};
export type AnalysedRecord = Named & { readonly analysis: TrackAnalysis; readonly pcmSha256: string };
/** A recording as it is kept: analysed, or why not. */
export type TrackRecord = AnalysedRecord | (Named & { readonly failure: StoredFailure });

/** A row by its columns' names. */
export type Row = Readonly<Record<string, DuckDBValue>>;

/** The row of `tracks`. */
export function trackRow(record: TrackRecord, versionsId: string): Row {
  const { path, file } = record;
  const named = { path, bytes: file?.bytes ?? null, modified_ms: file?.modifiedMs ?? null, versions: versionsId };
  if ('failure' in record) {
    const { code, what, where, remedy } = record.failure;
    return { ...named, error_code: code, error: what, error_where: where, remedy };
  }
  const { tags, format, seconds, warnings } = record.analysis;
  return {
    ...named,
    artist: tags.artist ?? null,
    album: tags.album ?? null,
    title: tags.title ?? null,
    year: tags.year ?? null,
    container: format.container,
    codec: format.codec,
    sample_rate: format.sampleRate,
    channels: format.channelCount,
    declared_seconds: format.declaredSeconds ?? null,
    track_seconds: seconds,
    pcm_sha256: record.pcmSha256,
    warnings: JSON.stringify(warnings),
  };
}

/** The rows of `excerpts`: the whole as 0, then each excerpt. */
export function excerptRows({ path, analysis }: AnalysedRecord): readonly Row[] {
  return [analysis.track, ...analysis.excerpts].map(({ startSeconds, seconds, labels, missing, values }, place) => ({
    ...values,
    path,
    excerpt: place,
    headline: place === analysis.headline + 1,
    start_seconds: startSeconds,
    seconds,
    labels: sortedJson(labels),
    missing: sortedJson(missing),
  }));
}

/** From its row of `tracks` and its rows of `excerpts` in their order. */
export function recordOf(
  track: Row,
  excerpts: readonly Row[],
  features: readonly string[],
  versions: Versions,
): AnalysedRecord {
  const [whole, ...rest] = excerpts.map((row) => excerptOf(row, features));
  const tags = ['artist', 'album', 'title'].map((name) => [name, textOf(track[name])] as const);
  const analysis: TrackAnalysis = {
    format: {
      container: String(track['container']),
      codec: String(track['codec']),
      sampleRate: Number(track['sample_rate']),
      channelCount: Number(track['channels']),
      declaredSeconds: numberOf(track['declared_seconds']),
    },
    tags: Object.fromEntries(
      [...tags, ['year', numberOf(track['year'])] as const].filter(([, value]) => value !== undefined),
    ),
    seconds: Number(track['track_seconds']),
    excerpts: rest,
    headline: Math.max(0, excerpts.findIndex(({ headline }) => headline === true) - 1),
    track: whole!,
    warnings: JSON.parse(String(track['warnings'])) as string[],
    versions: versions.analysers,
  };
  const pcmSha256 = String(track['pcm_sha256']);
  return { path: String(track['path']), file: fileStateOf(track), versions, analysis, pcmSha256 };
}

export function fileStateOf({ bytes, modified_ms: modifiedMs }: Row): FileState | undefined {
  return bytes === null ? undefined : { bytes: Number(bytes), modifiedMs: Number(modifiedMs) };
}

export function textOf(value: DuckDBValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function numberOf(value: DuckDBValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

function excerptOf(row: Row, features: readonly string[]): Excerpt {
  const values: Record<string, number> = {};
  for (const id of features) {
    const value = numberOf(row[id]);
    if (value !== undefined) values[id] = value;
  }
  return {
    startSeconds: Number(row['start_seconds']),
    seconds: Number(row['seconds']),
    labels: JSON.parse(String(row['labels'])) as Record<string, string>,
    missing: JSON.parse(String(row['missing'])) as Record<string, string>,
    values,
  };
}

/** The same text whatever the order in which things were found out. */
function sortedJson(words: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1))));
}
