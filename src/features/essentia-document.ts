import { SwerveError } from '../errors.js';
import type { NamedValues } from './foreign-table.js';

const groups = ['lowlevel', 'rhythm', 'tonal'] as const;
/** Of what is summarised over frames: its mean, and one of its spreads. */
const statistics = ['mean', 'var', 'stdev'] as const;
/** Longer vectors are finer spectra of what shorter ones (and the cepstra) say already. */
const longestVector = 36;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Numbers of one document of Essentia's music extractor, which is also AcousticBrainz's low-level document, by names such
 * as `lowlevel.spectral_centroid.mean` and `lowlevel.mfcc.mean.3`. Throws SwerveError 'invalid-argument'.
 */
export function readEssentiaDocument(json: unknown, where: string): { readonly extractor: string } & NamedValues {
  const document = fieldsOf(json);
  const metadata = fieldsOf(document?.['metadata']);
  const values = new Map<string, number>();
  for (const group of groups)
    for (const [name, descriptor] of Object.entries(fieldsOf(document?.[group]) ?? {}))
      for (const [statistic, value] of numbersOf(descriptor)) values.set(`${group}.${name}${statistic}`, value);
  if (values.size === 0 || metadata === undefined)
    throw new SwerveError(
      'invalid-argument',
      "This is not a document of Essentia's music extractor: it needs metadata, lowlevel, rhythm and tonal.",
      where,
      "Take the JSON that essentia_streaming_extractor_music writes, or AcousticBrainz's low-level documents.",
    );
  const tags = fieldsOf(metadata['tags']) ?? {};
  const [album, label] = [firstText(tags['album']), firstText(tags['genre'])];
  return {
    extractor: firstText(fieldsOf(metadata['version'])?.['extractor']) ?? 'unnamed',
    title: firstText(tags['title']) ?? firstText(tags['file_name']) ?? where,
    artist: firstText(tags['artist']) ?? '',
    ...(album === undefined ? {} : { album }),
    ...(label === undefined ? {} : { label }),
    values,
  };
}

/** A plain number, or `.mean`, `.var` (`.3` of a vector) of what is summarised; covariances and lists of events are not taken. */
function numbersOf(descriptor: unknown): (readonly [string, number])[] {
  if (typeof descriptor === 'number') return [['', descriptor]];
  const summary = fieldsOf(descriptor) ?? {};
  return statistics.flatMap((statistic): (readonly [string, number])[] => {
    const value = summary[statistic];
    if (typeof value === 'number') return [[`.${statistic}`, value]];
    if (!Array.isArray(value) || value.length > longestVector) return [];
    return value.flatMap((part: unknown, i): (readonly [string, number])[] =>
      typeof part === 'number' ? [[`.${statistic}.${i + 1}`, part]] : [],
    );
  });
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Tags are lists of texts. */
function firstText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
}
