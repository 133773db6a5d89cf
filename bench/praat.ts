import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Such as 'Praat 6.3.07'; undefined where it is not installed (Debian: apt-get install praat). */
export async function praatVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await run('praat', ['--version']);
    return /^Praat [0-9.]+/.exec(stdout)?.[0];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Autocorrelation with a path finder (Boersma 1993), a row every 10 ms; unvoiced rows print no number. */
const script = `form Track
  sentence path
  real floor
  real ceiling
endform
Read from file: path$
Convert to mono
To Pitch: 0.01, floor, ceiling
rows = Get number of frames
writeInfo: ""
for row to rows
  seconds = Get time from frame number: row
  hertz = Get value in frame: row, "Hertz"
  appendInfoLine: seconds, " ", hertz
endfor
`;

/** The f0 of a recording by Praat's To Pitch with its standard settings between two pitches; NaN unvoiced. */
export async function trackWithPraat(
  path: string,
  lowHz: number,
  highHz: number,
): Promise<{ readonly seconds: readonly number[]; readonly hertz: readonly number[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'swerve-praat-'));
  try {
    const scriptPath = join(folder, 'track.praat');
    writeFileSync(scriptPath, script);
    const { stdout } = await run('praat', ['--run', scriptPath, resolve(path), `${lowHz}`, `${highHz}`], {
      maxBuffer: 2 ** 26,
    });
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    return { seconds: rows.map(([seconds]) => Number(seconds)), hertz: rows.map(([, hertz]) => Number(hertz)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
