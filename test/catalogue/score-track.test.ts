import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeWav } from '../../samples/files/encode-wav.js';
import { toPcm } from '../../samples/files/pcm.js';
import {
  buildProfile,
  defineAnalyser,
  openStream,
  registerFeatures,
  SwerveError,
  scoreTrack,
} from '../../src/index.js';
import { scoreSummary } from '../../src/report/score-summary.js';
import { styleFor } from '../../src/report/terminal-style.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swerve-score-track-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([undefined, 'pop'])(
  'of a silent file it is said that it is silent, and which (profile: %s)',
  async (profile) => {
    const path = join(folder, 'silent.wav');
    await writeFile(path, encodeWav(toPcm(44100, [new Float64Array(11 * 44100)])));
    const error: unknown = await scoreTrack(path, profile === undefined ? {} : { profile }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SwerveError);
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: 'empty-audio',
      what: 'It is silent.',
      where: path,
      remedy: expect.stringContaining('with sound'),
    });
  },
);

test("analysers of one's own are scored against a profile that was built with them", async () => {
  const feature = {
    statistic: 'value',
    unit: '',
    range: [0, 1],
    transform: 'identity',
    minimumSeconds: 1,
    formula: 'as it says',
    citation: 'own definition',
    scored: true,
    lower: 'less',
    higher: 'more',
  } as const;
  const level = defineAnalyser({
    kind: 'window',
    id: 'example:level',
    aspect: 'dynamics',
    version: 1,
    about: 'The first sample, and the last.',
    references: [],
    parameters: {},
    scopes: ['excerpt'],
    inputs: { audio: { samples: 'mono', rate: 44100 } },
    outputs: {
      first: { shape: 'value', unit: '', about: 'the first sample' },
      last: { shape: 'value', unit: '', about: 'the last one' },
    },
    features: [
      { ...feature, of: 'first', title: 'The first sample of all that there are' },
      { ...feature, of: 'last', title: 'Last' },
    ],
    analyse({ audio }, _parameters, out) {
      out.first.set(audio.channels[0]!.at(0)!);
      out.last.set(audio.channels[0]!.at(-1)!);
    },
  });
  const references = Array.from({ length: 12 }, (_, i) => ({
    artist: `Artist ${i}`,
    title: 'Level',
    row: {
      values: { 'example:level/first.value': (i % 4) / 10, 'example:level/last.value': (i % 5) / 10 },
      missing: {},
    },
  }));
  const profile = buildProfile(references, registerFeatures([level]), {
    name: 'levels',
    title: 'Levels',
    source: 'made up',
    licence: 'MIT',
    excerptPolicy: 'all of it',
    engineVersion: '0',
  });
  const sound = Float64Array.from({ length: 11 * 44100 }, (_, n) => (n === 0 ? 0.9 : 0.2));
  const file = encodeWav(toPcm(44100, [sound]));
  const score = await scoreTrack(await openStream(Readable.from([file])), {
    analysers: [level],
    profile,
    profiles: [profile],
  });
  const [first] = score.contributions;
  expect(first).toMatchObject({ title: 'The first sample of all that there are', direction: 'more' });
  expect(first!.value).toBeCloseTo(0.9, 3);
  // a title that is longer than the column keeps its distance
  expect(scoreSummary('x', [], score, [], styleFor({}, {}))).toMatch(/of all that there are {2}0\.9/);
});
