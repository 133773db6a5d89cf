import type { Analyser } from '../analysis/analyser.js';
import type { Style } from './style.js';

/** The analysers for reading: id, version, what it reads, what it puts out. */
export function analyserTable(analysers: readonly Analyser[], style: Style): string {
  return analysers.map((analyser) => describe(analyser, style)).join('\n');
}

function describe(analyser: Analyser, style: Style): string {
  const { id, version, about, outputs, features, references } = analyser;
  const outputNames = Object.entries(outputs).map(([name, output]) => `${name} (${output.shape})`);
  return [
    `${style.strong(id)} ${style.faint(`version ${version}, ${features.length} features`)}`,
    `  ${about}`,
    `  reads   ${inputsOf(analyser)}`,
    `  gives   ${outputNames.join(', ')}`,
    ...references.map((reference) => style.faint(`  ${reference}`)),
    '',
  ].join('\n');
}

function inputsOf(analyser: Analyser): string {
  if (analyser.kind === 'stream') {
    const { kind, channels, rate, frameSize, hopSize } = analyser.frontEnd;
    return `${kind}, ${channels}, ${rate} Hz, frames of ${frameSize} every ${hopSize}`;
  }
  const names = Object.values(analyser.inputs).map((input) =>
    'samples' in input ? `samples (${input.samples}, ${input.rate} Hz)` : Object.values(input)[0],
  );
  return names.join(', ');
}
