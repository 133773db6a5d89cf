import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readBeatClips, readDrumRecordings, readMusicTracks, readSungRecordings } from '../../bench/annotations.js';

const folders: string[] = [];
const folderWith = (files: Record<string, string>) => {
  const folder = mkdtempSync(join(tmpdir(), 'swerve-annotations-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const failure = (code: string, where: string) => expect.objectContaining({ code, where });
const at = (folder: string, place: string) => failure('invalid-argument', join(folder, place));

test('clips and their beats, with CRLF, a byte order mark, blank lines and empty cells', () => {
  const folder = folderWith({
    'clips.csv': '\uFEFFclip,genre,bpm,key\r\nblues.00000,blues,125.870,G minor\r\n\r\n"a, b",pop,,\r\n',
    'blues.00000.flac': '',
    'blues.00000.beats': '0.217\t3\r\n\r\n0.695\t4\r\n1.173\t1\r\n',
    'a, b.wav': '',
  });
  expect(readBeatClips(folder)).toEqual([
    {
      clip: 'blues.00000',
      audioPath: join(folder, 'blues.00000.flac'),
      genre: 'blues',
      bpm: 125.87,
      key: 'G minor',
      beats: [
        { seconds: 0.217, position: 3 },
        { seconds: 0.695, position: 4 },
        { seconds: 1.173, position: 1 },
      ],
    },
    {
      clip: 'a, b',
      audioPath: join(folder, 'a, b.wav'),
      genre: 'pop',
      bpm: undefined,
      key: undefined,
      beats: undefined,
    },
  ]);
});

test('beats without positions, and out of order', () => {
  const folder = folderWith({
    'clips.csv': 'clip,genre,bpm,key\nx,pop,1,',
    'x.flac': '',
    'x.beats': '# seconds\n2\n1',
  });
  expect(readBeatClips(folder)[0]!.beats).toEqual([
    { seconds: 1, position: undefined },
    { seconds: 2, position: undefined },
  ]);
});

test('drums: each mix of a recording has its strokes and beats', () => {
  const folder = folderWith({
    'Rock.class.txt': '0.010000 \t KD \r\n0.570000 \t SD \n\n',
    'Rock.beats.txt': '0.01000 \t 1\n',
    'Rock.drum-only.flac': '',
    'Rock.full-mix.flac': '',
    'Rockabilly.class.txt': '0.5 HH',
    'Rockabilly.drum-only.flac': '',
  });
  const strokes = [
    { seconds: 0.01, drum: 'KD' },
    { seconds: 0.57, drum: 'SD' },
  ];
  const beats = [{ seconds: 0.01, position: 1 }];
  expect(readDrumRecordings(folder)).toEqual([
    { name: 'Rock', kind: 'drum-only', audioPath: join(folder, 'Rock.drum-only.flac'), strokes, beats },
    { name: 'Rock', kind: 'full-mix', audioPath: join(folder, 'Rock.full-mix.flac'), strokes, beats },
    {
      name: 'Rockabilly',
      kind: 'drum-only',
      audioPath: join(folder, 'Rockabilly.drum-only.flac'),
      strokes: [{ seconds: 0.5, drum: 'HH' }],
      beats: undefined,
    },
  ]);
});

test('sung notes', () => {
  const folder = folderWith({ '1.txt': '0.9500\t1.3000\t64.77\r\n', '1.flac': '', '10.flac': '' });
  expect(readSungRecordings(folder)).toEqual([
    { name: '1', audioPath: join(folder, '1.flac'), notes: [{ onsetSeconds: 0.95, offsetSeconds: 1.3, midi: 64.77 }] },
  ]);
});

test('tracks with quoted commas', () => {
  const folder = folderWith({
    'tracks.csv':
      'path,genre,artist,album,title,year\r\nrock/1.mp3,rock,Who,"A, B",T,2008\r\nrock/2.mp3,rock,Who,,U,\r\n',
    'rock/1.mp3': '',
    'rock/2.mp3': '',
  });
  expect(readMusicTracks(folder)).toMatchObject([
    { path: 'rock/1.mp3', audioPath: join(folder, 'rock/1.mp3'), artist: 'Who', album: 'A, B', year: 2008 },
    { path: 'rock/2.mp3', year: undefined },
  ]);
});

test('what is malformed is refused by file and line', () => {
  const clips = (text: string, beats = '') => folderWith({ 'clips.csv': text, 'x.flac': '', 'x.beats': beats });
  const header = 'clip,genre,bpm,key\n';
  let folder = clips(`${header}x,pop,fast,`);
  expect(() => readBeatClips(folder)).toThrow(at(folder, 'clips.csv:2'));
  folder = clips(`${header}x,pop\n`);
  expect(() => readBeatClips(folder)).toThrow(at(folder, 'clips.csv:2'));
  folder = clips('clip,genre\nx,pop\n');
  expect(() => readBeatClips(folder)).toThrow(at(folder, 'clips.csv:1'));
  folder = clips(header);
  expect(() => readBeatClips(folder)).toThrow(at(folder, 'clips.csv:1'));
  folder = clips(`${header}x,pop,1,\n`, '1 1\n\n2 two\n');
  expect(() => readBeatClips(folder)).toThrow(at(folder, 'x.beats:3'));
  folder = folderWith({ 'x.class.txt': '1\n', 'x.mix.flac': '' });
  expect(() => readDrumRecordings(folder)).toThrow(at(folder, 'x.class.txt:1'));
  folder = folderWith({ '1.txt': '1 2 60\n3 3 60\n', '1.flac': '' });
  expect(() => readSungRecordings(folder)).toThrow(at(folder, '1.txt:2'));
});

test('what is absent is named', () => {
  const folder = folderWith({ 'clips.csv': 'clip,genre,bpm,key\nx,pop,1,\n', 'x.beats': '1 1', 'y.class.txt': '1 KD' });
  expect(() => readBeatClips(folder)).toThrow(failure('not-found', join(folder, 'clips.csv:2')));
  expect(() => readDrumRecordings(folder)).toThrow(failure('not-found', join(folder, 'y.class.txt')));
  expect(() => readMusicTracks(folder)).toThrow(failure('not-found', join(folder, 'tracks.csv')));
  expect(() => readSungRecordings(join(folder, 'nowhere'))).toThrow(failure('not-found', join(folder, 'nowhere')));
  expect(() => readSungRecordings(join(folder, 'clips.csv'))).toThrow(failure('not-found', join(folder, 'clips.csv')));
  const empty = folderWith({});
  expect(() => readSungRecordings(empty)).toThrow(failure('not-found', empty));
  const rows = folderWith({ 'tracks.csv': 'path,genre,artist,album,title,year\nrock/1.mp3,rock,Who,,T,\n' });
  expect(() => readMusicTracks(rows)).toThrow(failure('not-found', join(rows, 'tracks.csv:2')));
});

test('the data beside the project reads in full', ({ skip }) => {
  const data = resolve(import.meta.dirname, '../../../shared/data');
  skip(!existsSync(data), 'no data at ../shared/data');
  const clips = readBeatClips(join(data, 'beats'));
  expect(clips.length).toBeGreaterThan(0);
  for (const { clip, beats } of clips) expect(beats!.length, clip).toBeGreaterThan(10);
  for (const { name, strokes, beats } of readDrumRecordings(join(data, 'drums'))) {
    expect(strokes.length, name).toBeGreaterThan(10);
    expect(beats!.length, name).toBeGreaterThan(10);
  }
  for (const { name, notes } of readSungRecordings(join(data, 'singing')))
    expect(notes.length, name).toBeGreaterThan(10);
  expect(readMusicTracks(join(data, 'music')).length).toBeGreaterThan(0);
});
