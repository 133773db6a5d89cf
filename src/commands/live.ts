import { once } from 'node:events';
import { openMicrophone } from '../adapters/microphone.js';
import { analysers } from '../analysers/index.js';
import { maximumChannels } from '../audio/channels.js';
import { createGapWatch, type GapWatch } from '../catalogue/gap-watch.js';
import { createLiveAnalysis, type LiveAnalysis, type LiveReading } from '../catalogue/live-analysis.js';
import { readProfile } from '../catalogue/read-profile.js';
import { createScorer } from '../catalogue/scorer.js';
import { SwerveError } from '../errors.js';
import { registerFeatures } from '../features/registry.js';
import { minimumRemainderSeconds } from '../frames/front-end.js';
import { gapText } from '../report/gap-text.js';
import { liveLines } from '../report/live-lines.js';
import { scoreDocument } from '../report/score-document.js';
import { type RawFormat, readRawPcm } from '../sources/raw-pcm.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

export type LiveCommandOptions = {
  readonly format: RawFormat['encoding'];
  readonly rate: string;
  readonly channels: string;
  readonly profile?: string;
  readonly json?: boolean;
};

/** `swerve live`: the last 30 s of what is played, every 10 s, until it is interrupted or the samples end. */
export async function live(
  source: string | undefined,
  options: LiveCommandOptions,
  context: Context,
): Promise<ExitCode> {
  if (source !== undefined && source !== '-')
    throw new SwerveError('invalid-argument', 'Files are not played.', source, '`swerve score` scores them.');
  const { print, tell, style, signal } = context;
  const profile = options.profile === undefined ? undefined : await readProfile(options.profile);
  const scorer = createScorer(profile === undefined ? {} : { profile });
  const features = registerFeatures(analysers);
  let gapWatch: GapWatch | undefined;
  let readings = 0;

  function show({ heardSeconds, analysis, portrait }: LiveReading): void {
    readings++;
    try {
      const document = scoreDocument('live', analysis, portrait, scorer.score(analysis), features);
      print(
        options.json
          ? `${JSON.stringify({ heardSeconds, gaps: gapWatch?.count, ...document })}\n`
          : `${liveLines(heardSeconds, document, style)}\n`,
      );
      for (const sentence of gapText(gapWatch?.count ?? 0)) tell(`${style.warning('note')}: ${sentence}\n`);
    } catch (error) {
      if (!(error instanceof SwerveError)) throw error;
      tell(`${style.warning('note')}: ${error.message}\n`);
    }
  }

  if (source === '-') {
    const sampleRate = wholeNumber(options.rate, '--rate', 1000, 768000);
    const channelCount = wholeNumber(options.channels, '--channels', 1, maximumChannels);
    const analysis = createLiveAnalysis({ sampleRate, channelCount }, show);
    for await (const channels of readRawPcm(process.stdin, { encoding: options.format, channelCount })) {
      if (signal.aborted) break;
      analysis.push(channels);
    }
    if (readings > 0 || signal.aborted) return exitCodes.done;
    tell(`${style.warning('nothing to read')}: fewer than ${minimumRemainderSeconds} s of samples came\n`);
    return exitCodes.nothingReadable;
  }
  let analysis: LiveAnalysis | undefined;
  const microphone = await openMicrophone((channels) => {
    gapWatch?.hear(channels, performance.now() / 1000);
    analysis?.push(channels);
  });
  gapWatch = createGapWatch(microphone.sampleRate);
  analysis = createLiveAnalysis(microphone, show);
  tell('Listening; the first reading comes after 10 seconds. Ctrl-C ends it.\n');
  if (!signal.aborted) await once(signal, 'abort');
  await microphone.close();
  return exitCodes.done;
}

function wholeNumber(text: string, option: string, low: number, high: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high)
    throw new SwerveError('invalid-argument', `${text} is no number from ${low} to ${high}.`, option, 'Give one.');
  return value;
}
