import { SwerveError } from '../errors.js';
import { analysisRate, type FrontEnd, windowSeconds } from '../frames/front-end.js';
import {
  type Analyser,
  aspects,
  type Feature,
  type Inputs,
  type Output,
  type Parameter,
  type StreamAnalyser,
  type WindowAnalyser,
} from './analyser.js';

type Named<T> = Readonly<Record<string, T>>;

/** Checks a descriptor and freezes it. Throws SwerveError 'invalid-analyser' naming the field that is wrong. */
export function defineAnalyser<
  const F extends FrontEnd,
  const P extends Named<Parameter>,
  const O extends Named<Output>,
>(analyser: StreamAnalyser<F, P, O>): StreamAnalyser<F, P, O>;
export function defineAnalyser<const I extends Inputs, const P extends Named<Parameter>, const O extends Named<Output>>(
  analyser: WindowAnalyser<I, P, O>,
): WindowAnalyser<I, P, O>;
export function defineAnalyser(analyser: Analyser): Analyser {
  const fault = faultOf(analyser);
  if (fault !== undefined)
    throw new SwerveError(
      'invalid-analyser',
      fault,
      analyser.id,
      'Correct the descriptor; src/analysis/analyser.ts says what each field means.',
    );
  return deepFreeze(analyser);
}

function faultOf(analyser: Analyser): string | undefined {
  const { id, aspect, version, outputs, features } = analyser;
  if (!/^([a-z]+\.[a-z0-9-]+|[a-z0-9@/-]+:[a-z0-9-]+)$/.test(id))
    return `id '${id}' is not 'aspect.name' or 'vendor:name'`;
  if (!aspects.includes(aspect)) return `aspect '${aspect}' is none of ${aspects.join(', ')}`;
  if (!id.includes(':') && !id.startsWith(`${aspect}.`)) return `id '${id}' does not start with its aspect '${aspect}'`;
  if (!Number.isInteger(version) || version < 1) return `version ${version} is not a positive whole number`;
  if (Object.keys(outputs).length === 0) return 'it has no outputs';
  for (const [name, output] of Object.entries(outputs)) {
    const fault = outputFault(analyser, output);
    if (fault !== undefined) return `output '${name}': ${fault}`;
  }
  for (const feature of features) {
    const fault = featureFault(feature, outputs[feature.of]);
    if (fault !== undefined) return `feature '${feature.title}': ${fault}`;
  }
  return analyser.kind === 'stream' ? framingFault(analyser.frontEnd) : undefined;
}

function framingFault({ rate, frameSize, hopSize }: FrontEnd): string | undefined {
  if (![44100, 22050, 11025].includes(rate)) return `rate ${rate} is none of ${analysisRate}, 22050, 11025`;
  if ((windowSeconds * rate) % hopSize !== 0)
    return `hops of ${hopSize} samples do not divide a window of ${windowSeconds} s`;
  return frameSize < 1 || hopSize < 1 ? `frames of ${frameSize} every ${hopSize} samples` : undefined;
}

function outputFault(analyser: Analyser, output: Output): string | undefined {
  if (analyser.kind === 'stream' && (output.shape === 'value' || output.shape === 'label'))
    return 'a stream analyser emits series and events only';
  if (output.shape === 'series' && (analyser.kind === 'window') !== (output.timeBase !== undefined))
    return analyser.kind === 'window' ? 'a series needs a timeBase' : 'a stream has the time base of its frames';
  if (output.shape === 'series' && typeof output.timeBase === 'string' && analyser.kind === 'window') {
    const input = analyser.inputs[output.timeBase];
    if (input === undefined || !('series' in input)) return `timeBase '${output.timeBase}' is not an input series`;
  }
  return undefined;
}

function featureFault(feature: Feature, output: Output | undefined): string | undefined {
  const { of, index, statistic, range, transform, period } = feature;
  if (output === undefined || output.shape === 'label') return `'${of}' is not a numeric output`;
  if ((statistic === 'value') !== (output.shape === 'value')) return `statistic '${statistic}' of a ${output.shape}`;
  if (statistic === 'rate' && output.shape !== 'events') return "statistic 'rate' of something that is not events";
  const size = output.size ?? 1;
  if (size === 1 ? index !== undefined : !(index !== undefined && index >= 0 && index < size))
    return `index ${index} into rows of ${size}`;
  if (!(range[0] < range[1] && range.every(Number.isFinite))) return `range ${range[0]} to ${range[1]}`;
  if (transform === 'log' && range[0] < 0) return 'a log transform of a range below zero';
  return (transform === 'circular') === (period !== undefined)
    ? undefined
    : 'a period goes with the circular transform';
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
