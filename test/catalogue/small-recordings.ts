import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeWav } from '../../samples/files/encode-wav.js';
import { toPcm } from '../../samples/files/pcm.js';
import { noise } from '../analysers/dynamics/signals.js';

const rate = 22050;

/** Writes recordings of a few seconds, noise that pulses over a tone, each its own; returns their paths in the order of the names. */
export async function writeRecordings(folder: string, names: readonly string[], seconds: number): Promise<string[]> {
  const paths: string[] = [];
  for (const [i, name] of names.entries()) {
    const hiss = noise(seconds * rate, i + 1);
    const samples = Float64Array.from(
      hiss,
      (sample, n) => 0.3 * Math.exp((-6 * (n % 11025)) / 11025) * sample + 0.2 * Math.sin((n * (100 + 20 * i)) / 3000),
    );
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, encodeWav(toPcm(rate, [samples])));
    paths.push(path);
  }
  return paths;
}
