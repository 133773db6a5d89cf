import type { Unit } from '../analysis/analyser.js';

/** A column that every store has, whatever the analysers. */
export type CatalogueColumn = {
  readonly name: string;
  readonly type: 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'JSON';
  readonly unit: Unit | 'bytes';
  readonly about: string;
};
