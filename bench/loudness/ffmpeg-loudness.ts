import { execFileSync } from 'node:child_process';
import { SwerveError } from '../../src/errors.js';

export type FfmpegLoudness = { readonly loudness: number; readonly range: number; readonly truePeak: number };

/** What ffmpeg's ebur128 filter says of a file: LUFS, LU and dBTP. Throws SwerveError 'missing-package' without ffmpeg. */
export function ffmpegLoudness(path: string): FfmpegLoudness {
  const filter = 'ebur128=peak=true:metadata=1,ametadata=mode=print:file=-';
  const log = runFfmpeg(['-nostats', '-v', 'error', '-i', path, '-af', filter, '-f', 'null', '-']);
  const last = (key: string) => {
    const found = log.slice(log.lastIndexOf(`lavfi.r128.${key}=`)).match(/=(-?[\d.]+)/);
    return found === null ? Number.NaN : Number(found[1]);
  };
  return { loudness: last('I'), range: last('LRA'), truePeak: 20 * Math.log10(last('true_peak')) };
}

/** Such as 'ffmpeg version 5.1.9'. Throws SwerveError 'missing-package' without ffmpeg. */
export function ffmpegVersion(): string {
  return /^\S+ version [\d.]+/.exec(runFfmpeg(['-version']))?.[0] ?? 'ffmpeg';
}

function runFfmpeg(options: readonly string[]): string {
  try {
    return execFileSync('ffmpeg', ['-hide_banner', ...options], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new SwerveError('missing-package', 'ffmpeg is not installed.', 'ffmpeg', 'Install it, or do without.');
  }
}
