import { median } from '../../src/dsp/statistics.js';
import { readMusicTracks } from '../annotations.js';
import { compareTwins, shareOf, type TwinComparison } from '../compare-twins.js';
import { type Manipulation, manipulations } from '../manipulations/twins.js';
import { rubberBandVersion } from '../rubber-band.js';
import { cell, intervalCell, table } from '../table.js';
import { codec, copy } from '../twin-worker.js';
import { type Task, withBounds } from './task.js';

/** Excerpts beside twins of themselves: is the aspect named that was manipulated, and nothing where nothing was? */
export const compare: Task = async (folder, { print, note }) => {
  const { limited, detuned, quantised, stretched, left } = manipulations;
  const stretching = await rubberBandVersion();
  if (stretching === undefined) print('rubberband is not installed: nothing is stretched.');
  const made: readonly Manipulation[] = [
    limited,
    detuned,
    quantised,
    ...(stretching === undefined ? [] : [stretched, left]),
  ];
  const names = [...made.map(({ name }) => name), codec, copy];
  const compared = await compareTwins(readMusicTracks(folder), names, note);
  for (const { name, aspect } of made)
    for (const { path, comparison } of compared.get(name)!) {
      const [first] = comparison.aspects;
      if (first!.aspect !== aspect) note(`${path}, ${name}: ${first!.aspect} is named first`);
    }
  const named = Object.fromEntries(
    made.map(({ name, aspect }) => [
      name,
      shareOf(compared.get(name)!, ({ aspects }) => aspects[0]!.aspect === aspect),
    ]),
  );
  const found = Object.fromEntries(
    [...compared].map(([name, all]) => [name, shareOf(all, ({ withinMeasurement }) => !withinMeasurement)]),
  );
  const largestOfCopies = Math.max(
    ...compared.get(copy)!.map(({ comparison }) => Math.abs(comparison.departure.change.value)),
  );
  print('Excerpts in a seeded order, each against its own genre; 95 % bootstrap over artists.');
  print(
    table(
      ['twin', 'n', 'aspect named first', 'beyond the measurement', 'onsets moved by, noise (ms, medians)'],
      names.map((name) => [
        name,
        `${compared.get(name)!.length}`,
        named[name] === undefined ? '-' : intervalCell(named[name]),
        intervalCell(found[name]!),
        movedOf(compared.get(name)!),
      ]),
    ),
  );
  print(`Largest change of the departure by a copy: ${largestOfCopies} points.`);
  const labelled = (of: typeof named, label: string) =>
    withBounds(Object.fromEntries(Object.entries(of).map(([name, interval]) => [`${name}, ${label}`, interval])));
  return {
    ...Object.fromEntries([...compared].map(([name, all]) => [`${name}, n`, all.length])),
    ...labelled(named, 'named first'),
    ...labelled(found, 'found'),
    largestOfCopies,
  };
};

/** '7.3, 1.2'. */
function movedOf(compared: readonly TwinComparison[]): string {
  const onsets = compared.flatMap(({ comparison }) => comparison.onsets ?? []);
  return [onsets.map(({ milliseconds }) => milliseconds), onsets.map(({ noiseMs }) => noiseMs)]
    .map((values) => cell(median(values), 1))
    .join(', ');
}
