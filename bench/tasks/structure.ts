import { openPcm } from '../../src/audio/open-pcm.js';
import { eventsOf, hear, valueOf } from '../hear.js';
import { bootstrap, meanInterval } from '../metrics/bootstrap.js';
import { onsetScores } from '../metrics/onset-scores.js';
import { aabaSong, loopPair } from '../songs/random-songs.js';
import { cell, intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const loops = 24;
const songs = 24;
const periodicSongs = 12;
/** Seconds within which a boundary is found; the recording's beginning and end are not counted. */
const windowSeconds = 3;

const output = {
  exactness: 'structure.loop/exactness',
  sections: 'structure.sections/sections',
  repeated: 'structure.sections/repeated',
  barLock: 'structure.sections/barLock',
} as const;

type HeardSong = { readonly name: string; readonly f: number; readonly repeated: number; readonly barLock: number };

/** Loops that are pasted and played, and songs of the form AABA, rendered by ourselves: no folder is read. */
export const structure: Task = async (_folder, { print }) => {
  const pairs = [];
  for (let seed = 0; seed < loops; seed++) {
    const { name, pasted, played } = loopPair(seed);
    pairs.push({ name, pasted: await exactnessOf(pasted), played: await exactnessOf(played) });
  }
  print(`${loops} loops, pasted and played anew with ±3 ms and ±2 dB: loop exactness`);
  print(
    table(
      ['loop', 'pasted', 'played'],
      pairs.map(({ name, pasted, played }) => [name, cell(pasted, 4), cell(played)]),
    ),
  );
  const freely = await listenToSongs(songs, false);
  const periodic = await listenToSongs(periodicSongs, true);
  print(`\n${songs + periodicSongs} songs of the form AABA: boundaries within ${windowSeconds} s, ends not counted`);
  print(
    table(
      ['song', 'F', 'repeated (.75)', 'bar lock (1)'],
      [...freely, ...periodic].map(({ name, f, repeated, barLock }) => [name, cell(f), cell(repeated), cell(barLock)]),
    ),
  );
  const metrics = {
    pastedLowest: bootstrap(pairs, (drawn) => Math.min(...drawn.map(({ pasted }) => pasted))),
    playedHighest: bootstrap(pairs, (drawn) => Math.max(...drawn.map(({ played }) => played))),
    aabaF: meanInterval(freely.map(({ f }) => f)),
    aabaPeriodicF: meanInterval(periodic.map(({ f }) => f)),
    repeatedError: meanInterval(freely.map(({ repeated }) => Math.abs(repeated - 0.75))),
    barLock: meanInterval([...freely, ...periodic].map(({ barLock }) => barLock)),
  };
  print(
    `\n${table(
      ['measure', 'value'],
      Object.entries(metrics).map(([name, value]) => [name, intervalCell(value)]),
    )}`,
  );
  return { n: loops + songs + periodicSongs, ...withBounds(metrics) };
};

async function exactnessOf(samples: Float32Array): Promise<number> {
  const heard = await hear(openPcm([samples], { sampleRate: 44100 }), [output.exactness]);
  return valueOf(heard, output.exactness) ?? Number.NaN;
}

async function listenToSongs(count: number, periodic: boolean): Promise<HeardSong[]> {
  const heardSongs: HeardSong[] = [];
  for (let seed = 0; seed < count; seed++) {
    const { name, samples, boundaries } = aabaSong(seed, { periodic });
    const heard = await hear(openPcm([samples], { sampleRate: 44100 }), [
      output.sections,
      output.repeated,
      output.barLock,
    ]);
    heardSongs.push({
      name,
      f: onsetScores(boundaries, eventsOf(heard, output.sections).seconds.slice(1), windowSeconds).fMeasure,
      repeated: valueOf(heard, output.repeated) ?? Number.NaN,
      barLock: valueOf(heard, output.barLock) ?? Number.NaN,
    });
  }
  return heardSongs;
}
