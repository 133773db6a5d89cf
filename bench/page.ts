import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { tightGroove } from '../samples/clips/tight-groove.js';
import { encodeWav } from '../samples/files/encode-wav.js';
import { toPcm } from '../samples/files/pcm.js';
import { repeatMix } from '../samples/synthesis/stereo-mix.js';
import { median } from '../src/dsp/statistics.js';
import { launchChromium } from '../test/browser.js';

/** `npm run bench:page`: a WAV of four minutes scored by the page and by the command line in turn, and their ratio. */
const runs = 3;
const commandLine = 'dist/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'swerve-page-'));
const file = join(folder, 'mix.wav');
const mix = repeatMix(tightGroove(), 10);
writeFileSync(file, encodeWav(toPcm(44100, [mix.left, mix.right])));
const server = spawn(process.execPath, [commandLine, 'serve', '--port', '0']);
const [address] = (await once(server.stdout, 'data')) as [Buffer];
const browser = await launchChromium();
const page = await browser.newPage();

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${type()} ${release()}, Node ${process.version}, Chromium ${browser.version()}`,
);
const times = { page: [] as number[], commandLine: [] as number[] };
for (let run = 0; run < runs; run++) {
  times.commandLine.push(await secondsOf(() => execFileSync(process.execPath, [commandLine, 'score', file, '--json'])));
  await page.goto(address.toString().trim());
  await page.waitForSelector('#choose:enabled');
  times.page.push(
    await secondsOf(async () => {
      await page.setInputFiles('#file', file);
      await page.waitForSelector('#recording:not([hidden])', { timeout: 600_000 });
    }),
  );
}
await browser.close();
server.kill('SIGINT');
rmSync(folder, { recursive: true });

const told = (seconds: readonly number[]) =>
  `${median(seconds).toFixed(1)} s (${seconds.map((each) => each.toFixed(1)).join(', ')})`;
console.log(`command line ${told(times.commandLine)}`);
console.log(`page         ${told(times.page)}`);
console.log(`ratio        ${(median(times.page) / median(times.commandLine)).toFixed(2)}`);

async function secondsOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}
