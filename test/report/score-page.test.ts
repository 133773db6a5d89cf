import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, parseFragment } from 'parse5';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { analyseTrack } from '../../src/catalogue/analyse-track.js';
import { createScorer } from '../../src/catalogue/scorer.js';
import { registerFeatures } from '../../src/features/registry.js';
import { createPortrait } from '../../src/features/track-portrait.js';
import { contentHash } from '../../src/profiles/content-hash.js';
import { explainScript } from '../../src/report/explain-script.js';
import { type ScoreDocument, scoreDocument } from '../../src/report/score-document.js';
import { scorePage, scoreReport } from '../../src/report/score-page.js';
import { launchChromium, noBrowser } from '../browser.js';
import { violationsOf } from '../violations.js';
import { hostile, withWindows } from './score-documents.js';

const sample = resolve(import.meta.dirname, '../../samples/loose-groove.ogg');
const { whatIf: changes } = JSON.parse(readFileSync(join(import.meta.dirname, 'what-if.json'), 'utf8')) as Pick<
  ScoreDocument,
  'whatIf'
>;
let heard: ScoreDocument;
let page: string;

beforeAll(async () => {
  const portrait = createPortrait();
  const analysis = await analyseTrack(sample, { onWindow: portrait.hear });
  const scored = createScorer({ profile: 'pop' }).score(analysis);
  heard = scoreDocument(sample, analysis, portrait.drawn(analysis.headline), scored, registerFeatures(analysers));
  page = scorePage(heard);
});

/** Names of all that a strict parser finds wrong. */
function errorsOf(markup: string, whole: boolean): string[] {
  const errors: string[] = [];
  const options = {
    onParseError: ({ code, startLine }: { code: string; startLine: number }) =>
      errors.push(`${code} in line ${startLine}`),
  };
  if (whole) parse(markup, options);
  else parseFragment(markup, options);
  return errors;
}

test('page and fragment are well-formed, and the page holds the fragment', () => {
  expect(errorsOf(page, true)).toEqual([]);
  expect(errorsOf(scoreReport(heard), false)).toEqual([]);
  expect(page).toContain(scoreReport(heard));
  const opened = page.match(/<(section|figure|div|ul|li|span|details|table|svg|g)\b/g)!.length;
  const closed = page.match(/<\/(section|figure|div|ul|li|span|details|table|svg|g)>/g)!.length;
  expect(closed).toBe(opened);
});

test('the largest part of the departure is named, with what is meant', () => {
  expect(page).toMatch(
    /(Most of it|The largest part) is (timing|pitch|timbre|dynamics|structure) \(\d+%\): [A-Z][^()]* \([^()]+\)/,
  );
  expect(page).toContain('24 s: profiles are of 30 s');
});

test('nothing is fetched: no address, no image, no font, and the policy forbids it', () => {
  expect(page).not.toMatch(/<link|<img|<iframe|https?:|url\(|@import|@font-face|\bsrc=|\bhref=/);
  const hash = Buffer.from(contentHash(explainScript), 'hex').toString('base64');
  expect(page).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${hash}'"`,
  );
  expect(page.match(/<script/g)).toHaveLength(1);
});

test('the page of a sample is small, and so is that of three hours', () => {
  expect(page.length).toBeLessThan(200_000);
  expect(scorePage(withWindows(heard, 360)).length).toBeLessThan(1_000_000);
});

test('every chart has a title and a description, and a table behind it or the reason why there is none', () => {
  const pictures = page.match(/<svg [^]*?<\/svg>/g)!;
  expect(pictures.length).toBeGreaterThan(20);
  for (const picture of pictures)
    expect(picture).toMatch(/^<svg [^>]*role="(group|img)"><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
  const figures = page.match(/<figure>[^]*?<\/figure>/g)!;
  expect(figures).toHaveLength(6);
  for (const figure of figures) expect(figure).toMatch(/<table>|class="absent"/);
  expect(scoreReport(heard)).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
});

test('the numbers are those of the score, with their intervals and units', () => {
  const { departure, contributions, n } = heard;
  const shown = Math.round(departure.value / departure.step) * departure.step;
  expect(page).toContain(`>${shown}<small>of 100, 95 % interval `);
  expect(page).toContain(`${n.references} references by ${n.artists} artists`);
  for (const { title, share } of contributions.slice(0, 5)) {
    expect(page).toContain(`${title}</th>`);
    expect(page).toContain(`<td>${(100 * share).toFixed(2)}%</td>`);
  }
  const table = page.slice(page.indexOf(`All ${contributions.length} features`));
  const shares = [...table.matchAll(/<td>[a-z]+<\/td><td>([\d.]+)%<\/td><td>/g)].map(([, share]) => Number(share));
  expect(shares).toHaveLength(contributions.length);
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(0.005 * contributions.length);
  for (const unit of ['LUFS', 'BPM', ' ms ', 'dB', 'cents', 'Hz']) expect(page).toContain(unit);
});

test('a departure from a genre that it does not belong to says so', () => {
  const judged = (verdict: 'in' | 'out') =>
    scoreReport({
      ...heard,
      belonging: heard.belonging.map((score) => ({
        ...score,
        verdict: score.genre === heard.profile ? verdict : 'out',
      })),
      genres: { in: verdict === 'in' ? [heard.profile] : [], undecided: [] },
    });
  expect(judged('out')).toContain('Hardly one of pop&#39;s own: unlike every reference that is loaded');
  expect(judged('in')).not.toContain('Hardly one of');
});

test('names from files and tags are shown, never run', () => {
  const attacked = scorePage(hostile(heard));
  expect(errorsOf(attacked, true)).toEqual([]);
  expect(attacked).not.toMatch(/<script>alert|<img|\u202e|onload="/);
  expect(attacked.match(/<script/g)).toHaveLength(1);
  expect(attacked).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('what is missing is said in the chart, and the rest is drawn', () => {
  const bare: ScoreDocument = {
    ...heard,
    groove: { missing: 'no steady pulse' },
    pitches: { missing: 'nothing pitched sounds' },
    loudness: { missing: 'shorter than 3 s' },
    spectrum: [],
    labels: {},
    bandwidthHz: null,
    references: { ...heard.references, plane: [] },
  };
  const drawn = scorePage(bare);
  expect(errorsOf(drawn, true)).toEqual([]);
  expect(drawn.match(/class="absent"/g)!.length).toBeGreaterThanOrEqual(6);
  for (const reason of ['no steady pulse', 'nothing pitched sounds', 'shorter than 3 s', 'a single window'])
    expect(drawn).toContain(reason);
  expect(scoreReport(bare)).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
});

describe(noBrowser === undefined ? 'in Chromium' : `skipped: ${noBrowser}`, () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (noBrowser === undefined) browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test.skipIf(noBrowser !== undefined).each([
    [1240, 'light', undefined],
    [390, 'dark', ['color-contrast', 'target-size', 'scrollable-region-focusable']],
  ] as const)(
    '%i pixels wide and %s: no accessibility problem, nothing fetched, no scrolling sideways, and sentences are said',
    async (width, colorScheme, rules) => {
      const shown = await browser!.newPage({ viewport: { width, height: 844 }, colorScheme });
      const [requests, complaints]: [string[], string[]] = [[], []];
      shown.on('request', (request) => requests.push(request.url()));
      shown.on('console', (message) => complaints.push(message.text()));
      shown.on('pageerror', (error) => complaints.push(error.message));
      await shown.setContent(scorePage({ ...withWindows(heard, 3), whatIf: changes }));
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await shown.locator('.number').focus();
      expect(await shown.locator('#says').textContent()).toContain('lie nearer its average');
      await shown.keyboard.press('Escape');
      expect(await shown.locator('#says').isHidden()).toBe(true);
      await shown.locator('svg .says .dot').first().hover();
      expect(await shown.locator('#says').textContent()).toMatch(/of 100/);
      if (width > 400)
        await shown.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })");
      const { violations } = await violationsOf(shown, rules);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    },
  );
});

describe('what is asked for', () => {
  test('changes stand on their side, and what could not be rendered says why', () => {
    const drawn = scorePage({ ...heard, whatIf: changes });
    expect(errorsOf(drawn, true)).toEqual([]);
    const [, towards, away] = drawn.split(/<h3>(?:Towards|Away from) the average<\/h3>/);
    expect(towards).toContain('Groove quantised, +100%');
    expect(away).toContain('Low end below 100 Hz, +3 dB');
    expect(drawn).toContain('Unavailable: Width (level of the sides): the recording is not stereo');
    expect(page).not.toContain('What would move it');
  });

  test('an artist’s signature', () => {
    const band = [-0.4, 0.5] as const;
    const drawn = scorePage({
      ...heard,
      signature: {
        artist: 'A & B',
        genre: 'rock',
        retention: { value: 0.71, low: 0.42, high: 0.9 },
        genreBand: band,
        mainstreamPull: { value: -0.2, genreBand: band },
        features: 80,
        n: { tracks: 20, groups: 3, references: 60 },
      },
    });
    expect(errorsOf(drawn, true)).toEqual([]);
    expect(drawn).toContain('Signature of A &amp; B');
    expect(drawn).toContain('<td>0.71</td><td>0.42 to 0.90</td><td>−0.40 to 0.50</td>');
  });
});
