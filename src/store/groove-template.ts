import type { Excerpt } from '../features/analyse-audio.js';

/** One sixteenth of the bar; undefined where too little begins there to say when. */
export type GrooveStep = { readonly lateMs: number; readonly velocity: number } | undefined;

/** How a recording's bar is played: its feel, without its sounds. */
export type GrooveTemplate = { readonly bpm: number; readonly steps: readonly GrooveStep[] };

const sixteenths = 16;

/** The sixteenths of an excerpt's bar as they were heard, or the reason why they were not. */
export function grooveTemplate({ values, missing }: Pick<Excerpt, 'values' | 'missing'>): GrooveTemplate | string {
  const pulse = 'timing.microtiming/pulse.value';
  const bpm = values[pulse];
  if (bpm === undefined) return missing[pulse] ?? 'there is no tempo';
  const first = 'timing.microtiming/velocity.1.value';
  if (values[first] === undefined) return missing[first] ?? 'there is no bar';
  const steps = Array.from({ length: sixteenths }, (_, i): GrooveStep => {
    const lateMs = values[`timing.microtiming/late.${i + 1}.value`];
    const velocity = values[`timing.microtiming/velocity.${i + 1}.value`];
    return lateMs === undefined || velocity === undefined ? undefined : { lateMs, velocity };
  });
  return { bpm, steps };
}
