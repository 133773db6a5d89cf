import { checkEvents, type Events, matchEvents } from './match-events.js';

export type OnsetScores = { readonly precision: number; readonly recall: number; readonly fMeasure: number };

/**
 * Precision, recall and their harmonic mean `2 * matched / (references + estimates)`, each 0 to 1.
 * An onset is found when it is matched within ±windowSeconds; all are 0 when either side is empty.
 */
export function onsetScores(reference: Events, estimated: Events, windowSeconds = 0.05): OnsetScores {
  checkEvents(reference, 'reference onsets');
  checkEvents(estimated, 'estimated onsets');
  if (reference.length === 0 || estimated.length === 0) return { precision: 0, recall: 0, fMeasure: 0 };
  const matched = matchEvents(reference, estimated, windowSeconds).length;
  return {
    precision: matched / estimated.length,
    recall: matched / reference.length,
    fMeasure: (2 * matched) / (reference.length + estimated.length),
  };
}
