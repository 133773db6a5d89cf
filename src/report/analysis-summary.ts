import { type Analyser, type Aspect, aspects } from '../analysis/analyser.js';
import type { TrackAnalysis } from '../features/analyse-audio.js';
import { registerFeatures } from '../features/registry.js';
import { printable } from './printable.js';
import { formatClock, formatQuantity } from './quantity.js';
import type { Style } from './style.js';

/** What was heard in a recording: its format and every feature of its middle excerpt, then those of the whole. */
export function analysisSummary(
  file: string,
  analysis: TrackAnalysis,
  analysers: readonly Analyser[],
  style: Style,
): string {
  const { format, seconds, excerpts, headline, track } = analysis;
  const features = registerFeatures(analysers);
  const lines = [
    style.strong(printable(file)),
    `${format.container}, ${format.sampleRate} Hz, ${channelWord(format.channelCount)}, ${formatClock(seconds)}`,
  ];
  const shown = [
    ['excerpt', excerpts[headline]],
    ['track', track],
  ] as const;
  for (const [scope, excerpt] of shown) {
    if (excerpt === undefined || Object.keys(excerpt.values).length + Object.keys(excerpt.missing).length === 0)
      continue;
    const { startSeconds, values, missing, labels } = excerpt;
    const span = `${formatClock(startSeconds)}–${formatClock(startSeconds + excerpt.seconds)}`;
    lines.push('', style.strong(scope === 'track' ? 'The whole recording' : `Excerpt ${span}`));
    for (const aspect of aspects) {
      const own = features.filter(({ aspect: of, id }) => of === aspect && (id in values || id in missing));
      if (own.length > 0) lines.push(style.heading(aspect));
      for (const [title, name] of labelsOf(analysers, aspect))
        if (labels[name] !== undefined) lines.push(`  ${title.padEnd(44)} ${printable(labels[name])}`);
      for (const { id, title, unit } of own) {
        const value = values[id];
        const text = value === undefined ? style.faint(`missing: ${missing[id]}`) : formatQuantity(value, unit);
        lines.push(`  ${title.padEnd(44)} ${text}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The words an aspect's analysers put out: title and `analyser/output`. */
function labelsOf(analysers: readonly Analyser[], aspect: Aspect): readonly (readonly [title: string, name: string])[] {
  return analysers
    .filter((analyser) => analyser.aspect === aspect)
    .flatMap(({ id, outputs }) =>
      Object.entries(outputs).flatMap(([name, output]) =>
        output.shape === 'label' ? [[output.title, `${id}/${name}`] as const] : [],
      ),
    );
}

export function channelWord(count: number): string {
  return count === 1 ? 'mono' : count === 2 ? 'stereo' : `${count} channels`;
}
