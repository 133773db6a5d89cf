import { SwerveError } from '../errors.js';
import type { Analyser, Output, Parameter, StreamAnalyser, WindowAnalyser } from './analyser.js';

/** What the host runs: streams, and window analysers in an order in which each comes after its inputs. */
export type Plan = {
  readonly streams: readonly StreamAnalyser[];
  readonly excerpt: readonly WindowAnalyser[];
  readonly track: readonly WindowAnalyser[];
};

/** Orders the analysers by their inputs. Throws SwerveError 'invalid-analyser' for an unknown input, a wrong shape or a circle. */
export function planAnalysis(analysers: readonly Analyser[]): Plan {
  const byId = new Map(analysers.map((analyser) => [analyser.id as string, analyser]));
  if (byId.size < analysers.length) throw invalid('two analysers have the same id', [...byId.keys()].join(', '));
  return {
    streams: analysers.filter((analyser) => analyser.kind === 'stream'),
    excerpt: ordered(analysers, byId, 'excerpt'),
    track: ordered(analysers, byId, 'track'),
  };
}

/** `analyser/output` split at its last slash. */
export function splitOutputName(name: string): readonly [analyser: string, output: string] {
  const slash = name.lastIndexOf('/');
  return [name.slice(0, slash), name.slice(slash + 1)];
}

/** Each parameter's default, or the given value. Throws SwerveError 'invalid-argument' for one unknown or out of range. */
export function resolveParameters(
  analyser: Analyser,
  given: Readonly<Record<string, number | string>> = {},
): Record<string, number | string> {
  const values: Record<string, number | string> = {};
  for (const [name, parameter] of Object.entries(analyser.parameters)) values[name] = given[name] ?? parameter.default;
  for (const [name, value] of Object.entries(given)) {
    const parameter = analyser.parameters[name];
    if (parameter === undefined || !allows(parameter, value))
      throw new SwerveError(
        'invalid-argument',
        `parameter '${name}' cannot be ${JSON.stringify(value)}`,
        analyser.id,
        parameter === undefined ? `It has: ${Object.keys(analyser.parameters).join(', ') || 'none'}.` : parameter.about,
      );
  }
  return values;
}

function allows(parameter: Parameter, value: number | string): boolean {
  return 'choices' in parameter
    ? typeof value === 'string' && parameter.choices.includes(value)
    : typeof value === 'number' && value >= parameter.min && value <= parameter.max;
}

function ordered(analysers: readonly Analyser[], byId: ReadonlyMap<string, Analyser>, scope: 'excerpt' | 'track') {
  const order: WindowAnalyser[] = [];
  const visiting = new Set<string>();

  function visit(analyser: WindowAnalyser): void {
    if (order.includes(analyser)) return;
    if (visiting.has(analyser.id)) throw invalid('its inputs lead back to itself', analyser.id);
    visiting.add(analyser.id);
    for (const [name, input] of Object.entries(analyser.inputs)) {
      if ('samples' in input) {
        if (scope === 'track') throw invalid(`input '${name}': a whole track's samples are not held`, analyser.id);
        continue;
      }
      const shape = 'series' in input ? 'series' : 'events' in input ? 'events' : 'value';
      const source = 'series' in input ? input.series : 'events' in input ? input.events : input.value;
      const provider = byId.get(splitOutputName(source)[0]);
      const output: Output | undefined = provider?.outputs[splitOutputName(source)[1]];
      if (provider === undefined || output?.shape !== shape)
        throw invalid(`input '${name}': nothing here puts out the ${shape} '${source}'`, analyser.id);
      if (provider.kind === 'window') {
        if (!provider.scopes.includes(scope))
          throw invalid(`input '${name}': '${source}' does not exist for a whole ${scope}`, analyser.id);
        visit(provider);
      } else {
        const keep = 'keep' in output ? output.keep : undefined;
        if (scope === 'track' && keep === undefined)
          throw invalid(`input '${name}': '${source}' is not kept for the whole track`, analyser.id);
        if (scope === 'excerpt' && keep === 'track only')
          throw invalid(`input '${name}': '${source}' is for the whole track only`, analyser.id);
      }
    }
    visiting.delete(analyser.id);
    order.push(analyser);
  }

  for (const analyser of analysers) if (analyser.kind === 'window' && analyser.scopes.includes(scope)) visit(analyser);
  return order;
}

function invalid(what: string, where: string): SwerveError {
  return new SwerveError(
    'invalid-analyser',
    what,
    where,
    'Name inputs as analyser/output, and run the analysers they come from too.',
  );
}
