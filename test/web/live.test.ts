import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeWav } from '../../samples/files/encode-wav.js';
import { toPcm } from '../../samples/files/pcm.js';
import { openPcm } from '../../src/audio/open-pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import { openFile } from '../../src/sources/file.js';
import { drain } from '../audio/read-all.js';
import { noBrowser } from '../browser.js';
import { type OpenedPage, openPage } from './open-page.js';

const sample = join(import.meta.dirname, '../../samples/tight-groove.ogg');

describe.skipIf(noBrowser !== undefined)(`listening live in Chromium ${noBrowser ?? ''}`, () => {
  let folder: string;
  let opened: OpenedPage;
  let channels: readonly Float32Array[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'swerve-live-'));
    ({ channels } = await drain(await openFile(sample)));
    // two bars that repeat, so that it does not matter where in them listening begins
    const file = join(folder, 'heard.wav');
    await writeFile(
      file,
      encodeWav(
        toPcm(
          44100,
          channels.map((channel) => Float64Array.from(channel)),
        ),
      ),
    );
    opened = await openPage([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
    ]);
  });
  afterAll(async () => {
    await opened?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('what is played departs as far as the same 30 s of the file, and nothing leaves the page', async () => {
    const { page } = opened;
    await page.click('#listen');
    await expect.poll(() => page.textContent('#live-state'), { timeout: 100_000 }).toContain('Heard 0:30');
    const twice = channels.map((channel) => {
      const samples = new Float32Array(30 * 44100);
      samples.set(channel);
      samples.set(channel.subarray(0, samples.length - channel.length), channel.length);
      return samples;
    });
    const { departure, profile } = createScorer().score(await analyseTrack(openPcm(twice, { sampleRate: 44100 })));
    // a busy machine loses samples: the window that holds the gap is of another recording, and is said to be
    const isRight = async () => {
      const shown = Number.parseInt((await page.textContent('#live-body .number'))!, 10);
      const state = await page.textContent('#live-state');
      return Math.abs(shown - departure.value) <= 5 || state!.includes('Interrupted');
    };
    await expect.poll(isRight, { timeout: 60_000, interval: 2500 }).toBe(true);
    expect(await page.textContent('#live-body')).toContain(`Departure from ${profile.title}`);
    expect(await page.textContent('#live-body')).toMatch(/(119|120)\.\d ?BPM/);

    const another = profile.name === 'rock' ? 'pop' : 'rock';
    await page.selectOption('#profile', another);
    await expect.poll(() => page.textContent('#live-body'), { timeout: 60_000 }).toContain(`Departure from ${another}`);

    await page.click('#listen');
    expect(await page.textContent('#live-state')).toBe('No longer listening.');
    expect(opened.complaints).toEqual([]);
    expect(await opened.longestTaskMilliseconds()).toBeLessThanOrEqual(100);
  }, 250_000);

  test('where a browser does not give the samples of an input themselves, the audio thread hands them over', async () => {
    const { page } = opened;
    await page.evaluate(() => {
      delete (globalThis as { MediaStreamTrackProcessor?: unknown }).MediaStreamTrackProcessor;
      const { mediaDevices } = navigator;
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await getUserMedia(constraints);
        Object.assign(globalThis, { stream });
        return stream;
      };
    });
    await page.click('#listen');
    await expect.poll(() => page.textContent('#live-state'), { timeout: 100_000 }).toContain('Heard 0:10');
    expect(await page.textContent('#live-body')).toMatch(/(119|120)\.\d ?BPM/);

    await page.evaluate(() => {
      const { stream } = globalThis as unknown as { stream: MediaStream };
      stream.getAudioTracks()[0]!.dispatchEvent(new Event('ended'));
    });
    await expect.poll(() => page.textContent('#live-state')).toBe('The input is gone, so nothing is heard any more.');
    expect(await page.textContent('#listen')).toBe('Listen live');
    expect(opened.complaints).toEqual([]);
    expect(opened.strangers).toEqual([]);
  }, 150_000);
});
