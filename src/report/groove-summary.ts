import type { GrooveTemplate } from '../store/groove-template.js';
import { printable } from './printable.js';
import { formatSigned } from './quantity.js';
import type { Style } from './style.js';

const barWidth = 24;

/** The sixteenths of a bar: how early or late in milliseconds, and how loud. */
export function grooveSummary(file: string, { bpm, steps }: GrooveTemplate, style: Style): string {
  const lines = [
    style.strong(printable(file)),
    `${bpm.toFixed(1)} BPM; sixteenths of the bar: late > 0; bars: velocity, the loudest is full`,
  ];
  steps.forEach((step, place) => {
    const name = `  ${Math.floor(place / 4) + 1}${['', ' e', ' &', ' a'][place % 4]}`.padEnd(8);
    if (step === undefined) lines.push(name + style.faint('seldom played'));
    else {
      const { lateMs, velocity } = step;
      lines.push(
        `${name}${formatSigned(lateMs, 1).padStart(6)} ms  ${'█'.repeat(Math.max(1, Math.round(barWidth * velocity)))}`,
      );
    }
  });
  return `${lines.join('\n')}\n`;
}
