import { basename } from 'node:path';
import { SwerveError } from '../errors.js';
import type { ForeignTable } from '../features/foreign-table.js';
import { buildProfile, type ProfileMeta } from '../profiles/build-profile.js';
import type { Profile } from '../profiles/profile.js';
import { version } from '../version.js';

/**
 * A profile of the rows with a label (of all rows where none is given), with the same statistics as one of recordings.
 * Throws SwerveError 'invalid-argument' where the table has no such label, 'too-few-references' below 8 rows.
 */
export function profileFromTable(
  table: ForeignTable,
  { path, label, ...meta }: Pick<ProfileMeta, 'name' | 'title'> & { readonly path: string; readonly label?: string },
): Profile {
  const rows = label === undefined ? table.rows : table.rows.filter((row) => row.label === label);
  if (rows.length === 0)
    throw new SwerveError(
      'invalid-argument',
      `No row has the label '${label}'.`,
      path,
      `Labels there: ${[...new Set(table.rows.flatMap((row) => row.label ?? []))].sort().slice(0, 20).join(', ') || 'none'}.`,
    );
  const chosen = label === undefined ? 'all rows' : `label ${label}`;
  return buildProfile(rows, table.features, {
    ...meta,
    source: `${basename(path)}, ${chosen}; aspect, unit and transform of each feature by rules from its name, measuring noise and reliability unknown`,
    licence: 'not stated',
    excerptPolicy: 'whatever the table describes',
    engineVersion: version,
  });
}
