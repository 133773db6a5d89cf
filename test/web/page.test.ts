import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeWav } from '../../samples/files/encode-wav.js';
import { type Pcm, toPcm } from '../../samples/files/pcm.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { compareTracks } from '../../src/catalogue/compare-tracks.js';
import { failureOf } from '../../src/catalogue/failure.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import type { TrackAnalysis } from '../../src/features/analyse-audio.js';
import { parseProfile } from '../../src/profiles/profile.js';
import { comparisonVerdict } from '../../src/report/comparison-words.js';
import { failureText } from '../../src/report/failure-text.js';
import { plainStyle } from '../../src/report/style.js';
import { openFile } from '../../src/sources/file.js';
import type { Engine } from '../../src/web/page/engine.js';
import { drain } from '../audio/read-all.js';
import { noBrowser } from '../browser.js';
import { writeRecordings } from '../catalogue/small-recordings.js';
import { violationsOf } from '../violations.js';
import { encodeFlac } from './encode-flac.js';
import { encodeMp3 } from './encode-mp3.js';
import { type OpenedPage, openPage } from './open-page.js';

const require = createRequire(import.meta.url);
const seconds = 12;
/** As soon as a machine that is busy with other tests allows. */
const soon = { timeout: 100_000 };

describe.skipIf(noBrowser !== undefined)(`the page in Chromium ${noBrowser ?? ''}`, () => {
  let folder: string;
  let opened: OpenedPage;
  const path = (name: string) => join(folder, name);
  const analyses = new Map<string, Promise<TrackAnalysis>>();
  /** In Node, each file once. */
  const analyse = (name: string) => {
    const known = analyses.get(name) ?? analyseTrack(path(name));
    analyses.set(name, known);
    return known;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'swerve-page-'));
    const sound = await groove();
    await writeFile(path('mix.wav'), encodeWav(sound));
    await writeFile(path('mix.mp3'), await encodeMp3(sound));
    await writeFile(path('mix.flac'), encodeFlac(sound));
    await writeFile(path('limited.wav'), encodeWav(later(limited(sound))));
    await writeFile(path('broken.wav'), encodeWav(sound).subarray(0, 20));
    const names = Array.from({ length: 12 }, (_, i) => `references/${i + 1}.wav`);
    await writeRecordings(folder, names, 11);
    await writeFile(path('references/broken.wav'), encodeWav(sound).subarray(0, 20));
    await writeRecordings(folder, ['long.wav'], 42);
    opened = await openPage();
  });
  afterAll(async () => {
    await opened?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a dropped WAV is listened to while a bar moves, and scored as on the command line', async () => {
    const { page, drop } = opened;
    const shares = page.evaluate(sharesSeen);
    await drop([path('mix.wav')]);
    await page.waitForSelector('#recording:not([hidden])');
    const seen = await shares;
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const scored = createScorer().score(await analyse('mix.wav'));
    await expect.poll(() => page.textContent('#report'), soon).toContain(`Departure from ${scored.profile.title}`);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('#save-json')]);
    const document = JSON.parse(await readFile(await saved.path(), 'utf8'));
    expect(saved.suggestedFilename()).toBe('mix.wav.json');
    const { value, low, high } = scored.departure;
    expect(document).toMatchObject({
      file: 'mix.wav',
      departure: { value: expect.closeTo(value, 6), low: expect.closeTo(low, 6), high: expect.closeTo(high, 6) },
      excerpt: scored.excerpt,
    });
  });

  test.each(['mix.wav', 'mix.mp3', 'mix.flac'])('%s: every feature has the value that it has in Node', async (name) => {
    const [heard, analysis] = [await analyseInPage(opened, path(name)), await analyse(name)];
    for (const [place, excerpt] of [...analysis.excerpts, analysis.track].entries()) {
      const other = [...heard.excerpts, heard.track][place]!;
      expect(Object.keys(other.values)).toEqual(Object.keys(excerpt.values));
      for (const [id, value] of Object.entries(excerpt.values))
        expect(Math.abs(other.values[id]! - value), id).toBeLessThanOrEqual(1e-6 * Math.abs(value));
      expect({ ...other, values: {} }).toEqual({ ...excerpt, values: {} });
    }
    expect(heard.seconds).toBe(analysis.seconds);
  });

  test('a broken file is told as on the command line, and what was there stays', async () => {
    const { page, drop } = opened;
    await drop([path('broken.wav')]);
    const failure = failureOf(await analyse('broken.wav').catch((error: unknown) => error), '');
    await expect
      .poll(() => page.textContent('#alert'), soon)
      .toBe(failureText({ ...failure, where: 'broken.wav' }, plainStyle));
    expect(await page.isVisible('#recording')).toBe(true);
  });

  test('what needs a package that the page does not have is told with what to do', async () => {
    const { page, drop } = opened;
    await drop([join(import.meta.dirname, '../audio/fixtures/index-first.m4a')]);
    await expect.poll(() => page.textContent('#alert'), soon).toMatch(/GPL.*Convert the file to WAV or FLAC/);
  });

  test('another profile is chosen', async () => {
    const { page } = opened;
    await page.focus('#profile');
    await page.selectOption('#profile', 'rock');
    await expect.poll(() => page.textContent('#report'), soon).toContain('Departure from rock');
    const { departure } = createScorer({ profile: 'rock' }).score(await analyse('mix.wav'));
    const value = Math.round(departure.value / departure.step) * departure.step;
    expect(await page.textContent('#report .number')).toMatch(new RegExp(`^${value}of 100`));
    expect(await page.evaluate(() => document.activeElement?.id), 'the focus comes back').toBe('profile');
    await page.selectOption('#profile', '');
    await expect.poll(() => page.textContent('#report'), soon).not.toContain('Departure from rock');
  });

  test('it is played, from the beginning and from a passage', async () => {
    const { page, drop } = opened;
    await drop([path('long.wav')]);
    await page.waitForSelector('#passages button >> nth=1');
    expect(await page.locator('#passages button').count()).toBe(2);
    await page.click('#passages button >> nth=1');
    await expect.poll(() => page.textContent('#clock'), soon).toMatch(/^0:3[1-9] of 0:42$/);
    expect(await page.locator('#passages li').nth(1).getAttribute('class')).toBe('heard');
    expect(await page.locator('#passages button').nth(1).getAttribute('aria-current')).toBe('true');
    await page.click('#play');
    await expect.poll(() => page.textContent('#play'), soon).toBe('Play');
    await page.fill('#place', '5');
    await expect.poll(() => page.textContent('#clock'), soon).toBe('0:05 of 0:42');
  });

  test('two versions are compared, and switched between while they play', async () => {
    const { page, drop } = opened;
    await drop([path('mix.wav'), path('limited.wav')]);
    await page.waitForSelector('#comparison:not([hidden])');
    const comparison = await compareTracks(path('mix.wav'), path('limited.wav'));
    await expect.poll(() => page.textContent('#comparison .verdict'), soon).toBe(`${comparisonVerdict(comparison)}.`);
    const louder = comparison.loudness.after! - comparison.loudness.before!;
    expect(louder).toBeGreaterThan(3);
    await page.click('#play');
    await expect.poll(() => page.textContent('#clock'), soon).toMatch(/^0:0[1-9] of 0:12$/);
    await expect
      .poll(() => page.textContent('#player-note'))
      .toBe(`B is played ${louder.toFixed(1)} dB lower than it is. The same music comes 0.25 s later in B.`);
    await page.evaluate(() => {
      for (const version of [1, 0])
        document.querySelector<HTMLInputElement>(`#versions input[value="${version}"]`)!.click();
    });
    await expect.poll(() => page.textContent('#clock'), soon).toMatch(/^0:(0[4-9]|1.) of 0:12$/);
    await page.uncheck('#equal');
    await expect.poll(() => page.textContent('#player-note')).toBe('The same music comes 0.25 s later in B.');
    await page.check('#versions input[value="1"]', { force: true });
    expect(await page.textContent('#playing')).toBe('limited.wav');
    await expect.poll(() => page.textContent('#clock'), soon).toMatch(/^0:(0[5-9]|1.) of 0:12$/);
    await page.click('#play');
  });

  test('a profile is built of a dropped folder, used and saved, and opened again', async () => {
    const { page, drop } = opened;
    await drop([path('references')]);
    await expect.poll(() => page.textContent('#gathered'), soon).toContain('13 files');
    await page.fill('#name', 'mine');
    await page.click('#make');
    await expect.poll(() => page.textContent('#report'), soon).toContain('Departure from mine');
    await expect.poll(() => page.textContent('#alert'), soon).toContain('references/broken.wav');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('#save-profile')]);
    const buffer = await readFile(await saved.path());
    const profile = parseProfile(JSON.parse(buffer.toString()), 'mine');
    expect(profile).toMatchObject({ name: 'mine', provenance: { n: 12 } });
    expect(profile.references.map(({ title }) => title).sort()[0]).toBe('1.wav');
    await page.selectOption('#profile', '');
    await page.setInputFiles('#references', { name: saved.suggestedFilename(), mimeType: 'application/json', buffer });
    await expect.poll(() => page.locator('#profile').inputValue(), soon).toBe(profile.hash);
    expect(await page.locator(`#profile option[value="${profile.hash}"]`).count()).toBe(1);
  });

  test('the report is saved as one page that needs nothing else', async () => {
    const { page } = opened;
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('#save-report')]);
    const text = await readFile(await saved.path(), 'utf8');
    expect(text).toMatch(/^<!doctype html>/);
    expect(text.length).toBeLessThan(1e6);
    expect(text).not.toMatch(/(src|href)="(?!#|data:)/);
  });

  test('nothing was asked of another server, nothing complained, and no task held the page for 100 ms', async () => {
    expect(opened.strangers).toEqual([]);
    expect(opened.complaints).toEqual([]);
    expect(await opened.longestTaskMilliseconds()).toBeLessThanOrEqual(100);
  });

  test('axe-core finds nothing serious where there is a score, a comparison and an error', async () => {
    const { page, drop } = opened;
    await drop([path('broken.wav')]);
    await page.waitForSelector('#alert p');
    expect(await page.isVisible('#comparison')).toBe(true);
    expect(await graveProblems(page)).toEqual([]);
  });

  test('axe-core finds nothing serious where there is nothing yet', async () => {
    const { page } = opened;
    await page.reload();
    await page.waitForSelector('#choose:enabled');
    expect(await graveProblems(page)).toEqual([]);
  });

  test('without its server the page still opens and listens', async () => {
    const { page, address, stopServer, drop } = opened;
    await page.evaluate(() => navigator.serviceWorker.ready);
    await stopServer();
    for (const kept of ['licences.txt', 'index.html?from=elsewhere', '']) await page.goto(`${address}${kept}`);
    await page.waitForSelector('#choose:enabled');
    await drop([path('mix.flac')]);
    await page.waitForSelector('#recording:not([hidden])');
  });
});

/** What axe-core finds wrong, seriously or critically, with the page as it stands, and with its colours when it is dark. */
async function graveProblems(page: OpenedPage['page']): Promise<string[]> {
  const problems: string[] = [];
  for (const [colorScheme, rules] of [['light'], ['dark', ['color-contrast']]] as const) {
    await page.emulateMedia({ colorScheme });
    for (const { id, impact, nodes } of (await violationsOf(page, rules)).violations)
      if (impact === 'serious' || impact === 'critical') problems.push(`${colorScheme}: ${id}: ${nodes[0]?.html}`);
  }
  await page.emulateMedia({ colorScheme: null });
  return problems;
}

/** The first seconds of a recording of our samples, as 16-bit samples. */
async function groove(): Promise<Pcm> {
  const { channels } = await drain(await openFile(join(import.meta.dirname, '../../samples/loose-groove.ogg')));
  return toPcm(
    44100,
    channels.map((channel) => Float64Array.from(channel.subarray(0, seconds * 44100))),
  );
}

/** The same driven by 12 dB into a soft limit. */
function limited({ sampleRate, channels }: Pcm): Pcm {
  return toPcm(
    sampleRate,
    channels.map((channel) => Float64Array.from(channel, (sample) => 0.9 * Math.tanh((4 * sample) / 32768))),
  );
}

/** The same a quarter of a second later. */
function later({ sampleRate, channels }: Pcm): Pcm {
  const silence = sampleRate / 4;
  return {
    sampleRate,
    channels: channels.map((channel) => {
      const delayed = new Int16Array(silence + channel.length);
      delayed.set(channel, silence);
      return delayed;
    }),
  };
}

/** In the page: the shares that its bar shows until a recording is shown. */
function sharesSeen(): Promise<number[]> {
  const seen: number[] = [];
  const bar = document.querySelector('progress')!;
  return new Promise((resolve) => {
    const look = () => {
      if (bar.hasAttribute('value') && bar.value !== seen.at(-1)) seen.push(bar.value);
      if (document.getElementById('recording')!.hidden) requestAnimationFrame(look);
      else resolve(seen);
    };
    look();
  });
}

/** What the page's worker makes of a file before it is compared with anything. */
async function analyseInPage({ page }: OpenedPage, file: string): Promise<TrackAnalysis> {
  await page.evaluate(await readFile(require.resolve('comlink/dist/umd/comlink.min.js'), 'utf8'));
  await page.evaluate(() => {
    document.getElementById('probe')?.remove();
    document.body.append(Object.assign(document.createElement('input'), { id: 'probe', type: 'file', hidden: true }));
  });
  await page.setInputFiles('#probe', file);
  const text = await page.evaluate(async () => {
    const { Comlink } = globalThis as unknown as { Comlink: typeof import('comlink') };
    const worker = new Worker('engine-worker.js', { type: 'module' });
    const { files } = document.getElementById('probe') as HTMLInputElement;
    const engine = Comlink.wrap<Engine>(worker);
    const heard = await engine.analyse(
      files![0]!,
      Comlink.proxy(() => {}),
    );
    worker.terminate();
    return JSON.stringify('failure' in heard ? heard : heard.analysis);
  });
  return JSON.parse(text);
}
