import { grooveWheel } from './charts/groove-wheel.js';
import { loudnessCurve } from './charts/loudness-curve.js';
import { thirdOctaveRibbon } from './charts/third-octave-ribbon.js';
import type { ScoreDocument } from './score-document.js';
import { scoreAnswer } from './score-page.js';

/** What is looked at while one plays: the departure, the spectrum in its genre's ribbon, the groove, the loudness. */
export function liveFragment(document: ScoreDocument): string {
  const charts = [thirdOctaveRibbon, grooveWheel, loudnessCurve];
  return `${scoreAnswer(document)}
<section aria-label="Charts of the last 30 seconds"><div class="plots">${charts.map((chart) => chart(document)).join('\n')}</div></section>`;
}
