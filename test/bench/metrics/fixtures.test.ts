import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { beatScores } from '../../../bench/metrics/beat-scores.js';
import { keyScore } from '../../../bench/metrics/key-score.js';
import { melodyScores } from '../../../bench/metrics/melody-scores.js';
import { onsetScores } from '../../../bench/metrics/onset-scores.js';
import { tempoScores } from '../../../bench/metrics/tempo-scores.js';

/** mir_eval's own reference/estimate pairs with the scores it expects. */
const folder = resolve(import.meta.dirname, '../../../../shared/data/metric-fixtures');
const noData = 'no data at ../shared/data/metric-fixtures';
const tolerance = 1e-9;

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
const numbersOf = (text: string) => linesOf(text).map((line) => line.split(/\s+/).map(Number));
const column = (text: string, index: number) => numbersOf(text).map((cells) => cells[index]!);
const trackOf = (text: string) => ({ seconds: column(text, 0), hertz: column(text, 1) });
const tempiOf = (text: string) => {
  const [first, second, weight] = numbersOf(text)[0]!;
  return { bpm: [first!, second!] as const, weight: weight! };
};

const scorers: Record<string, (reference: string, estimated: string) => Record<string, number | boolean>> = {
  beat(reference, estimated) {
    const scores = beatScores(column(reference, 0), column(estimated, 0));
    return {
      'F-measure': scores.fMeasure,
      Cemgil: scores.cemgil,
      'Cemgil Best Metric Level': scores.cemgilBest,
      Goto: scores.goto,
      'P-score': scores.pScore,
      'Correct Metric Level Continuous': scores.cmlc,
      'Correct Metric Level Total': scores.cmlt,
      'Any Metric Level Continuous': scores.amlc,
      'Any Metric Level Total': scores.amlt,
      'Information gain': scores.informationGain,
    };
  },
  onset(reference, estimated) {
    const scores = onsetScores(column(reference, 0), column(estimated, 0));
    return { 'F-measure': scores.fMeasure, Precision: scores.precision, Recall: scores.recall };
  },
  tempo(reference, estimated) {
    const scores = tempoScores(tempiOf(reference), tempiOf(estimated).bpm);
    return { 'P-score': scores.pScore, 'One-correct': scores.oneCorrect, 'Both-correct': scores.bothCorrect };
  },
  key(reference, estimated) {
    return { 'Weighted Score': keyScore(linesOf(reference)[0]!, linesOf(estimated)[0]!) };
  },
  melody(reference, estimated) {
    const scores = melodyScores(trackOf(reference), trackOf(estimated));
    return {
      'Voicing Recall': scores.voicingRecall,
      'Voicing False Alarm': scores.voicingFalseAlarm,
      'Raw Pitch Accuracy': scores.rawPitchAccuracy,
      'Raw Chroma Accuracy': scores.rawChromaAccuracy,
      'Overall Accuracy': scores.overallAccuracy,
    };
  },
};

for (const task of Object.keys(scorers))
  test(`every expected ${task} score of mir_eval comes out`, ({ skip }) => {
    skip(!existsSync(folder), noData);
    const files = readdirSync(join(folder, task));
    const outputs = files.filter((name) => /^output\d+\.json$/.test(name));
    expect(outputs.length).toBeGreaterThan(0);
    for (const output of outputs) {
      const number = /\d+/.exec(output)![0];
      const read = (kind: string) =>
        readFileSync(join(folder, task, files.find((name) => name.startsWith(`${kind}${number}.`))!), 'utf8');
      const expected = JSON.parse(read('output')) as Record<string, number | boolean>;
      const scores = scorers[task]!(read('ref'), read('est'));
      expect(Object.keys(scores).sort(), output).toEqual(Object.keys(expected).sort());
      for (const [name, score] of Object.entries(expected))
        expect(Math.abs(Number(scores[name]) - Number(score)), `${output} ${name}`).toBeLessThan(tolerance);
    }
  });

test('tempi that mir_eval refuses are refused', ({ skip }) => {
  skip(!existsSync(folder), noData);
  for (const name of ['bad01.lab', 'bad02.lab']) {
    const reference = tempiOf(readFileSync(join(folder, 'tempo', name), 'utf8'));
    expect(() => tempoScores(reference, [60, 120]), name).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  }
});
