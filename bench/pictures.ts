import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitCodes } from '../src/commands/context.js';
import { score } from '../src/commands/score.js';
import { styleFor } from '../src/report/terminal-style.js';
import { launchChromium } from '../test/browser.js';

/** `npm run pictures`: the page of a sample as a newcomer sees it, in docs/pictures, each at most 200 kB. */
const sample = 'samples/loose-groove.ogg';
const out = 'docs/pictures';
const views = [
  { name: 'score-light', colorScheme: 'light', width: 1240, height: 905 },
  { name: 'score-dark', colorScheme: 'dark', width: 1240, height: 905 },
  { name: 'score-phone', colorScheme: 'light', width: 390, height: 844 },
] as const;

mkdirSync(out, { recursive: true });
mkdirSync('build', { recursive: true });
const html = join('build', 'score.html');
const code = await score(
  [sample],
  { html },
  {
    print: () => undefined,
    tell: (text) => void process.stderr.write(text),
    style: styleFor({}, {}),
    interactive: false,
    signal: new AbortController().signal,
  },
);
if (code !== exitCodes.done) throw new Error(`${sample} could not be scored`);
const browser = await launchChromium();
for (const { name, colorScheme, width, height } of views) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(pathToFileURL(html).href);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.close();
}
await browser.close();
