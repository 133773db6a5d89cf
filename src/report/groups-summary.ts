import type { GroupsFinding, GroupsRecord, GroupVerdict } from '../convergence/compare-groups.js';
import type { Lineage } from '../convergence/lineage.js';
import { detectableText, finding, intervalText, pText, trendLines } from './convergence-summary.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

const nameWidth = 24;

/** What became of a catalogue from group to group, for reading. */
export function groupsSummary(
  { catalogue, groups, features, permutations, seed, ...record }: GroupsRecord,
  style: Style,
): string {
  const tracks = groups.reduce((sum, group) => sum + group.tracks, 0);
  const drawn = groups.reduce((sum, group) => sum + group.drawn, 0);
  const lines = [
    style.strong(`${printable(catalogue.name)} by ${printable(catalogue.groupedBy)}`),
    style.faint(
      `  ${tracks} tracks in ${groups.length} groups${drawn < tracks ? `, ${drawn} of them drawn at random` : ''}; ${features.length} features`,
    ),
    '',
    style.strong(groupsFinding(record.finding)),
    ...findingLines(record.finding, printable(catalogue.groupedBy), style),
    '',
    style.faint(`${permutations} permutations, seed ${seed}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was found, in a sentence. */
export function groupsFinding(found: GroupsFinding): string {
  switch (found.kind) {
    case 'trend': {
      const falling = found.trend.trends.filter(({ falls }) => falls).length;
      return falling === 0
        ? 'No narrowing over time found'
        : `Narrowing over time: ${falling} of ${found.trend.trends.length} statistics fall`;
    }
    case 'lineage':
      return `The chains are ${found.lineage.course}`;
    case 'groups': {
      if (found.verdicts.length === 0) return 'No group could be compared';
      const narrower = found.verdicts.filter(({ pattern }) => pattern !== 'no evidence');
      return narrower.length === 0
        ? 'No group found narrower than the others'
        : `${narrower.length} of ${found.verdicts.length} groups narrower than the others`;
    }
  }
}

function findingLines(found: GroupsFinding, by: string, style: Style): readonly string[] {
  switch (found.kind) {
    case 'trend':
      return [
        ...trendLines(found.trend, 'Spread', by, style),
        ...leftOutLines(found.trend.leftOut.map(String), '', style),
      ];
    case 'lineage':
      return lineageLines(found.lineage, style);
    case 'groups':
      return [
        ...found.verdicts.map((verdict) => verdictLine(verdict, style)),
        ...leftOutLines(found.leftOut, ' in them or in all others', style),
      ];
  }
}

function verdictLine({ group, result, adjusted, pattern }: GroupVerdict, style: Style): string {
  const { dispersion } = result.statistics;
  const name = printable(group).padEnd(nameWidth);
  const told = `dispersion ${intervalText(dispersion.ratio)}  p ${pText(adjusted)}  `;
  const sizes = `${result.tracks.b.tracks} tracks by ${result.tracks.b.artists} artists`;
  const why = pattern === 'no evidence' ? detectableText(result.detectableShrinkage) : finding(pattern, adjusted);
  return `  ${name} ${told}${style.faint(`${sizes}. ${why}`)}`;
}

function lineageLines({ chains, generations, spreadFactor, spread, displacement }: Lineage, style: Style): string[] {
  return [
    style.faint(`  ${chains} chains of ${generations.length} generations`),
    `  ${'Spread, kept a generation'.padEnd(nameWidth + 2)} ${intervalText(spreadFactor)}  p of a fall ${pText(spread.falling)}`,
    `  ${'Distance from originals'.padEnd(nameWidth + 2)} p of a rise ${pText(displacement.rising)}`,
  ];
}

function leftOutLines(names: readonly string[], where: string, style: Style): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 8).map(printable).join(', ');
  const more = names.length > 8 ? ` and ${names.length - 8} more` : '';
  return [style.faint(`  left out, fewer than 8 tracks by 5 artists${where}: ${shown}${more}`)];
}
