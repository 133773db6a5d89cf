import { analyseWithEssentia } from '../src/adapters/essentia.js';
import { runAccuracy } from './run-accuracy.js';

process.exitCode = await runAccuracy(process.argv.slice(2), {
  print: (line) => console.log(line),
  note: (line) => console.error(line),
  essentia: (samples) => analyseWithEssentia(samples, 44100),
});
