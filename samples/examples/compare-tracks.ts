import { compareTracks } from '../../src/index.js';

// Two versions of a recording: before and after a master, an effect, another rendering. They are aligned first.
const { profile, departure, aspects, features, alignment, withinMeasurement } = await compareTracks(
  'samples/tight-groove.ogg',
  'samples/loose-groove.ogg',
  { profile: 'electronic', signal: AbortSignal.timeout(120_000) },
);

const { value, low, high } = departure.change;
console.log(`${alignment.offsetSeconds} s later, envelopes correlate by ${alignment.likeness.toFixed(2)}`);
console.log(withinMeasurement ? 'No change beyond the measurement' : `Mostly its ${aspects[0]!.aspect} changed`);
console.log(
  `Departure from ${profile.title} by ${value.toFixed(0)} points (95 %: ${low.toFixed(0)} to ${high.toFixed(0)})`,
);
for (const { title, before, after, direction } of features.slice(0, 3))
  console.log(`${title}: ${before.toPrecision(3)} to ${after.toPrecision(3)}, ${direction}`);
