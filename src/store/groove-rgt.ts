import type { GrooveTemplate } from './groove-template.js';

const stepsPerBeat = 4;

/**
 * A groove as the text that the groove tool of REAPER's SWS extension reads: a bar of four beats, each sixteenth that was
 * heard by its place in beats and its strength, 0 to 1. A place before the bar is below zero: the tool repeats the bar.
 * Source: version 1 of the format, as LoadGroove in the extension's Fingers/GrooveTemplates.cpp reads it.
 */
export function grooveRgt({ bpm, steps }: GrooveTemplate): string {
  const places = steps.flatMap((step, place) => {
    if (step === undefined) return [];
    const beats = place / stepsPerBeat + (step.lateMs * bpm) / 60000;
    return [`${beats.toFixed(6)} ${step.velocity.toFixed(4)}`];
  });
  const header = [
    'Version: 1',
    `Number of beats in groove: ${steps.length / stepsPerBeat}`,
    `Groove: ${places.length} positions`,
  ];
  return `${[...header, ...places].join('\n')}\n`;
}
