import { pitchClassNames } from '../../src/analysers/pitch/score-keys.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { mean } from '../../src/dsp/statistics.js';
import { eventsOf, hear, heardOutputs, labelOf } from '../hear.js';
import { meanInterval } from '../metrics/bootstrap.js';
import { keyScore } from '../metrics/key-score.js';
import { type Key, modulatingSong, songSeconds } from '../songs/modulating-song.js';
import { cell, intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const songs = 24;
const outputs = ['pitch.key/keys', 'pitch.chords/chords', heardOutputs.key] as const;
const stepSeconds = 0.05;

/** Chords, local keys and the key of songs rendered by ourselves, some of which modulate half way: no folder is read. */
export const harmony: Task = async (_folder, { print }) => {
  const heard = [];
  for (let seed = 0; seed < songs; seed++) {
    const { samples, keys, chords } = modulatingSong(seed);
    const outputsHeard = await hear(openPcm([samples], { sampleRate: 44100 }), outputs);
    const [localKeys, localChords] = [eventsOf(outputsHeard, outputs[0]), eventsOf(outputsHeard, outputs[1])];
    const times = Array.from({ length: Math.floor(songSeconds / stepSeconds) }, (_, i) => (i + 0.5) * stepSeconds);
    const share = (isRight: (time: number) => boolean) => times.filter(isRight).length / times.length;
    const at = ({ seconds, rows }: typeof localKeys, time: number) => {
      const event = seconds.findLastIndex((start) => start <= time);
      return [rows[2 * event], rows[2 * event + 1]];
    };
    const half = (time: number) => nameOf(keys[time < songSeconds / 2 ? 0 : 1]);
    const localKeyAt = (time: number) => {
      const [tonic, mode] = at(localKeys, time);
      return tonic === undefined ? 'X' : nameOf({ tonic, isMinor: mode === 1 });
    };
    const changes = [...localKeys.seconds].slice(1);
    heard.push({
      song: keys.map(nameOf).join(', '),
      modulates: keys[0].tonic !== keys[1].tonic,
      keyRight: share((time) => localKeyAt(time) === half(time)),
      keyScore: mean(times.map((time) => keyScore(half(time), localKeyAt(time)))),
      chordRight: share((time) => {
        const [root, minor] = chords[Math.floor((time / songSeconds) * chords.length)]!;
        const [heardRoot, kind] = at(localChords, time);
        return heardRoot === root && kind === Number(minor);
      }),
      changes: changes.length,
      /** From the change of key to the nearest one heard. */
      offSeconds: Math.min(...changes.map((time) => Math.abs(time - songSeconds / 2))),
      windowKey: labelOf(outputsHeard, outputs[2]) ?? 'none',
    });
  }
  print(
    `${songs} songs of 30 s, triads over bass, half with drums; some of them change key half way. Shares of the time.`,
  );
  print(
    table(
      ['keys', 'local key right', 'MIREX', 'changes heard', 'nearest, s', 'chord right', 'key of the whole'],
      heard.map(({ song, keyRight, keyScore: score, changes, offSeconds, chordRight, windowKey }) => [
        song,
        cell(keyRight),
        cell(score),
        `${changes}`,
        Number.isFinite(offSeconds) ? cell(offSeconds, 1) : '-',
        cell(chordRight),
        windowKey,
      ]),
    ),
  );
  const modulating = heard.filter(({ modulates }) => modulates);
  const staying = heard.filter(({ modulates }) => !modulates);
  const summary = {
    chordRight: meanInterval(heard.map(({ chordRight }) => chordRight)),
    localKeyModulating: meanInterval(modulating.map(({ keyRight }) => keyRight)),
    localKeyStaying: meanInterval(staying.map(({ keyRight }) => keyRight)),
    localKeyWeighted: meanInterval(heard.map((one) => one.keyScore)),
    changeHeard: meanInterval(modulating.map(({ offSeconds }) => Number(offSeconds <= 5))),
    noFalseChange: meanInterval(staying.map(({ changes }) => Number(changes === 0))),
  };
  print(
    `\nChord right: ${intervalCell(summary.chordRight)}; local key right where the key changes (n = ${modulating.length}):`,
  );
  print(
    `${intervalCell(summary.localKeyModulating)}, where it stays (n = ${staying.length}): ${intervalCell(summary.localKeyStaying)};`,
  );
  print(`weighted as MIREX does, of all: ${intervalCell(summary.localKeyWeighted)}.`);
  print(
    `A change within 5 s of the change: ${intervalCell(summary.changeHeard)}; none where there is none: ${intervalCell(summary.noFalseChange)}.`,
  );
  return { n: songs, ...withBounds(summary) };
};

function nameOf({ tonic, isMinor }: Key): string {
  return `${pitchClassNames[tonic]} ${isMinor ? 'minor' : 'major'}`;
}
