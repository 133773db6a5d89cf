import { grooveWheel } from './charts/groove-wheel.js';
import { loudnessCurve } from './charts/loudness-curve.js';
import { thirdOctaveRibbon } from './charts/third-octave-ribbon.js';
import { escapeMarkup } from './escape-markup.js';
import type { ScoreDocument } from './score-document.js';
import { scoreAnswer } from './score-page.js';

/** What is looked at while one plays: the departure and its cautions, the spectrum in its genre's ribbon, groove, loudness. */
export function liveFragment(document: ScoreDocument): string {
  const charts = [thirdOctaveRibbon, grooveWheel, loudnessCurve];
  const cautions = document.warnings.map((warning) => `<p class="note">${escapeMarkup(warning)}</p>`);
  return `${cautions.join('')}${scoreAnswer(document)}
<section aria-label="Charts of the last 30 seconds"><div class="plots">${charts.map((chart) => chart(document)).join('\n')}</div></section>`;
}
