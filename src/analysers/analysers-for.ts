import type { Analyser } from '../analysis/analyser.js';
import { SwerveError } from '../errors.js';
import { analysers } from './index.js';

/** The analysers that give the outputs, and those that these take from, in our order. */
export function analysersFor(names: readonly string[], from: readonly Analyser[] = analysers): readonly Analyser[] {
  const needed = new Set<Analyser>();
  const need = (name: string) => {
    const [id, output = ''] = name.split('/');
    const analyser = from.find((one) => one.id === id && output in one.outputs);
    if (analyser === undefined)
      throw new SwerveError('invalid-analyser', `No analyser gives ${name}.`, name, 'See swerve analysers.');
    if (needed.has(analyser)) return;
    needed.add(analyser);
    if (analyser.kind === 'window')
      for (const input of Object.values(analyser.inputs)) {
        if ('series' in input) need(input.series);
        if ('events' in input) need(input.events);
        if ('value' in input) need(input.value);
      }
  };
  names.forEach(need);
  return from.filter((analyser) => needed.has(analyser));
}
