import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseAudio } from '../../src/features/analyse-audio.js';
import { scoreCautions } from '../../src/report/score-cautions.js';

const rate = 44100;

/** A wave so loud, cut off at full scale. */
async function cautionsOf(seconds: number, gain: number, wave: (n: number) => number): Promise<readonly string[]> {
  const samples = Float32Array.from({ length: seconds * rate }, (_, n) => Math.max(-1, Math.min(1, gain * wave(n))));
  const dynamics = analysers.filter(({ aspect }) => aspect === 'dynamics');
  const audio = openPcm([samples], { sampleRate: rate });
  return scoreCautions(await analyseAudio(audio, { analysers: dynamics }));
}

const swell = (n: number) => Math.sin(n / 5) * Math.sin(n / 40_000) ** 2;

test('a clipped excerpt and a short one are told; a tone below full scale and a loud one that is whole are not', async () => {
  expect(await cautionsOf(30, 0.9, swell)).toEqual([]);
  expect(await cautionsOf(30, 0.1, (n) => Math.sin(n / 50))).toEqual([]);
  expect(await cautionsOf(30, 20, swell)).toEqual([expect.stringMatching(/^\d+ times a second .* clipped/)]);
  expect(await cautionsOf(11, 0.9, swell)).toEqual([expect.stringMatching(/^11 s: profiles are of 30 s/)]);
});
