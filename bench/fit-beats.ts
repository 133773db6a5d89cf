import { writeFileSync } from 'node:fs';
import { barPositions, beatAccents } from '../src/analysers/timing/bar-positions.js';
import { accentOffsets, type BeatModel, strengthOffsets } from '../src/analysers/timing/beat-model.js';
import { beatModel } from '../src/analysers/timing/fitted-beat-model.js';
import { levelTraits, type MetricalLevel, metricalLevels } from '../src/analysers/timing/metrical-levels.js';
import { type MetricalLikelihood, metricalLikelihood } from '../src/analysers/timing/metrical-likelihood.js';
import type { GivenSeries } from '../src/analysis/analyser.js';
import { type BeatClip, readBeatClips } from './annotations.js';
import { type Choice, fitChoice, fitClasses, type Labelled } from './fit/choice-model.js';
import { hear, seriesOf } from './hear.js';
import { beatScores, trimBeats } from './metrics/beat-scores.js';
import { onsetScores } from './metrics/onset-scores.js';
import { tempoAccuracy } from './metrics/tempo-scores.js';

/**
 * Fits the beat model to annotated clips and says what it scores on clips it was not fitted to (7 folds):
 * `npm run fit -- [FOLDER] [--write]`.
 */
const folds = 7;
const ridges = { positions: 100, level: 0.5, downbeat: 30 };
/** Brings the scores of pulses near 1, so that the ridge weighs every trait alike. */
const traitScales = [1 / 150, 1, 1, 1, 5];
const classCount = 4;

type Clip = BeatClip & {
  readonly seconds: readonly number[];
  readonly isDownbeat: readonly boolean[];
  readonly flux: GivenSeries;
  readonly novelty: GivenSeries;
  readonly chroma: GivenSeries;
};

const target = 'src/analysers/timing/fitted-beat-model.ts';
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '../shared/data/beats';
const clips: Clip[] = [];
for (const clip of readBeatClips(folder)) {
  if (clip.beats === undefined) continue;
  const names = ['timing.onset-strength/flux', 'timing.onset-strength/novelty', 'timing.harmony/chroma'] as const;
  const heard = await hear(clip.audioPath, names);
  const [flux, novelty, chroma] = names.map((name) => seriesOf(heard, name)) as [GivenSeries, GivenSeries, GivenSeries];
  const seconds = clip.beats.map((beat) => beat.seconds);
  clips.push({ ...clip, seconds, isDownbeat: clip.beats.map((beat) => beat.position === 1), flux, novelty, chroma });
}

const foldOf = (i: number) => i % folds;
const positionRows = clips.map(positionTable);
const positionModels = Array.from({ length: folds }, (_, fold) => fitPositions((i) => foldOf(i) !== fold));
const levels = clips.map((clip, i) => {
  const likelihood = metricalLikelihood(clip.flux, clip.novelty, positionModels[foldOf(i)]!);
  return likelihood === undefined ? [] : metricalLevels(likelihood);
});
const levelChoices = clips.map((clip, i) => choiceOf(clip, levels[i]!));
const accentRows = clips.map(accentTable);

const scores = clips.map((clip, i) => {
  const others = (k: number) => foldOf(k) !== foldOf(i);
  const model = { ...positionModels[foldOf(i)]!, level: fitLevel(others), downbeat: fitDownbeat(others) };
  return scoreOf(clip, model);
});
const names = ['F', 'CMLt', 'AMLt', 'Acc1', 'Acc2', 'downbeat F'];
console.log(`${clips.length} clips, each by a model fitted without it`);
names.forEach((name, k) => {
  console.log(`${name.padEnd(12)}${(scores.reduce((sum, row) => sum + row[k]!, 0) / clips.length).toFixed(3)}`);
});
if (process.argv.includes('--write')) {
  const everyone = () => true;
  writeFileSync(
    target,
    written({ ...fitPositions(everyone), level: fitLevel(everyone), downbeat: fitDownbeat(everyone) }),
  );
  console.log(`wrote ${target}`);
}

function fitPositions(counts: (i: number) => boolean): BeatModel {
  const [beat, half, subdivision] = fitClasses(
    positionRows.filter((_, i) => counts(i)),
    classCount,
    ridges.positions,
  ) as [Float64Array, Float64Array, Float64Array];
  return { ...beatModel, beat, half, subdivision };
}

function fitLevel(counts: (i: number) => boolean): number[] {
  const weights = fitChoice(
    levelChoices.filter((choice, i) => counts(i) && choice.alternatives.length > 0),
    ridges.level,
  );
  return traitScales.map((scale, k) => scale * weights[k]!);
}

function fitDownbeat(counts: (i: number) => boolean): ArrayLike<number> {
  const sets = accentRows.filter((_, i) => counts(i));
  const weights = fitClasses(sets, 2, ridges.downbeat)[0]!;
  const labels = sets.flatMap((set) => Array.from(set.labels));
  const share = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  weights[weights.length - 1]! += Math.log(share / (1 - share));
  return weights;
}

/** The strengths about each annotated frame, and its class: 1 on a beat, 2 half way, 3 on quarters and thirds, each 10 ms wide on either side, 0 elsewhere. */
function positionTable({ flux, novelty, seconds }: Clip): Labelled {
  const likelihood = metricalLikelihood(flux, novelty);
  if (likelihood === undefined) return { rows: [], labels: new Uint8Array(0) };
  const { strengths, count } = likelihood;
  const frames = seconds.map((second) => frameOf(likelihood, second));
  const classes = new Uint8Array(count);
  for (const [label, shares] of [
    [1, [0]],
    [2, [1 / 2]],
    [3, [1 / 4, 3 / 4, 1 / 3, 2 / 3]],
  ] as const)
    for (const share of shares)
      seconds.forEach((second, i) => {
        const next = seconds[i + 1];
        if (next === undefined && share > 0) return;
        const middle = frameOf(likelihood, second + share * ((next ?? second) - second));
        for (let t = Math.max(0, middle - 1); t <= Math.min(count - 1, middle + 1); t++)
          if (classes[t] === 0) classes[t] = label;
      });
  const from = Math.max(0, frames[0]!);
  const to = Math.min(count, frames.at(-1)!);
  const rows = Array.from({ length: to - from }, (_, n) =>
    Float64Array.from(
      strengthOffsets.flatMap((offset) => {
        const t = Math.min(count - 1, Math.max(0, from + n + offset));
        return strengths.map((strength) => strength[t]!);
      }),
    ),
  );
  return { rows, labels: classes.slice(from, to) };
}

/** The pulses heard in a clip, and how well each would have done. */
function choiceOf(clip: Clip, heard: readonly MetricalLevel[]): Choice {
  const gains = heard.map((level) => {
    const { fMeasure, cmlt } = beatScores(clip.seconds, secondsOf(clip.flux, level.frames));
    return (fMeasure + cmlt) ** 2 + 1e-3;
  });
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return {
    alternatives: heard.map((level) => Float64Array.from(levelTraits(level), (trait, k) => trait * traitScales[k]!)),
    shares: gains.map((gain) => gain / total),
  };
}

/** The accents about each annotated beat, and whether it is a downbeat. */
function accentTable({ flux, novelty, chroma, seconds, isDownbeat }: Clip): Labelled {
  const likelihood = metricalLikelihood(flux, novelty);
  if (likelihood === undefined) return { rows: [], labels: new Uint8Array(0) };
  const frames = seconds.map((second) => Math.max(0, Math.min(likelihood.count - 1, frameOf(likelihood, second))));
  const accents = beatAccents(likelihood, frames, chroma);
  const none = accents[0]!.map(() => 0);
  return {
    rows: accents.map((_, i) => Float64Array.from(accentOffsets.flatMap((offset) => accents[i + offset] ?? none))),
    labels: Uint8Array.from(isDownbeat, Number),
  };
}

function scoreOf(clip: Clip, model: BeatModel): number[] {
  const likelihood = metricalLikelihood(clip.flux, clip.novelty, model);
  const level = likelihood && metricalLevels(likelihood, model)[0];
  if (likelihood === undefined || level === undefined) return names.map(() => 0);
  const { positions } = barPositions(likelihood, level.frames, clip.chroma, model);
  const estimated = secondsOf(clip.flux, level.frames);
  const { fMeasure, cmlt, amlt } = beatScores(clip.seconds, estimated);
  const { acc1, acc2 } = clip.bpm === undefined ? { acc1: false, acc2: false } : tempoAccuracy(clip.bpm, level.bpm);
  const downbeats = trimBeats(estimated.filter((_, i) => positions[i] === 1));
  const annotated = trimBeats(clip.seconds.filter((_, i) => clip.isDownbeat[i]));
  return [fMeasure, cmlt, amlt, Number(acc1), Number(acc2), onsetScores(annotated, downbeats, 0.07).fMeasure];
}

function frameOf({ firstSeconds, hopSeconds }: MetricalLikelihood, seconds: number): number {
  return Math.round((seconds - firstSeconds) / hopSeconds);
}

function secondsOf({ firstSeconds, hopSeconds }: GivenSeries, frames: readonly number[]): number[] {
  return frames.map((frame) => firstSeconds + frame * hopSeconds);
}

function written(model: BeatModel): string {
  const lines = Object.entries(model).map(([name, weights]) => {
    const numbers = Array.from(weights as ArrayLike<number>, (weight) => Number(weight.toPrecision(4)));
    return `  ${name}: [${numbers.join(', ')}],`;
  });
  return `import type { BeatModel } from './beat-model.js';

/** Written by bench/fit-beats.ts; what the numbers mean stands in beat-model.ts. */
export const beatModel: BeatModel = {
${lines.join('\n')}
};
`;
}
