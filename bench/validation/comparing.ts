import { join } from 'node:path';
import { readMusicTracks } from '../annotations.js';
import { compareTwins, shareOf, triedForGrid } from '../compare-twins.js';
import { manipulations } from '../manipulations/twins.js';
import { codec, copy } from '../twin-worker.js';
import { type Finding, markdownTable, type Section, share, withInterval } from './section.js';

const [fewestNamed, fewestWithin] = [0.9, 0.95];

/** Whether `swerve compare` names what was done to an excerpt, and nothing where nothing was. */
export const comparing: Section = async (data, note) => {
  const { limited, detuned, quantised } = manipulations;
  const made = [limited, detuned, quantised];
  const tracks = readMusicTracks(join(data, 'music'));
  const compared = await compareTwins(tracks, [...made.map(({ name }) => name), codec, copy], note);
  const named = made.map(({ name, aspect }) => {
    const twins = compared.get(name)!;
    return {
      name,
      aspect,
      n: twins.length,
      first: shareOf(twins, ({ aspects }) => aspects[0]!.aspect === aspect),
      beyond: shareOf(twins, ({ withinMeasurement }) => !withinMeasurement),
    };
  });
  const within = shareOf(compared.get(codec)!, ({ withinMeasurement }) => withinMeasurement);
  const changes = compared.get(copy)!.map(({ comparison }) => Math.abs(comparison.departure.change.value));
  const findings: Finding[] = [
    ...named.map(({ name, aspect, n, first }) => ({
      what: `compare: ${aspect} named first where an excerpt was ${name}`,
      wanted: `≥ ${share(fewestNamed, 2)}`,
      found: withInterval(first),
      n: `${n} excerpts`,
      met: first.value >= fewestNamed,
    })),
    {
      what: `compare: no change beyond the measurement by ${codec}`,
      wanted: `≥ ${share(fewestWithin, 2)}`,
      found: withInterval(within),
      n: `${compared.get(codec)!.length} excerpts`,
      met: within.value >= fewestWithin,
    },
    {
      what: 'compare: largest |Δπ| of a copy',
      wanted: '0',
      found: `${Math.max(...changes)}`,
      n: `${changes.length} excerpts`,
      met: Math.max(...changes) === 0,
    },
  ];
  return {
    title: 'Two versions of a recording',
    findings,
    text: `Excerpts in a seeded order, each against its own genre and compared with twins of itself. Limited by our own limiter, detuned by ffmpeg's Rubber Band; quantised by our own splices, of those whose onsets keep loosely to a grid (${named[2]!.n} of the first ${triedForGrid}). That one feature suffices beyond 25 noises was settled on the detuned twins of these excerpts, of which .875 were named before; how an aspect is judged is in [score.md](score.md). Brackets are 95 % bootstrap intervals over artists; where all are hits, Wilson's of so many artists. What a stretching quantiser does is in [score.md](score.md).

${markdownTable(
  ['twin', 'n', 'its aspect named first', 'beyond the measurement'],
  named.map(({ name, n, first, beyond }) => [name, `${n}`, withInterval(first), withInterval(beyond)]),
)}`,
  };
};
