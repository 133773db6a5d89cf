import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseMidi } from 'midi-file';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { annotationCsv } from '../../src/store/annotations/annotation-csv.js';
import type { Annotations } from '../../src/store/annotations/annotations.js';
import { audacityLabels } from '../../src/store/annotations/audacity-labels.js';
import { jams } from '../../src/store/annotations/jams.js';
import { midiTempoMap } from '../../src/store/annotations/midi-tempo-map.js';
import { reaperMarkers } from '../../src/store/annotations/reaper-markers.js';
import { sonicVisualiserLayers } from '../../src/store/annotations/sonic-visualiser-layers.js';
import { jamsDocument } from './jams-schema.js';

/** An upbeat of two, then bars of three that slow down; a name that every format has to quote. */
const times = [0.7, 1.2, 1.72, 2.25, 2.79, 3.34, 3.9, 4.47];
const waltz: Annotations = {
  file: { name: 'a "b", <c> & d\te\u0001.wav', title: 'T', artist: 'A & B' },
  seconds: 6,
  beats: times.map((seconds, i) => ({ seconds, bar: Math.floor((i + 1) / 3), position: ((i + 1) % 3) + 1 })),
  beatsInBar: 3,
  tempo: { bpm: 112.5, certainty: 0.75 },
  tempoCurve: [{ seconds: 2, bpm: 115 }],
  onsets: [
    { seconds: 0.7, strength: 2.5 },
    { seconds: 1.2, strength: 0.5 },
  ],
  keys: [{ seconds: 0, duration: 6, name: 'Bb:minor' }],
  chords: [
    { seconds: 0, duration: 2.25, name: 'Bb:min7' },
    { seconds: 2.25, duration: 3.75, name: 'N' },
  ],
  sections: [
    { seconds: 0, duration: 2.25, name: 'A' },
    { seconds: 2.25, duration: 3.75, name: 'B' },
  ],
  pitch: { firstSeconds: 0.5, hopSeconds: 0.01, values: [NaN, 220, 221.5] },
  loudness: { firstSeconds: 1.5, hopSeconds: 0.1, values: [-14.5, NaN] },
  heardBy: {
    beats: 'timing.beats 2',
    tempo: 'timing.tempo 2',
    tempoCurve: 'timing.tempo 2',
    onsets: 'timing.onsets 2',
    keys: 'pitch.key 2',
    chords: 'pitch.chords 1',
    sections: 'structure.sections 1',
    pitch: 'pitch.f0 2',
    loudness: 'dynamics.loudness 1',
  },
};
const silence: Annotations = {
  ...waltz,
  beats: [],
  beatsInBar: undefined,
  tempo: undefined,
  tempoCurve: [],
  onsets: [],
  keys: [],
  chords: [],
  sections: [],
  pitch: { firstSeconds: 0, hopSeconds: 1, values: [NaN] },
  loudness: { firstSeconds: 0, hopSeconds: 1, values: [] },
};
const unbarred: Annotations = {
  ...waltz,
  beats: times.map((seconds) => ({ seconds, bar: undefined, position: undefined })),
  beatsInBar: undefined,
};

test('JAMS keeps to its schema, namespace by namespace, and holds what was heard', () => {
  const document = v.parse(jamsDocument, JSON.parse(jams(waltz)));
  expect(document.annotations.map(({ namespace }) => namespace)).toEqual([
    'beat_position',
    'tempo',
    'onset',
    'key_mode',
    'chord',
    'segment_open',
    'pitch_contour',
    'vector',
  ]);
  const data = Object.fromEntries(document.annotations.map((one) => [one.namespace, one.data])) as Record<
    string,
    unknown
  >;
  expect(data['beat_position']).toEqual(times.map((time) => expect.objectContaining({ time, duration: 0 })));
  expect(data['beat_position']).toContainEqual({
    time: 1.72,
    duration: 0,
    value: { position: 1, measure: 1, num_beats: 3, beat_units: 4 },
    confidence: null,
  });
  expect(data['chord']).toContainEqual({ time: 0, duration: 2.25, value: 'Bb:min7', confidence: null });
  expect(data['pitch_contour']).toMatchObject({
    time: [0.51, 0.52],
    value: [{ frequency: 220 }, { index: 0, frequency: 221.5, voiced: true }],
  });
  expect(document.annotations[0]!.annotation_metadata.annotation_tools).toMatch(/^Swerve .*, timing\.beats 2$/);
  expect(v.parse(jamsDocument, JSON.parse(jams(unbarred))).annotations[0]!.namespace).toBe('beat');
  expect(v.parse(jamsDocument, JSON.parse(jams(silence))).annotations).toEqual([]);
});

test.each([
  ['another namespace', 0, { namespace: 'beats' }],
  ['a key in words', 3, { data: [{ time: 0, duration: 6, value: 'B flat minor', confidence: null }] }],
  ['a time before the beginning', 2, { data: [{ time: -1, duration: 0, value: null, confidence: null }] }],
  ['no data', 4, { data: undefined }],
])('the schema that JAMS is held against refuses %s', (_, place, change) => {
  const document = JSON.parse(jams(waltz)) as { annotations: object[] };
  Object.assign(document.annotations[place]!, change);
  expect(v.safeParse(jamsDocument, document).success).toBe(false);
});

test('the CSV has a row for everything, and a header', () => {
  const rows: Record<string, string>[] = parse(annotationCsv(waltz), { columns: true });
  const of = (annotation: string) => rows.filter((row) => row['annotation'] === annotation);
  expect(of('beats').map(({ time, value, label }) => [Number(time), value, label])[2]).toEqual([1.72, '1', '1.1']);
  expect(of('chords')[1]).toEqual({
    file: waltz.file.name,
    annotation: 'chords',
    analyser: 'pitch.chords 1',
    time: '2.25',
    duration: '3.75',
    value: '',
    label: 'N',
  });
  expect(of('pitch').map(({ value }) => Number(value))).toEqual([220, 221.5]);
  expect(rows.length).toBe(8 + 1 + 1 + 2 + 1 + 2 + 2 + 2 + 1);
  expect(annotationCsv(silence).split('\r\n').length).toBe(2);
});

test('a label track of Audacity: three fields a line, in the order of time', () => {
  const lines = audacityLabels(waltz)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(lines.every((fields) => fields.length === 3)).toBe(true);
  const starts = lines.map(([start]) => Number(start));
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(lines).toContainEqual(['2.250000', '6.000000', 'section B']);
  expect(lines).toContainEqual(['1.720000', '1.720000', 'beat 1.1']);
  expect(audacityLabels(unbarred)).toContain('\t0.700000\tbeat\n');
});

test('layers for Sonic Visualiser are XML, whatever the name of the file', () => {
  const text = sonicVisualiserLayers(waltz);
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  const attributes = { ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: true };
  const { sv } = new XMLParser(attributes).parse(text) as {
    sv: {
      data: {
        model: Record<string, unknown>[];
        dataset: { id: number; point: Record<string, unknown> | Record<string, unknown>[] }[];
      };
      display: { layer: Record<string, unknown>[] };
    };
  };
  expect(sv.display.layer.map(({ name, type }) => [name, type])).toEqual([
    ['Beats', 'timeinstants'],
    ['Onsets', 'timeinstants'],
    ['Sections', 'timeinstants'],
    ['Chords', 'timeinstants'],
    ['Keys', 'timeinstants'],
    ['Tempo', 'timevalues'],
    ['Pitch', 'timevalues'],
    ['Loudness', 'timevalues'],
  ]);
  sv.display.layer.forEach(({ model: shown }, i) => {
    expect(sv.data.model[i]).toMatchObject({ id: shown, dataset: sv.data.dataset[i]!.id });
  });
  expect(sv.data.model[0]!['name']).toBe('a "b", <c> & d\uFFFDe\uFFFD.wav: Beats');
  const points = (place: number) => [sv.data.dataset[place]!.point].flat();
  expect(points(0).map((point) => point['frame'])).toEqual(times.map((time) => Math.round(44100 * time)));
  expect(points(6)[1]).toMatchObject({ value: 221.5 });
  expect(XMLValidator.validate(sonicVisualiserLayers(silence))).toBe(true);
});

test("REAPER's table: regions of sections, markers on downbeats", () => {
  const rows: Record<string, string>[] = parse(reaperMarkers(waltz), { columns: true });
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['R1', 'section A', '0:00.000', '0:02.250', '0:02.250'],
    ['R2', 'section B', '0:02.250', '0:06.000', '0:03.750'],
    ['M1', 'bar 1', '0:01.720', '', ''],
    ['M2', 'bar 2', '0:03.340', '', ''],
  ]);
  expect(reaperMarkers({ ...waltz, sections: [{ seconds: 119.9996, duration: 1, name: 'A' }] })).toContain('2:00.000');
});

test('the beats of the MIDI file fall where they were heard, the downbeats on its bars', () => {
  const { header, tracks } = parseMidi(midiTempoMap(waltz)!);
  const ticksPerBeat = header.ticksPerBeat!;
  let [tick, seconds, tempo] = [0, 0, 0];
  const found: { tick: number; seconds: number }[] = [];
  for (const event of tracks[0]!) {
    tick += event.deltaTime;
    seconds += (event.deltaTime / ticksPerBeat) * tempo;
    if (event.type !== 'setTempo') continue;
    tempo = event.microsecondsPerBeat / 1e6;
    found.push({ tick, seconds });
  }
  // one beat goes before the first
  expect(found.length).toBe(times.length + 1);
  times.forEach((time, i) => {
    expect(found[i + 1]!.tick).toBe((i + 1) * ticksPerBeat);
    expect(Math.abs(found[i + 1]!.seconds - time)).toBeLessThan(2e-6);
  });
  expect(Math.abs(seconds - waltz.seconds)).toBeLessThan(0.001);

  const metres = (annotations: Annotations) =>
    parseMidi(midiTempoMap(annotations)!).tracks[0]!.flatMap((event) =>
      event.type === 'timeSignature' ? [event.numerator] : [],
    );
  // that beat and the two of the upbeat are a whole bar of three
  expect(metres(waltz)).toEqual([3]);
  const fromStart = waltz.beats.slice(1).map((beat) => ({ ...beat, seconds: beat.seconds - 1.2 }));
  expect(metres({ ...waltz, beats: fromStart })).toEqual([1, 3]);
  expect(metres(unbarred)).toEqual([]);
  expect(midiTempoMap(silence)).toBeUndefined();
});
