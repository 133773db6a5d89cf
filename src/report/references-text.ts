import type { Score } from '../scoring/score.js';
import { counted } from './counted.js';

/**
 * '57 references by 22 artists, 3 that name none, without 2 by its own artist': whom it is compared with, and how where
 * not by artist.
 */
export function referencesText({ references, artists, nameless, grouping, leftOut }: Score['n']): string {
  const by = artists === 0 ? ' that name no artist' : ` by ${counted(artists, 'artist')}`;
  const without = artists > 0 && nameless > 0 ? `, ${nameless} that name none` : '';
  const own = leftOut > 0 ? `, without ${leftOut} by its own artist` : '';
  return `${counted(references, 'reference')}${by}${without}${own}${grouping === 'artist' ? '' : `, compared ${grouping} by ${grouping}`}`;
}
