import { artist, signatureAccuracy } from '../signature-accuracy.js';
import { intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

/** Is an artist's signature told from the genre, by tracks whose games and packages were left out? */
export const signature: Task = async (folder, { print, note }) => {
  const { n, auc, aucByGroup, ofArtist, byGroup } = await signatureAccuracy(folder, note);
  const named = (what: string, of: typeof byGroup) =>
    Object.fromEntries(Object.entries(of).map(([group, interval]) => [`${what} ${group}`, interval]));
  const metrics = {
    auc,
    ...named('auc', aucByGroup),
    [`retention ${artist}`]: ofArtist,
    ...named('retention', byGroup),
  };
  const others = Object.entries(n.others).map(([group, count]) => `${count} of ${group}`);
  print(
    `${n.artist} tracks by ${artist}, ${others.join(', ')}; ${n.folds} folds of packages; 95 % bootstrap over packages.`,
  );
  print(
    table(
      ['measure', 'value'],
      Object.entries(metrics).map(([name, value]) => [name, intervalCell(value)]),
    ),
  );
  return { n: n.artist + Object.values(n.others).reduce((sum, count) => sum + count, 0), ...withBounds(metrics) };
};
