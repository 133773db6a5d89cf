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

/** `npm run bench:page`: a WAV of four minutes scored by the command line and by the page, to its last chart, in turn, and the ratio of each two. */
const runs = 5;
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
      await page.waitForSelector('#recording:not([hidden]) #report:not([aria-busy])', { timeout: 600_000 });
    }),
  );
}
await browser.close();
server.kill('SIGINT');
rmSync(folder, { recursive: true });

const told = (values: readonly number[], digits = 1) =>
  `${median(values).toFixed(digits)} (${values.map((value) => value.toFixed(digits)).join(', ')})`;
const ratios = times.page.map((seconds, run) => seconds / times.commandLine[run]!);
console.log(`command line, s  ${told(times.commandLine)}`);
console.log(`page, s          ${told(times.page)}`);
console.log(`ratio            ${told(ratios, 2)}`);

async function secondsOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}
