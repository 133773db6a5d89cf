import { openPcm } from '../../src/audio/open-pcm.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { readMusicTracks } from '../annotations.js';
import { eventsOf, hear, hearSamples } from '../hear.js';
import { meanInterval } from '../metrics/bootstrap.js';
import { onsetScores } from '../metrics/onset-scores.js';
import { cell, intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const medleyCount = 24;
const parts = 6;
const shortestSeconds = 20;
const longestSeconds = 30;
/** Seconds within which a join is found; the beginning and the end are not counted. */
const windowSeconds = 3;
const sections = 'structure.sections/sections';
const rate = 44100;

/**
 * Excerpts of 20 to 30 s of six artists one after the other, equally loud: every second medley of one genre. Drawn from every
 * second track of the folder; the threshold of contrast was settled on the others.
 */
export const medleys: Task = async (folder, { print }) => {
  const tracks = readMusicTracks(folder).filter((_, i) => i % 2 === 1);
  const genres = [...new Set(tracks.map(({ genre }) => genre))].sort();
  const heard = [];
  for (let seed = 0; seed < medleyCount; seed++) {
    const random = seededRandom(seed + 1);
    const genre = seed % 2 === 0 ? 'mixed' : genres[(seed >> 1) % genres.length]!;
    const chosen: (typeof tracks)[number][] = [];
    const pool = shuffled(genre === 'mixed' ? tracks : tracks.filter((track) => track.genre === genre), random);
    for (const track of pool)
      if (chosen.length < parts && chosen.every(({ artist }) => artist !== track.artist)) chosen.push(track);
    const pieces: Float32Array[] = [];
    for (const { audioPath } of chosen) {
      const seconds = shortestSeconds + (longestSeconds - shortestSeconds) * random();
      pieces.push(levelled((await hearSamples(audioPath)).subarray(0, Math.round(seconds * rate))));
    }
    const { samples, joins } = joined(pieces);
    const bounds = eventsOf(await hear(openPcm([samples], { sampleRate: rate }), [sections]), sections).seconds;
    heard.push({ genre, ...onsetScores(joins, bounds.slice(1), windowSeconds) });
  }
  print(`${medleyCount} medleys of ${parts} excerpts: joins within ${windowSeconds} s`);
  print(
    table(
      ['medley', 'F', 'precision', 'recall'],
      heard.map(({ genre, fMeasure, precision, recall }) => [genre, cell(fMeasure), cell(precision), cell(recall)]),
    ),
  );
  const metrics = {
    f: meanInterval(heard.map(({ fMeasure }) => fMeasure)),
    precision: meanInterval(heard.map(({ precision }) => precision)),
    recall: meanInterval(heard.map(({ recall }) => recall)),
  };
  print(
    `\n${table(
      ['measure', 'value'],
      Object.entries(metrics).map(([name, value]) => [name, intervalCell(value)]),
    )}`,
  );
  return { n: medleyCount, ...withBounds(metrics) };
};

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** At a root mean square of a tenth: a join is not to be heard by its level. */
function levelled(samples: Float32Array): Float32Array {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return samples.map((sample) => (0.1 * sample) / Math.sqrt(power));
}

function joined(pieces: readonly Float32Array[]) {
  const samples = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  const ends: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
    ends.push(at / rate);
  }
  return { samples, joins: ends.slice(0, -1) };
}
