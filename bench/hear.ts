import { analysersFor } from '../src/analysers/analysers-for.js';
import type { GivenEvents, GivenSeries } from '../src/analysis/analyser.js';
import type { WindowOutput } from '../src/analysis/stores.js';
import type { AudioStream } from '../src/audio/decode.js';
import { analyseTrack } from '../src/catalogue/analyse-track.js';
import { SwerveError } from '../src/errors.js';
import { openFile } from '../src/sources/file.js';

/** The outputs that annotations are held against. */
export const heardOutputs = {
  beats: 'timing.beats/beats',
  tempo: 'timing.tempo/tempo',
  key: 'pitch.key/key',
  onsets: 'timing.onsets/onsets',
  melody: 'pitch.f0/f0',
  voicedShare: 'pitch.f0/voicedShare',
  loudness: 'dynamics.loudness/integrated',
  loudnessRange: 'dynamics.loudness/range',
} as const;

/** Reads one output of what was heard. */
export type Heard = (name: string) => WindowOutput;

/** The named outputs over a whole recording as one window or, those that are for it only, as a track. Throws SwerveError. */
export async function hear(recording: string | AudioStream, names: readonly string[]): Promise<Heard> {
  const outputs = new Map<string, WindowOutput>();
  await analyseTrack(recording, {
    analysers: analysersFor(names),
    extent: 'whole',
    onWindow: (window) => {
      for (const [name, output] of window.outputs) if (!outputs.has(name)) outputs.set(name, output);
    },
  });
  const where = typeof recording === 'string' ? recording : 'samples';
  return (name) => {
    const output = outputs.get(name);
    if (output === undefined)
      throw new SwerveError('empty-audio', 'There is no sound in it.', where, 'Choose another.');
    return output;
  };
}

/** A file's samples at 44.1 kHz, its channels averaged. */
export async function hearSamples(path: string): Promise<Float32Array> {
  const audio = await openFile(path);
  const blocks: Float32Array[] = [];
  for await (const { channels } of audio.blocks())
    blocks.push(channels[0]!.map((_, n) => channels.reduce((sum, channel) => sum + channel[n]!, 0) / channels.length));
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    samples.set(block, at);
    at += block.length;
  }
  return samples;
}

export function eventsOf(heard: Heard, name: string): GivenEvents {
  const output = heard(name);
  if (output.shape !== 'events') throw shapeless(name, 'events');
  return output;
}

export function seriesOf(heard: Heard, name: string): GivenSeries {
  const output = heard(name);
  if (output.shape !== 'series') throw shapeless(name, 'a series');
  return output;
}

/** All numbers of a value; NaN where it is missing. */
export function rowOf(heard: Heard, name: string): Float64Array {
  const output = heard(name);
  if (output.shape !== 'value') throw shapeless(name, 'a value');
  return output.row;
}

/** Undefined where it is missing. */
export function valueOf(heard: Heard, name: string): number | undefined {
  const value = rowOf(heard, name)[0]!;
  return Number.isNaN(value) ? undefined : value;
}

/** Undefined where it is missing. */
export function labelOf(heard: Heard, name: string): string | undefined {
  const output = heard(name);
  if (output.shape !== 'label') throw shapeless(name, 'a label');
  return output.label;
}

function shapeless(name: string, shape: string): SwerveError {
  return new SwerveError('invalid-analyser', `${name} is not ${shape}.`, name, 'See its descriptor.');
}
