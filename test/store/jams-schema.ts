import * as v from 'valibot';

/*
 * The parts of JAMS that are written, as its published schema defines them: jams_schema.json and the namespaces beat,
 * beat_position, tempo, onset, key_mode, chord, segment_open, pitch_contour and vector of github.com/marl/jams (ISC licence),
 * read in November 2026. Written anew: required fields, types, ranges and vocabularies; nothing that is not written is allowed.
 */
const atLeastZero = v.pipe(v.number(), v.finite(), v.minValue(0));
const share = v.pipe(atLeastZero, v.maxValue(1));

const sparse = <V extends v.GenericSchema, C extends v.GenericSchema>(value: V, confidence: C) =>
  v.array(v.strictObject({ time: atLeastZero, duration: atLeastZero, value, confidence }));

const dense = <V extends v.GenericSchema>(value: V) =>
  v.strictObject({
    time: v.array(atLeastZero),
    duration: v.array(atLeastZero),
    value: v.array(value),
    confidence: v.array(v.null()),
  });

const namespace = <N extends string, D extends v.GenericSchema>(name: N, data: D) =>
  v.strictObject({
    namespace: v.literal(name),
    annotation_metadata: v.strictObject({
      version: v.union([v.string(), v.number()]),
      annotator: v.strictObject({}),
      annotation_tools: v.string(),
      annotation_rules: v.string(),
      validation: v.string(),
      data_source: v.string(),
      corpus: v.string(),
    }),
    data,
    sandbox: v.strictObject({}),
    time: atLeastZero,
    duration: atLeastZero,
  });

const degree = '(b*|#*)([1-9]|1[0-3])';
const qualities =
  'maj|min|dim|aug|1|5|sus2|sus4|maj6|min6|7|maj7|min7|dim7|hdim7|minmaj7|aug7|9|maj9|min9|11|maj11|min11|13|maj13|min13';
const chord = new RegExp(`^(N|X|[A-G](b*|#*)(:(${qualities}))?(/${degree})?)$`);
const key = /^(N|[A-G][b#]?(:(major|minor|ionian|dorian|phrygian|lydian|mixolydian|aeolian|locrian))?)$/;
const position = v.strictObject({
  position: v.pipe(v.number(), v.minValue(1)),
  measure: v.pipe(v.number(), v.integer(), v.minValue(0)),
  num_beats: v.pipe(v.number(), v.integer(), v.minValue(1)),
  beat_units: v.picklist([1, 2, 4, 8, 16, 32, 64, 128, 256]),
});
const contour = v.strictObject({ index: v.pipe(v.number(), v.integer()), frequency: atLeastZero, voiced: v.boolean() });

export const jamsDocument = v.strictObject({
  file_metadata: v.strictObject({
    title: v.string(),
    artist: v.string(),
    release: v.string(),
    duration: atLeastZero,
    identifiers: v.record(v.string(), v.string()),
    jams_version: v.string(),
  }),
  annotations: v.array(
    v.variant('namespace', [
      namespace('beat', sparse(v.nullable(v.number()), v.null())),
      namespace('beat_position', sparse(position, v.null())),
      namespace('tempo', sparse(atLeastZero, share)),
      namespace('onset', sparse(v.null(), v.null())),
      namespace('key_mode', sparse(v.pipe(v.string(), v.regex(key)), v.null())),
      namespace('chord', sparse(v.pipe(v.string(), v.regex(chord)), v.null())),
      namespace('segment_open', sparse(v.string(), v.null())),
      namespace('pitch_contour', dense(contour)),
      namespace('vector', sparse(v.pipe(v.array(v.number()), v.minLength(1)), v.null())),
    ]),
  ),
  sandbox: v.strictObject({}),
});
