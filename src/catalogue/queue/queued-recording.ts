import { createHash } from 'node:crypto';
import type { JobsOptions } from 'bullmq';
import * as v from 'valibot';
import { versionsId } from '../../store/track-record.js';
import { currentVersions } from '../current-versions.js';
import type { Failure } from '../failure.js';
import type { Scanned } from '../scan.js';

/** Workers of another version would give other numbers: they listen to another queue. */
export const queueName = `swerve-${versionsId(currentVersions)}`;

/** How often a recording is tried where a try may end otherwise, or where the worker died of it. */
export const tries = 3;

/** What has ended and was not taken, since the scan was stopped, is kept for the next scan: a day. */
const kept = { age: 24 * 3600 };
export const jobOptions: JobsOptions = {
  attempts: tries,
  backoff: { type: 'exponential', delay: 1000 },
  removeOnComplete: kept,
  removeOnFail: kept,
};

const task = v.strictObject({
  /** Its path below the shared folder, with '/'. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(32768)),
  analysers: v.exactOptional(v.pipe(v.array(v.string()), v.readonly())),
});
export type QueuedRecording = v.InferOutput<typeof task>;

/** Undefined where a queue holds something else. */
export function parseTask(data: unknown): QueuedRecording | undefined {
  const parsed = v.safeParse(task, data);
  return parsed.success ? parsed.output : undefined;
}

/** Equal for equal work, so that a recording waits in the queue once, and what a stopped scan asked for is found again. */
export function jobId({ name, analysers }: QueuedRecording, file: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([name, analysers ?? null, file ?? null]))
    .digest('hex');
}

const finite = v.pipe(v.number(), v.finite());
const words = v.record(v.string(), v.string());
const excerpt = v.object({
  startSeconds: finite,
  seconds: finite,
  values: v.record(v.string(), finite),
  missing: words,
  labels: words,
});
const analysis = v.object({
  format: v.pipe(
    v.object({
      container: v.string(),
      codec: v.string(),
      sampleRate: finite,
      channelCount: finite,
      declaredSeconds: v.optional(finite),
    }),
    v.transform(({ declaredSeconds, ...format }) => ({ ...format, declaredSeconds })),
  ),
  tags: v.object({
    artist: v.exactOptional(v.string()),
    album: v.exactOptional(v.string()),
    title: v.exactOptional(v.string()),
    year: v.exactOptional(finite),
  }),
  seconds: finite,
  excerpts: v.array(excerpt),
  headline: finite,
  track: excerpt,
  warnings: v.array(v.string()),
  versions: v.record(v.string(), finite),
});
const failure = v.object({ code: v.string(), what: v.string(), where: v.string(), remedy: v.string() });
const outcome = v.union([v.object({ analysis, pcmSha256: v.string() }), v.object({ failure })]);

/** What a worker sent back; anything else is a failure. */
export function parseOutcome(value: unknown, name: string): Scanned {
  const parsed = v.safeParse(outcome, value);
  if (parsed.success) return parsed.output as Scanned;
  const what = 'The answer in the queue is not one of a worker.';
  return { failure: { code: 'internal', what, where: name, remedy: 'Let nobody else write to that Redis server.' } };
}

/** The outcome, told of another place where it tells of that one: a worker's paths are not those of the scan. */
export function movedOutcome(outcome: Scanned, from: string, to: string): Scanned {
  if (!('failure' in outcome) || outcome.failure.where !== from) return outcome;
  const failure: Failure = { ...outcome.failure, where: to };
  return { failure };
}
