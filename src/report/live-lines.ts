import { formatClock, formatQuantity, formatSigned } from './quantity.js';
import type { ScoreDocument } from './score-document.js';
import { intervalOf, roundedTo } from './score-words.js';
import type { Style } from './style.js';

/** The last 30 s in a few lines: departure and aspects, tempo, how early and late the sixteenths are, loudness. */
export function liveLines(heardSeconds: number, document: ScoreDocument, style: Style): string {
  const { departure, aspects, references, groove } = document;
  const each = aspects.map(({ aspect, departure: own }) => `${aspect} ${roundedTo(own.value, own.step)}`).join('  ');
  return [
    `${style.faint(formatClock(heardSeconds).padStart(5))}  departure from ${references.title} ` +
      `${style.strong(String(roundedTo(departure.value, departure.step)))} ${style.heading(`[${intervalOf(departure)}]`)}  ${each}`,
    `       ${[grooveText(groove), loudnessText(document)].join('  ')}`,
  ].join('\n');
}

function grooveText(groove: ScoreDocument['groove']): string {
  if ('missing' in groove) return `no groove: ${groove.missing}`;
  const late = groove.steps.map((step) => (step === null ? '·' : formatSigned(step.lateMs)));
  return `${groove.bpm.toFixed(1)} BPM, sixteenths late by ${late.join(' ')} ms`;
}

function loudnessText({ loudness }: ScoreDocument): string {
  if ('missing' in loudness) return '';
  const last = loudness.values.findLast((value) => value !== null);
  return last === undefined || last === null ? 'silent' : `${formatQuantity(last, 'LUFS')} now`;
}
