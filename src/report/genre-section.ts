import type { GenreScore } from '../scoring/score.js';
import { tableOf } from './chart-figure.js';
import { strip } from './drawing.js';
import { escapeMarkup } from './escape-markup.js';
import type { ScoreDocument } from './score-document.js';
import { capitalised, genreText } from './score-words.js';

/** A genre is left out at this p. */
const level = 0.05;

/** Which genres the recording could belong to, and what that rests on. */
export function genreSection(document: Pick<ScoreDocument, 'genres' | 'belonging'>): string {
  const { belonging } = document;
  const probability = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  const rows = belonging.map((score) => [
    score.genre,
    verdictOf(score),
    probability(score.probability),
    score.logLikelihoodRatio === null ? '–' : `${score.logLikelihoodRatio.toFixed(1).replace('-', '−')} nats`,
    probability(score.belongingProbability),
    probability(score.distanceProbability),
  ]);
  const head = [
    'Genre',
    'verdict',
    'p that it is drawn as its tracks were',
    'log likelihood ratio to the other genres',
    'share of its tracks that belong no more',
    'share that lie no nearer',
  ];
  return `<section>
<h2>Genre</h2>
<p class="note">${escapeMarkup(capitalised(genreText(document)))}. Another question than the departure, which it never enters. p: how often a recording drawn as the genre's own were would fit it no better than this one; at .05 and less (left of the stroke) the genre is left out.</p>
<ul class="rows genres">${belonging.map(genreRow).join('\n')}</ul>
<details><summary>The numbers<span class="unseen"> of: Genre</span></summary>${tableOf({ head, rows })}</details>
</section>`;
}

function genreRow(score: GenreScore): string {
  const { genre, probability } = score;
  const name = escapeMarkup(genre);
  if (probability === null)
    return `<li><span>${name}</span><span class="track"></span><span class="value"><small>not known</small></span><span>${verdictOf(score)}</span></li>`;
  const sentence = `p = ${probability.toFixed(3)} that it is drawn as the tracks of ${genre} were, by distance and likelihood at once: ${verdictOf(score)}.`;
  return `<li><span>${name}</span><span class="track">${probabilityBar(genre, probability)}</span><span class="value says" tabindex="0" data-says="${escapeMarkup(sentence)}"><b>p ${probability.toFixed(3)}</b></span><span>${verdictOf(score)}</span></li>`;
}

/** From p = .01 to 1, by ratios. */
function probabilityBar(genre: string, probability: number): string {
  const place = (p: number) => (100 * (1 + Math.log10(Math.max(0.01, p)) / 2)).toFixed(1);
  return strip(
    {
      title: `${genre}: p = ${probability.toFixed(3)}`,
      description: 'A line from p = .01 to 1, by ratios; the stroke is .05.',
    },
    `<line class="rail" x1="0" x2="100%" y1="10" y2="10"/><line class="tick" x1="${place(level)}%" x2="${place(level)}%" y1="2" y2="18"/>` +
      `<circle class="${probability > level ? 'dot' : 'open'} b" cx="${place(probability)}%" cy="10" r="5"/>`,
  );
}

function verdictOf({ verdict }: GenreScore): string {
  return verdict === 'in' ? 'could be' : verdict;
}
