import { join } from 'node:path';
import { SwerveError } from '../../src/errors.js';
import { artist, genreGroups, type SignatureAccuracy, signatureAccuracy } from '../signature-accuracy.js';
import { markdownTable, type Report, type Section, share, withInterval } from './section.js';

const title = 'An artist against a genre';
const wanted = 0.9;

/** One composer's tracks against other games' music: how well retention tells them apart. */
export const signature: Section = async (data, note) => {
  note('signature: 147 tracks of Debian packages');
  try {
    return reportOf(await signatureAccuracy(join(data, 'corpora'), note));
  } catch (error) {
    if (!(error instanceof SwerveError) || error.code !== 'not-found') throw error;
    return { title, findings: [], text: `Not measured in this run: ${error.message} ${error.remedy}` };
  }
};

function reportOf({ n, auc, aucByGroup, ofArtist, byGroup }: SignatureAccuracy): Report {
  const others = Object.values(n.others).reduce((sum, count) => sum + count, 0);
  return {
    title,
    findings: [
      {
        what: "signature: AUC of left-out tracks, the artist's against the genre's",
        wanted: `≥ ${share(wanted, 2)}`,
        found: withInterval(auc),
        n: `${n.artist} tracks against ${others}`,
        met: auc.value >= wanted,
      },
    ],
    text: `Signature retention of tracks by ${artist} and of other games' music, from Debian packages. In each of ${n.folds} folds some games and packages are left out of the profiles of artist and genre, and their tracks are scored. Brackets are 95 % bootstrap intervals over packages. Every file is analysed once and its row kept below \`build/\` until the code that hears it changes.

${markdownTable(
  ['tracks', 'n', 'mean retention', "AUC of the artist's against these"],
  [
    [artist, `${n.artist}`, withInterval(ofArtist, 2), ''],
    ...genreGroups.map((group) => [
      group,
      `${n.others[group]}`,
      withInterval(byGroup[group]!, 2),
      withInterval(aucByGroup[group]!),
    ]),
  ],
)}`,
  };
}
