export { analysers } from './analysers/index.js';
export type * from './analysis/analyser.js';
export { defineAnalyser } from './analysis/define-analyser.js';
export type { AnalysedWindow } from './analysis/host.js';
export type { Speaker } from './audio/channels.js';
export type { AudioStream } from './audio/decode.js';
export { openAudio } from './audio/decode.js';
export { openPcm, type PcmOptions } from './audio/open-pcm.js';
export type { AudioFormat, PcmBlock, Tags } from './audio/pcm.js';
export { type AnalyseTrackOptions, analyseTrack } from './catalogue/analyse-track.js';
export {
  type CompareTracksOptions,
  compareTracks,
  type TrackComparison,
  type Version,
} from './catalogue/compare-tracks.js';
export { readProfile } from './catalogue/read-profile.js';
export { readTrackSet } from './catalogue/read-track-set.js';
export { type ScoreTrackOptions, scoreTrack } from './catalogue/score-track.js';
export { createScorer, type Scorer, type ScorerOptions, type TrackScore } from './catalogue/scorer.js';
export { type CompareOptions, type Convergence, compareSets } from './convergence/compare-sets.js';
export { type ConvergenceRecord, compareTrackSets, type TrackSetComparison } from './convergence/compare-track-sets.js';
export { type Generations, type Lineage, lineageOf } from './convergence/lineage.js';
export type { RowSet } from './convergence/row-set.js';
export { type Track, type TrackSet, trackSetOfProfile } from './convergence/track-set.js';
export { type DiversityRecord, diversityOfTrackSet } from './convergence/track-set-diversity.js';
export { type Period, type Trend, trendOf } from './convergence/trend.js';
export { type ErrorCode, SwerveError } from './errors.js';
export type { Excerpt, TrackAnalysis } from './features/analyse-audio.js';
export { comparedRow } from './features/compared-row.js';
export { type RegisteredFeature, registerFeatures } from './features/registry.js';
export type { FeatureRow } from './features/row.js';
export type { Channels, Frame, FrontEnd } from './frames/front-end.js';
export { buildProfile, type ProfileMeta, type Reference } from './profiles/build-profile.js';
export { embeddedProfiles } from './profiles/embedded/index.js';
export { type Profile, parseProfile, stringifyProfile } from './profiles/profile.js';
export type { Comparison } from './scoring/comparison.js';
export type { Score } from './scoring/score.js';
export type { SpectrumBand } from './scoring/spectrum-ribbon.js';
export { openFile, openStream } from './sources/file.js';
export { version } from './version.js';
