import type { RegisteredFeature } from '../features/registry.js';
import type { CatalogueColumn } from './catalogue-column.js';
import { scoreColumns } from './score-columns.js';

const column = (
  name: string,
  type: CatalogueColumn['type'],
  unit: CatalogueColumn['unit'],
  about: string,
): CatalogueColumn => ({
  name,
  type,
  unit,
  about,
});

/** Of the table `tracks`: a row per recording, also of one that could not be read. */
export const trackColumns: readonly CatalogueColumn[] = [
  column('path', 'VARCHAR', '', 'absolute path of the file: the key'),
  column('bytes', 'BIGINT', 'bytes', 'length of the file when it was analysed; NULL where it could not be found'),
  column('modified_ms', 'BIGINT', 'ms', 'when the file was last changed, since 1970'),
  column('versions', 'VARCHAR', '', 'the engine and analysers that gave the numbers: versions.id'),
  column('artist', 'VARCHAR', '', "the file's tag"),
  column('album', 'VARCHAR', '', "the file's tag"),
  column('title', 'VARCHAR', '', "the file's tag"),
  column('year', 'INTEGER', '', "the file's tag"),
  column('container', 'VARCHAR', '', 'what the file is, by its contents'),
  column('codec', 'VARCHAR', '', 'how its sound is coded'),
  column('sample_rate', 'INTEGER', 'Hz', 'of the file, before it is brought to 44.1 kHz'),
  column('channels', 'INTEGER', '', 'of the file, before folding'),
  column('declared_seconds', 'DOUBLE', 's', 'the length that its header promises'),
  column('track_seconds', 'DOUBLE', 's', 'the length that was heard'),
  column('pcm_sha256', 'VARCHAR', '', 'of the decoded samples: equal for equal sound, whatever the tags and the name'),
  column('warnings', 'JSON', '', 'what was wrong with the file or with an analyser, a sentence each'),
  column('error_code', 'VARCHAR', '', 'NULL unless the recording could not be analysed'),
  column('error', 'VARCHAR', '', 'what went wrong'),
  column('error_where', 'VARCHAR', '', 'where it went wrong'),
  column('remedy', 'VARCHAR', '', 'what to do about it'),
];

/** Of the table `excerpts`: a row per excerpt and one for the whole; a column per feature follows. */
export const excerptColumns: readonly CatalogueColumn[] = [
  column('path', 'VARCHAR', '', 'tracks.path'),
  column('excerpt', 'INTEGER', '', 'from 1; 0 is the recording as a whole'),
  column('headline', 'BOOLEAN', '', 'whether this excerpt holds the middle of the recording: the one that is compared'),
  column('start_seconds', 'DOUBLE', 's', 'where the excerpt begins'),
  column('seconds', 'DOUBLE', 's', 'how long it is'),
  column('labels', 'JSON', '', 'words by analyser/output, such as the key'),
  column('missing', 'JSON', '', 'feature id -> why its column is NULL'),
  ...scoreColumns,
];

/** Of the table `versions`. */
export const versionColumns: readonly CatalogueColumn[] = [
  column('id', 'VARCHAR', '', 'SHA-256 of the two, its first 16 digits'),
  column('engine', 'VARCHAR', '', 'version of Swerve'),
  column('analysers', 'JSON', '', 'analyser id -> version'),
];

/** When a file was changed is no result: copies of the same recordings give the same export. */
const leftOutOfExports = new Set(['modified_ms']);

/** What an export has before its features, in order, each with its table. */
export const exportedColumns: readonly (CatalogueColumn & { readonly table: string })[] = [
  ...trackColumns.filter(({ name }) => !leftOutOfExports.has(name)).map((of) => ({ table: 'tracks', ...of })),
  ...versionColumns.filter(({ name }) => name === 'engine').map((of) => ({ table: 'versions', ...of })),
  ...excerptColumns.filter(({ name }) => name !== 'path').map((of) => ({ table: 'excerpts', ...of })),
];

/** Of the table `dictionary`, which lies beside every export too: what every column means; NULL where something does not apply. */
export const dictionaryColumns = [
  { name: 'table', type: 'VARCHAR' },
  { name: 'column', type: 'VARCHAR' },
  { name: 'type', type: 'VARCHAR' },
  { name: 'unit', type: 'VARCHAR' },
  { name: 'about', type: 'VARCHAR' },
  { name: 'aspect', type: 'VARCHAR' },
  { name: 'analyser', type: 'VARCHAR' },
  { name: 'version', type: 'INTEGER' },
  { name: 'lowest', type: 'DOUBLE' },
  { name: 'highest', type: 'DOUBLE' },
  { name: 'formula', type: 'VARCHAR' },
  { name: 'citation', type: 'VARCHAR' },
  { name: 'transform', type: 'VARCHAR' },
  { name: 'period', type: 'DOUBLE' },
  { name: 'scored', type: 'BOOLEAN' },
  { name: 'scope', type: 'VARCHAR' },
] as const;

type DictionaryEntry = Readonly<
  Partial<Record<(typeof dictionaryColumns)[number]['name'], string | number | boolean | null>>
>;

/** Every column of an export, in order. A feature's range has no end where `lowest` or `highest` is NULL. */
export function dictionaryOf(features: readonly RegisteredFeature[]): readonly DictionaryEntry[] {
  const fixed = exportedColumns.map(({ name, ...rest }) => ({ column: name, ...rest }));
  return [...fixed, ...features.map(featureEntry)];
}

function featureEntry(feature: RegisteredFeature): DictionaryEntry {
  const { id, unit, title, lower, higher, aspect, analyser, analyserVersion, range, formula, citation } = feature;
  const [lowest, highest] = range.map((bound) => (Number.isFinite(bound) ? bound : null)) as [number, number];
  return {
    table: 'excerpts',
    column: id,
    type: 'DOUBLE',
    unit,
    about: `${title}: less is ${lower}, more is ${higher}`,
    aspect,
    analyser,
    version: analyserVersion,
    lowest,
    highest,
    formula,
    citation,
    transform: feature.transform,
    period: feature.period ?? null,
    scored: feature.scored,
    scope: feature.scope,
  };
}
