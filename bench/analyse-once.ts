import { analyseTrack } from '../src/catalogue/analyse-track.js';
import { processorSeconds } from './yardstick.js';

/** One analysis in a process of its own, as a user's first: prints `{seconds, cpuSeconds, peakMegabytes}`. */
let seconds = 0;
const cpuSeconds = await processorSeconds(async () => {
  ({ seconds } = await analyseTrack(process.argv[2]!));
});
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, cpuSeconds, peakMegabytes }));
