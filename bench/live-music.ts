import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { encodeWav } from '../samples/files/encode-wav.js';
import { toPcm } from '../samples/files/pcm.js';
import { findRecordings } from '../src/catalogue/find-recordings.js';
import { createScorer } from '../src/catalogue/scorer.js';
import { windowSeconds } from '../src/frames/front-end.js';
import { openFile } from '../src/sources/file.js';
import { drain } from '../test/audio/read-all.js';
import { analyseRepeated } from './live/analyse-repeated.js';
import { lookOf, whileServed, withListeningPage } from './live/listening-page.js';

/**
 * `npm run bench:live-music [FOLDER] [COUNT]`: recordings, spread over a folder, played into the page through Chromium's fake
 * microphone: what it shows of their first 30 s, and what the file's own say; beside it from .3 and .6 s later, since nobody
 * knows to the sample where listening begins.
 */
const [folder = '../shared/data/music', count = '12'] = process.argv.slice(2);
const sampleRate = 44100;
const laterSeconds = [0, 0.3, 0.6];
const mostSeconds = 120;

const all = await findRecordings([resolve(folder)]);
const scratch = mkdtempSync(join(tmpdir(), 'swerve-live-'));
const wav = join(scratch, 'heard.wav');
const scorer = createScorer();
const differences: number[] = [];
await whileServed(async (address) => {
  for (let k = 0; k < Number(count); k++) {
    const path = all[Math.floor(((k + 0.5) * all.length) / Number(count))]!;
    const { channels } = await drain(await openFile(path));
    writeFileSync(
      wav,
      encodeWav(
        toPcm(
          sampleRate,
          channels.map((channel) => Float64Array.from(channel)),
        ),
      ),
    );
    const scores = [];
    for (const later of laterSeconds) scores.push(scorer.score(await analyseRepeated(channels, later)));
    const look = await withListeningPage(address, wav, async ({ page }) => {
      await page.click('#listen');
      for (let waited = 0; waited < mostSeconds; waited++) {
        const shown = await lookOf(page);
        if (shown !== undefined && shown.heard >= windowSeconds) return shown;
        await page.waitForTimeout(1000);
      }
      throw new Error(`no look after ${mostSeconds} s`);
    });
    differences.push(Math.abs(look.departure - scores[0]!.departure.value));
    const offline = scores.map(({ departure, profile }) => `${departure.value.toFixed(1)} ${profile.name}`).join(', ');
    const interrupted = look.interruptions === 0 ? '' : `, interrupted ${look.interruptions} times`;
    console.log(`${relative(folder, path)}: live ${look.departure} ${look.genre}${interrupted}; file ${offline}`);
  }
});
rmSync(scratch, { recursive: true });
console.log(`${count} recordings, largest difference ${Math.max(...differences).toFixed(1)} points`);
