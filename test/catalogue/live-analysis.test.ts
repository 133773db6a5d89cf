import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { createLiveAnalysis, type LiveReading } from '../../src/catalogue/live-analysis.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import { openFile } from '../../src/sources/file.js';
import { drain } from '../audio/read-all.js';

test('the last 30 s, heard live, depart as far as the same 30 s do as a file', async () => {
  const { channels } = await drain(await openFile(join(import.meta.dirname, '../../samples/loose-groove.ogg')));
  const [groove] = channels;
  const samples = new Float32Array(41 * 44100);
  samples.set(groove!);
  samples.set(groove!.subarray(0, samples.length - groove!.length), groove!.length);
  const readings: LiveReading[] = [];
  const live = createLiveAnalysis({ sampleRate: 44100, channelCount: 1 }, (reading) => readings.push(reading));
  for (let from = 0; from < samples.length; from += 4096) live.push([samples.slice(from, from + 4096)]);
  expect(readings.map(({ heardSeconds }) => heardSeconds)).toEqual([10, 20, 30, 40]);
  expect(readings.map(({ analysis }) => analysis.seconds)).toEqual([10, 20, 30, 30]);

  const scorer = createScorer({ profile: 'pop' });
  const same = openPcm([samples.slice(10 * 44100, 40 * 44100)], { sampleRate: 44100 });
  const offline = scorer.score(await analyseTrack(same)).departure.value;
  const { analysis, portrait } = readings.at(-1)!;
  expect(Math.abs(scorer.score(analysis).departure.value - offline)).toBeLessThanOrEqual(5);
  expect(portrait.loudness).toMatchObject({ values: expect.arrayContaining([expect.any(Number)]) });
});
