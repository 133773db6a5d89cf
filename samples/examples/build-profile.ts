import { Readable } from 'node:stream';
import {
  analysers,
  analyseTrack,
  buildProfile,
  comparedRow,
  openStream,
  type Reference,
  registerFeatures,
  scoreTrack,
  version,
} from '../../src/index.js';
import { practiceScale } from '../clips/practice-scale.js';
import { encodeWav } from '../files/encode-wav.js';
import { toPcm } from '../files/pcm.js';

// Twelve references by twelve artists. Yours are files: `analyseTrack(path)`.
const references: Reference[] = [];
for (let player = 1; player <= 12; player++) {
  const { left, right } = practiceScale(player);
  const file = encodeWav(toPcm(44100, [left, right]));
  const analysis = await analyseTrack(await openStream(Readable.from([file])));
  references.push({ artist: `Player ${player}`, title: 'Scale', row: comparedRow(analysis) });
}

const profile = buildProfile(references, registerFeatures(analysers), {
  name: 'practice-scales',
  title: 'Practice scales',
  source: 'synthetic guitarists',
  licence: 'MIT',
  excerptPolicy: 'all 11 s of each',
  engineVersion: version,
});
console.log(`${profile.title}: ${profile.provenance.n} references, ${profile.features.length} features`);

// Anything is compared with it from now on; stringifyProfile and parseProfile write and read it.
const { departure } = await scoreTrack('samples/loose-groove.ogg', { profile, profiles: [profile] });
console.log(`A groove is no scale: departure ${departure.value.toFixed(0)} of 100`);
