import { scoreTrack } from '../../src/index.js';

// Against the embedded profile that the recording belongs to most; `{ profile }` names another.
const { profile, departure, aspects, contributions, n, coverage } = await scoreTrack('samples/loose-groove.ogg');

const { value, low, high } = departure;
console.log(`Departure from ${profile.title}: ${value.toFixed(0)} (95 %: ${low.toFixed(0)} to ${high.toFixed(0)})`);
console.log(`${n.references} references by ${n.artists} artists, ${coverage.scored} of ${coverage.expected} features`);
for (const { aspect, departure } of aspects) console.log(`  ${aspect}: ${departure.value.toFixed(0)}`);
for (const { title, direction, share } of contributions.slice(0, 3))
  console.log(`${title}: ${direction}, ${(100 * share).toFixed(0)} % of it`);
