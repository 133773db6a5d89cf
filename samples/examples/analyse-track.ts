import { analysers, analyseTrack, registerFeatures } from '../../src/index.js';

// Every feature of the middle 30 s of a recording; a number, or the reason why there is none.
const analysis = await analyseTrack('samples/known-answers.wav', { signal: AbortSignal.timeout(60_000) });
const excerpt = analysis.excerpts[analysis.headline]!;

for (const { id, title, unit } of registerFeatures(analysers)) {
  const value = excerpt.values[id];
  console.log(`${title}: ${value === undefined ? `– (${excerpt.missing[id]})` : `${value.toPrecision(4)} ${unit}`}`);
}
console.log(`${analysis.seconds} s of ${analysis.format.codec}`, excerpt.labels);
