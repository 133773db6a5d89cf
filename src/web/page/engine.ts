import { analysers } from '../../analysers/index.js';
import { isRecordingName } from '../../audio/is-recording-name.js';
import { compareVersions, type TrackComparison } from '../../catalogue/compare-versions.js';
import { type Failure, failureOf } from '../../catalogue/failure.js';
import { createGapWatch } from '../../catalogue/gap-watch.js';
import { createLiveAnalysis, lookSeconds } from '../../catalogue/live-analysis.js';
import { parseProfileText } from '../../catalogue/parse-profile-text.js';
import { profileOf } from '../../catalogue/profile-of.js';
import { type AnalysedReference, referenceOf } from '../../catalogue/reference-of.js';
import { createScorer, type Scorer } from '../../catalogue/scorer.js';
import type { Passage } from '../../catalogue/timeline.js';
import { analyseAudio, type TrackAnalysis } from '../../features/analyse-audio.js';
import { registerFeatures } from '../../features/registry.js';
import { createPortrait, type TrackPortrait } from '../../features/track-portrait.js';
import { embeddedProfiles } from '../../profiles/embedded/index.js';
import { type Profile, stringifyProfile } from '../../profiles/profile.js';
import { comparisonFragment } from '../../report/comparison-fragment.js';
import { gapText } from '../../report/gap-text.js';
import { liveFragment } from '../../report/live-fragment.js';
import { formatClock } from '../../report/quantity.js';
import { scoreDocument } from '../../report/score-document.js';
import { scorePage, scoreReport } from '../../report/score-page.js';
import { openBlob } from '../../sources/blob.js';
import type { GivenFile } from './given-files.js';
import { hearSource, type LiveBlock, type LiveSource } from './live-source.js';
import { progressOver } from './progress-over.js';
import { createWaveformOverview, type WaveformOverview } from './waveform-overview.js';

/** Called with how much is done so far, 0 to 1. */
export type OnProgress = (share: number) => void;

/** What the worker gives back: an error would lose its class on the way. */
export type Outcome<Result> = Result | { readonly failure: Failure };

/** A recording that was heard to its end: all that scoring it needs, and its waveform. */
export type Heard = {
  readonly analysis: TrackAnalysis;
  readonly portrait: TrackPortrait;
  readonly waveform: WaveformOverview;
};

/** A score as the page shows it and as it is saved. */
export type Scored = {
  readonly timeline: readonly Passage[];
  readonly markup: string;
  /** A page of its own. */
  readonly page: string;
  readonly json: string;
};

/** What changed from one version to another, as the page shows it. */
export type Compared = {
  readonly markup: string;
  /** Of the version after, whose music comes so much later. */
  readonly waveform: WaveformOverview;
  readonly seconds: number;
  readonly offsetSeconds: number;
  /** Of what the two have in common. */
  readonly loudness: TrackComparison['loudness'];
};

/** The last 30 s of what is being played, as the page shows it. */
export type Look = { readonly state: string; readonly markup: string };

export type BuiltProfile = {
  readonly profile: Profile;
  /** The profile as it is saved. */
  readonly document: string;
  /** Files that could not be used. */
  readonly failures: readonly Failure[];
};

const waveformColumns = 1600;
/** A page cannot install what the command line can. */
const noPackages = 'Convert the file to WAV or FLAC, or score it on the command line.';

/** What the worker does for the page. */
export const engine = {
  embeddedProfiles: () => embeddedProfiles.map(({ name, title }) => ({ name, title })),

  analyse: (file: File, onProgress: OnProgress) =>
    attempt(file.name, async (): Promise<Heard> => {
      const overview = createWaveformOverview(waveformColumns);
      const onBytes = progressOver(file.size, onProgress)();
      const audio = await openBlob(file, { name: file.name, onBytes });
      const portrait = createPortrait();
      const analysis = await analyseAudio(overview.heard(audio), { analysers, onWindow: portrait.hear });
      return { analysis, portrait: portrait.drawn(analysis.headline), waveform: overview.finish() };
    }),

  score: (name: string, { analysis, portrait }: Heard, profile: Profile | string | undefined) =>
    attemptNamed(name, async (): Promise<Scored> => {
      const scored = scorerOf(profile).score(analysis);
      const document = scoreDocument(name, analysis, portrait, scored, registerFeatures(analysers));
      return {
        timeline: scored.timeline,
        markup: scoreReport(document),
        page: scorePage(document),
        json: `${JSON.stringify(document)}\n`,
      };
    }),

  compare: (before: File, after: File, profile: Profile | string | undefined, onProgress: OnProgress) =>
    attempt(`${before.name}, ${after.name}`, async (): Promise<Compared> => {
      // each is read twice: once to align them, once to analyse
      const reading = progressOver(2 * (before.size + after.size), onProgress);
      const overview = createWaveformOverview(waveformColumns);
      let drawn = false;
      const open = (file: File) => openBlob(file, { name: file.name, onBytes: reading() });
      const openAfter = async () => {
        const audio = await open(after);
        if (drawn) return audio;
        drawn = true;
        return overview.heard(audio);
      };
      const comparison = await compareVersions(() => open(before), openAfter, scorerOf(profile));
      return {
        offsetSeconds: comparison.alignment.offsetSeconds,
        loudness: comparison.loudness,
        waveform: overview.finish(),
        seconds: overview.seconds,
        markup: comparisonFragment([before.name, after.name], comparison, registerFeatures(analysers)),
      };
    }),

  /** Listens to the source until the worker ends; afresh where the input's format changes. */
  listen: (source: LiveSource, profile: Profile | string | undefined, onLook: (look: Outcome<Look>) => void) => {
    liveProfile = profile;
    let listener: LiveListener | undefined;
    const heard = hearSource(source, (block) => {
      if (listener === undefined || !listener.suits(block)) listener = createLiveListener(block, onLook);
      listener.hear(block);
    });
    void attemptNamed('live', () => heard).then((outcome) => outcome && onLook(outcome));
  },

  /** The next look is against another profile. */
  listenAgainst: (profile: Profile | string | undefined) => {
    liveProfile = profile;
  },

  /** A profile of the recordings among the files; its name has a profile name's form. */
  buildProfile: (name: string, given: readonly GivenFile[], onProgress: OnProgress) =>
    attempt(name, async (): Promise<BuiltProfile> => {
      const recordings = given.filter(({ path }) => isRecordingName(path));
      const reading = progressOver(
        recordings.reduce((sum, { file }) => sum + file.size, 0),
        onProgress,
      );
      const references: AnalysedReference[] = [];
      const failures: Failure[] = [];
      for (const { path, file } of recordings) {
        const outcome = await attempt(path, async () => {
          const audio = await openBlob(file, { name: path, onBytes: reading() });
          return referenceOf(path, await analyseAudio(audio, { analysers }));
        });
        if ('failure' in outcome) failures.push(outcome.failure);
        else references.push(outcome);
      }
      const source = 'recordings that were dropped on the page';
      const profile = profileOf(references, { name, title: name, source, licence: 'not stated' });
      return { profile, document: stringifyProfile(profile), failures };
    }),

  /** A profile that was built before, from its document. */
  readProfile: (file: File) =>
    attempt(file.name, async (): Promise<BuiltProfile> => {
      const document = await file.text();
      return { profile: parseProfileText(document, file.name), document, failures: [] };
    }),
};
export type Engine = typeof engine;

/** What is listened to is compared with it. */
let liveProfile: Profile | string | undefined;

type LiveListener = { suits(block: LiveBlock): boolean; hear(block: LiveBlock): void };

/** Listens to blocks of the format of the first. */
function createLiveListener({ sampleRate, channels }: LiveBlock, onLook: (look: Outcome<Look>) => void): LiveListener {
  const channelCount = channels.length;
  const gapWatch = createGapWatch(sampleRate);
  const live = createLiveAnalysis({ sampleRate, channelCount }, ({ heardSeconds, analysis, portrait }) => {
    const look = attemptNamed('live', async (): Promise<Look> => {
      const scored = scorerOf(liveProfile).score(analysis);
      const document = scoreDocument('live', analysis, portrait, scored, registerFeatures(analysers));
      const state = `Heard ${formatClock(heardSeconds)}; looked at every ${lookSeconds} seconds.`;
      return { state: [state, ...gapText(gapWatch.count)].join(' '), markup: liveFragment(document) };
    });
    void look.then(onLook);
  });
  return {
    suits: (block) => block.sampleRate === sampleRate && block.channels.length === channelCount,
    hear(block) {
      gapWatch.hear(block.channels, block.atMs / 1000);
      live.push(block.channels);
    },
  };
}

/** Those of the profiles that were used, since fitting one takes a while. */
const scorers = new Map<string, Scorer>();
function scorerOf(profile: Profile | string | undefined): Scorer {
  const key = typeof profile === 'object' ? profile.hash : (profile ?? '');
  const scorer = scorers.get(key) ?? createScorer(profile === undefined ? {} : { profile });
  scorers.set(key, scorer);
  return scorer;
}

/** What went wrong becomes a value. */
async function attempt<Result>(where: string, run: () => Promise<Outcome<Result>>): Promise<Outcome<Result>> {
  try {
    return await run();
  } catch (error) {
    const failure = failureOf(error, where);
    return { failure: failure.code === 'missing-package' ? { ...failure, remedy: noPackages } : failure };
  }
}

/** The same for what does not know the recording's name. */
async function attemptNamed<Result>(where: string, run: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return await run();
  } catch (error) {
    return { failure: { ...failureOf(error, where), where } };
  }
}
