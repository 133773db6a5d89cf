import { type Aspect, aspects, type Unit } from '../analysis/analyser.js';
import type { Profile, ProfileFeature } from '../profiles/profile.js';
import { comparedReferences } from '../scoring/compared-references.js';
import { printable } from './printable.js';
import { formatNumber } from './quantity.js';
import { referencesText } from './references-text.js';
import type { Style } from './style.js';

/** A profile for reading: provenance, then each feature's median and 5–95 % band by aspect, and what is not scored and why. */
export function profileSummary(profile: Profile, style: Style): string {
  const { name, title, provenance, features, weights, hash } = profile;
  const { source, licence, excerptPolicy, engineVersion } = provenance;
  const lines = [
    `${style.strong(printable(name))}  ${printable(title)}`,
    `  ${referencesText(comparedReferences(profile))}`,
    `  excerpts: ${printable(excerptPolicy)}`,
    `  source: ${printable(source)}`,
    `  licence: ${printable(licence)}`,
    `  engine ${printable(engineVersion)}, hash ${hash.slice(0, 16)}`,
  ];
  for (const aspect of aspects) {
    const own = features.filter((feature) => feature.aspect === aspect);
    if (own.length === 0) continue;
    lines.push('', style.heading(`${aspect}, ${weightOf(aspect, weights)}`));
    lines.push(...own.map((feature) => featureLine(feature, style)));
  }
  return `${lines.join('\n')}\n`;
}

function weightOf(aspect: Aspect, weights: Profile['weights']): string {
  const weight = weights.find((entry) => entry.aspect === aspect)?.weight;
  return weight === undefined ? 'not scored' : `${(100 * weight).toFixed(0)}% of the departure`;
}

function featureLine({ title, unit, median, low, high, notScored }: ProfileFeature, style: Style): string {
  const number = (value: number) => formatNumber(value, unit as Unit);
  const band =
    median === null || low === null || high === null
      ? ''
      : `${number(median).padStart(8)} ${unit.padEnd(9)} ${number(low)} to ${number(high)}`;
  const note = notScored === undefined ? '' : style.faint(`  not scored: ${printable(notScored)}`);
  return `  ${printable(title).padEnd(42)} ${band.padEnd(36)}${note}`.trimEnd();
}
