import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { noise, rate } from './dynamics/signals.js';
import { runAnalysers } from './run.js';

const mostMegabytes = 64;
const longestHours = 3;
const seconds = 12;

test('what is kept of three hours fits in 64 MB', () => {
  const keeping = analysers.filter(
    ({ kind, outputs }) =>
      kind === 'stream' && Object.values(outputs).some((output) => 'keep' in output && output.keep),
  );
  const track = runAnalysers(keeping, [noise(seconds * rate)]).windows.at(-1)!;
  let bytes = 0;
  for (const output of track.outputs.values())
    if (output.shape === 'series' || output.shape === 'events')
      bytes += output.rows.byteLength + (output.shape === 'events' ? output.seconds.byteLength : 0);
  expect((bytes / seconds) * longestHours * 3600).toBeLessThan(mostMegabytes * 1e6);
  expect(bytes).toBeGreaterThan(0);
});
