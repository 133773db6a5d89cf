import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MidiEvent, writeMidi } from 'midi-file';
import { afterEach, expect, test } from 'vitest';
import { runAccuracy } from '../../bench/run-accuracy.js';
import { targetOf } from '../../bench/tasks/loudness.js';
import type { TaskContext } from '../../bench/tasks/task.js';
import { noise } from '../analysers/dynamics/signals.js';
import { writeWav } from '../audio/write-container.js';

const rate = 44100;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: Readonly<Record<string, string | Float32Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'swerve-accuracy-'));
  folders.push(folder);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : writeWav({ channels: [content, content], rate, encoding: 's16' }),
    );
  return folder;
}

async function run(commandLine: readonly string[], essentia?: TaskContext['essentia']) {
  const [printed, notes]: [string[], string[]] = [[], []];
  const print = (line: string) => printed.push(line);
  const code = await runAccuracy(commandLine, { print, note: (line) => notes.push(line), essentia });
  const metrics = code === 0 ? (JSON.parse(printed.at(-1)!) as Record<string, number | null>) : {};
  return { code, metrics, text: printed.join('\n'), notes: notes.join('\n') };
}

const sound = (seconds: number, sample: (seconds: number) => number) =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, n) => sample(n / rate));
const sine = (hertz: number, seconds: number) => Math.sin(2 * Math.PI * hertz * seconds);
const click = (age: number) => (age < 0 ? 0 : 0.7 * Math.exp(-80 * age) * sine(1500, age));
/** Every half second, the first of four louder. */
const clicks = sound(20, (t) => (Math.floor(2 * t) % 4 === 0 ? 1 : 0.4) * click(t % 0.5));
const clickBeats = Array.from({ length: 40 }, (_, i) => `${i / 2}\t${(i % 4) + 1}`).join('\n');
const silence = new Float32Array(20 * rate);

test.each([
  [[], 'Name a task.'],
  [['beets'], "no task 'beets'"],
  [['beats', 'a', 'b'], 'One folder'],
  [['beats', '--agains', 'embedded'], '--agains'],
  [['beats', '--against', 'embedded'], 'goes with calibration'],
  [['calibration', '--against', 'moon'], "'moon'"],
  [['beats', '/nowhere/at/all'], '/nowhere/at/all'],
  [['key', '/nowhere/at/all'], '/nowhere/at/all'],
  [['drums', '/nowhere/at/all'], '/nowhere/at/all'],
  [['singing', '/nowhere/at/all'], '/nowhere/at/all'],
  [['lines', '/nowhere/at/all'], '/nowhere/at/all'],
  [['grooves', '/nowhere/at/all'], '/nowhere/at/all'],
  [['loudness', '/nowhere/at/all'], '/nowhere/at/all'],
  [['manipulation', '/nowhere/at/all'], '/nowhere/at/all'],
  [['compare', '/nowhere/at/all'], '/nowhere/at/all'],
  [['signature', '/nowhere/at/all'], 'debian-styles.tsv'],
  [['calibration', '/nowhere/at/all'], '/nowhere/at/all'],
  [['makam', '/nowhere/at/all'], '/nowhere/at/all'],
  [['transposition', '/nowhere/at/all'], '/nowhere/at/all'],
  [['temperament', 'anything'], 'renders what it hears'],
])('refuses %j with exit code 2 and says why', async (commandLine, why) => {
  const { code, notes, text } = await run(commandLine);
  expect(code).toBe(2);
  expect(notes).toContain(why);
  expect(text).toBe('');
});

test('beats that are not found count as 0, and a clip that cannot be read too', async () => {
  const folder = folderWith({
    'clips.csv': 'clip,genre,bpm,key\nclicks,machine,120,\nsilence,nothing,100,\nbroken,nothing,100,\n',
    'clicks.wav': clicks,
    'clicks.beats': clickBeats,
    'silence.wav': silence,
    'silence.beats': clickBeats,
    'broken.wav': 'not a WAV',
    'broken.beats': clickBeats,
  });
  const perfect = { bpm: 60, beats: Array.from({ length: 40 }, (_, i) => i / 2), key: 'C', scale: 'major' } as const;
  const { metrics, notes, text } = await run(['beats', folder], async () => ({ ...perfect, strength: 1 }));
  expect(metrics).toMatchObject({ n: 3 });
  expect(metrics.f).toBeCloseTo(1 / 3, 2);
  expect(metrics.acc1).toBeCloseTo(1 / 3, 3);
  expect(metrics.fLow).toBe(0);
  expect(metrics.fHigh).toBeGreaterThan(0.9);
  expect(Object.keys(metrics)).toEqual([
    'n',
    ...['f', 'cmlt', 'amlt', 'acc1', 'acc2', 'downbeatF'].flatMap((name) => [name, `${name}Low`, `${name}High`]),
  ]);
  expect(notes).toContain('broken');
  // theirs: two clips heard perfectly, at half the tempo
  expect(text).toMatch(/essentia\.js[^]*all +3 +0\.667[^]*/);
});

test('a clip without a key is left out; a key not found scores 0', async () => {
  const chord = sound(12, (t) => [0, 4, 7].reduce((sum, step) => sum + 0.1 * sine(261.626 * 2 ** (step / 12), t), 0));
  const folder = folderWith({
    'clips.csv': 'clip,genre,bpm,key\nchord,a,,C major\nsilence,a,,C major\nfree,b,,\n',
    'chord.wav': chord,
    'silence.wav': silence,
    'free.wav': silence,
  });
  const { metrics, text } = await run(['key', folder]);
  expect(metrics).toMatchObject({ n: 2, weighted: 0.5 });
  expect(text).toContain('essentia.js is not here');
});

test('strokes that sound together are one onset', async () => {
  const strokes = Array.from({ length: 20 }, (_, i) => 0.3 + 0.45 * i);
  const folder = folderWith({
    'a.drum-only.wav': sound(10, (t) => strokes.reduce((sum, stroke) => sum + click(t - stroke), 0)),
    'a.class.txt': strokes.map((stroke) => `${stroke} \t KD \n${stroke + 0.002} \t HH `).join('\n'),
  });
  const { metrics, text } = await run(['drums', folder]);
  expect(metrics.n).toBe(1);
  expect(metrics.f50).toBeGreaterThan(0.95);
  expect(metrics.f25).toBeGreaterThan(0.95);
  expect(metrics.medianErrorMs).toBeLessThan(8);
  expect(metrics.f50Low).toBeNull();
  expect(text).toMatch(/a\.drum-only +20 /);
});

test('a sine by its name in LUFS; a file of no known name is listed and not scored', async () => {
  const tone = sound(10, (t) => 0.1 * sine(1000, t));
  const folder = folderWith({ '1kHz_sine_-20LUFS.wav': tone, 'seq-3342-9.wav': tone });
  const { metrics, text } = await run(['loudness', folder]);
  expect(metrics).toMatchObject({ n: 1, worstLra: null });
  expect(metrics.worstLu).toBeLessThan(0.1);
  expect(text).toContain('seq-3342-9');
});

test('targets come from the names of the sequences', () => {
  expect(targetOf('seq-3341-7_seq-3342-5-16bit.flac')).toEqual({ loudness: -23, range: 5 });
  expect(targetOf('seq-3341-2-16bit.wav')).toEqual({ loudness: -33 });
  expect(targetOf('1kHz_sine_-40LUFS-16bit.flac')).toEqual({ loudness: -40 });
  expect(targetOf('song.flac')).toEqual({});
});

test('sung notes are held against the f0 inside them', async () => {
  const pitches = [60, 62, 64, 65, 67];
  const vowel = (hertz: number, t: number) => [1, 2, 3, 4].reduce((sum, k) => sum + (0.2 / k) * sine(k * hertz, t), 0);
  const folder = folderWith({
    // the last note is annotated a semitone away from what is sung
    'voice.txt': pitches.map((midi, i) => `${2 * i + 0.2}\t${2 * i + 1.5}\t${i === 4 ? midi + 1 : midi}`).join('\n'),
    'voice.wav': sound(10, (t) =>
      t % 2 < 0.2 || t % 2 > 1.5 ? 0 : vowel(440 * 2 ** ((pitches[Math.floor(t / 2)]! - 69) / 12), t),
    ),
  });
  const { metrics } = await run(['singing', folder]);
  expect(metrics).toMatchObject({ n: 1, within50: 0.8, within25: 0.8 });
  expect(metrics.voicingF).toBeGreaterThan(0.9);
});

test('a groove played by the clock is heard as it was played, and told from the same on the grid', async () => {
  const late = [0, 12, -9, 15, -4, 7, -13, 3];
  const notes = Array.from({ length: 64 }, (_, k) => ({
    // 960 ticks a beat at 120 BPM: 1.92 a millisecond
    tick: Math.max(0, Math.round(240 * k + 1.92 * late[(k * 5) % 8]! * (k % 3 === 0 ? 1 : -1))),
    note: k % 8 === 4 ? 38 : k % 4 === 0 ? 36 : 42,
  }));
  let last = 0;
  const track: MidiEvent[] = [{ deltaTime: 0, type: 'setTempo', microsecondsPerBeat: 500000, meta: true }];
  for (const { tick, note } of notes) {
    track.push({ deltaTime: tick - last, type: 'noteOn', channel: 9, noteNumber: note, velocity: 100 });
    last = tick;
  }
  track.push({ deltaTime: 0, type: 'endOfTrack', meta: true });
  const folder = folderWith({ 'info.csv': 'file,drummer,style,bpm,time_signature,duration\na.mid,x,rock,120,4-4,8\n' });
  const midi = writeMidi({ header: { format: 0, numTracks: 1, ticksPerBeat: 960 }, tracks: [track] });
  writeFileSync(join(folder, 'a.mid'), Uint8Array.from(midi));
  const { metrics, text } = await run(['grooves', folder]);
  expect(metrics).toMatchObject({ n: 1 });
  expect(text).toContain('Swing');
  expect(metrics.medianErrorMs).toBeLessThan(2);
});

test('tilting and limiting move their own features in order; what is mono has no width to scale', async () => {
  const hiss = noise(clicks.length);
  const folder = folderWith({
    'tracks.csv': 'path,genre,artist,album,title,year\na.wav,pop,x,y,z,2000\n',
    'a.wav': clicks.map((sample, n) => sample + 0.05 * hiss[n]!),
  });
  const { metrics, text } = await run(['manipulation', folder]);
  expect(metrics).toMatchObject({ n: 1, tilt1Rho: 1, tilt2Rho: 1, limiter1Rho: 1, width1Rho: null });
  expect(metrics['tilt6Others']).toBeGreaterThan(20);
  expect(text).toContain('limiter 12');
});
