import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import type { TrackAnalysis } from '../../src/features/analyse-audio.js';
import { registerFeatures } from '../../src/features/registry.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { openFile } from '../../src/sources/file.js';

const sample = resolve(import.meta.dirname, '../../samples/loose-groove.ogg');
type Sound = readonly Float32Array[];
let sound: Sound;

function analyse(channels: Sound): Promise<TrackAnalysis> {
  return analyseTrack(openPcm(channels, { sampleRate: 44100 }));
}

/** In blocks of a given length. */
function analyseBlocks(channels: Sound, block: number): Promise<TrackAnalysis> {
  const whole = openPcm(channels, { sampleRate: 44100 });
  return analyseTrack({
    ...whole,
    async *blocks() {
      for (let from = 0; from < channels[0]!.length; from += block)
        yield { channels: channels.map((channel) => channel.slice(from, from + block)) };
    },
  });
}

beforeAll(async () => {
  const blocks: Sound[] = [];
  for await (const { channels } of (await openFile(sample)).blocks()) blocks.push(channels.map((c) => c.slice()));
  sound = [0, 1].map((c) => {
    const channel = new Float32Array(blocks.reduce((sum, block) => sum + block[c]!.length, 0));
    let at = 0;
    for (const block of blocks) {
      channel.set(block[c]!, at);
      at += block[c]!.length;
    }
    return channel;
  });
});

test('there are at least 60 scored features, in all five aspects', () => {
  const scored = registerFeatures(analysers).filter((feature) => feature.scored && feature.scope.includes('excerpt'));
  expect(scored.length).toBeGreaterThanOrEqual(60);
  expect(new Set(scored.map(({ aspect }) => aspect)).size).toBe(5);
  expect(new Set(registerFeatures(analysers).map(({ id }) => id)).size).toBe(registerFeatures(analysers).length);
});

test('the embedded profiles were built with these versions of the analysers', () => {
  const versions = Object.fromEntries(analysers.map(({ id, version }) => [id, version]));
  for (const { name, provenance } of embeddedProfiles)
    for (const [id, version] of Object.entries(provenance.builtWith))
      expect(versions[id], `${id} in ${name}`).toBe(version);
});

test('the same samples in blocks of 128 or 65,536 give the same bytes of JSON', async () => {
  const scorer = createScorer();
  const [small, large] = await Promise.all([128, 65536].map((block) => analyseBlocks(sound, block)));
  expect(JSON.stringify(small)).toBe(JSON.stringify(large));
  expect(JSON.stringify(scorer.score(small!))).toBe(JSON.stringify(scorer.score(large!)));
});

describe.each([
  ['gain of −8.6 dB', (channels: Sound) => channels.map((channel) => channel.map((x) => 0.37 * x))],
  ['turned polarity', (channels: Sound) => channels.map((channel) => channel.map((x) => -x))],
  ['swapped channels', (channels: Sound) => [...channels].reverse()],
])('%s', (_name, change) => {
  let before: TrackAnalysis;
  let after: TrackAnalysis;
  beforeAll(async () => {
    before = await analyse(sound);
    after = await analyse(change(sound));
  });

  test('moves no scored feature', () => {
    // one hundredth of what lies between the 5 and 95 % points of any genre: rounding in 32-bit samples, no more
    for (const feature of embeddedProfiles.flatMap(({ features }) => features)) {
      if (feature.notScored !== undefined || feature.low === null || feature.high === null) continue;
      const [a, b] = [before, after].map(({ excerpts }) => excerpts[0]!.values[feature.id]);
      if (a === undefined || b === undefined) expect(b, feature.id).toBe(a);
      else expect(Math.abs(a - b) / (feature.high - feature.low), feature.id).toBeLessThan(0.01);
    }
  });

  test('moves no departure by more than a rank', () => {
    for (const profile of embeddedProfiles) {
      const scorer = createScorer({ profile });
      const [a, b] = [before, after].map((analysis) => scorer.score(analysis).departure.value);
      expect(Math.abs(a! - b!)).toBeLessThanOrEqual(100 / (profile.provenance.n + 1) + 1e-9);
    }
  });
});
