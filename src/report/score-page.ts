import { aspects as allAspects } from '../analysis/analyser.js';
import { tableOf } from './chart-figure.js';
import { grooveWheel } from './charts/groove-wheel.js';
import { percentileBar } from './charts/interval-bar.js';
import { loudnessCurve } from './charts/loudness-curve.js';
import { pitchHistogram } from './charts/pitch-histogram.js';
import { referencePlane } from './charts/reference-plane.js';
import { thirdOctaveRibbon } from './charts/third-octave-ribbon.js';
import { windowTimeline } from './charts/window-timeline.js';
import { escapeMarkup } from './escape-markup.js';
import { pageFrame } from './page-frame.js';
import type { ScoreDocument } from './score-document.js';
import { comparedText, genreText, intervalOf, maskedText, meaning, roundedTo } from './score-words.js';
import { traitSections } from './trait-sections.js';
import { whatIfSection } from './what-if-section.js';

/** One self-contained page of a scored recording. */
export function scorePage(document: ScoreDocument): string {
  return pageFrame(`${nameOf(document.file)}: departure from ${document.references.title}`, scoreReport(document));
}

/** What such a page holds, for a page of one's own; it needs `reportStyle`, and `explainScript` says the sentences. */
export function scoreReport(document: ScoreDocument): string {
  return `<header>
<h1>${escapeMarkup(nameOf(document.file))}</h1>
${comparedText(document)
  .map((line) => `<p class="faint">${escapeMarkup(line)}</p>`)
  .join('\n')}
</header>
${answer(document)}
<section aria-label="Charts">
<div class="plots">
${[referencePlane, thirdOctaveRibbon, grooveWheel, pitchHistogram, loudnessCurve, windowTimeline].map((chart) => chart(document)).join('\n')}
</div>
</section>
${traitSections(document)}
${whatIfSection(document)}
${genres(document)}
${provenance(document)}`;
}

/** The name without its folders. */
function nameOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) || file;
}

/** The departure as a number, a bar and a sentence, and the aspects beside it. */
function answer({ departure, aspects, references: { title } }: ScoreDocument): string {
  const [first] = [...aspects].sort((a, b) => b.share - a.share);
  const most = first === undefined ? '' : ` Most of it is ${first.aspect}: ${(100 * first.share).toFixed(0)}%.`;
  return `<div class="answer">
<div>
<h2>Departure from ${escapeMarkup(title)}</h2>
<p class="number says" tabindex="0" data-says="Departure: how many of 100 of the genre's own tracks lie nearer its average. 50 is ordinary; neither side is the better one.">${roundedTo(departure.value, departure.step)}<small>of 100, 95 % interval ${intervalOf(departure)}</small></p>
${percentileBar(`Departure from ${title}`, departure)}
<p class="ends"><span>10 and less: generic zone</span><span>90 and more: distinctive</span></p>
<p class="sentence">${escapeMarkup(meaning(departure, title))}.${most}</p>
</div>
<div>
<h2>By aspect</h2>
<ul class="rows aspects">
${aspects.map(aspectRow).join('\n')}
</ul>
</div>
</div>`;
}

function aspectRow({
  aspect,
  departure,
  share,
  features,
  separation,
  diagnoses,
}: ScoreDocument['aspects'][number]): string {
  const told =
    separation === null
      ? ''
      : ` Alone it tells this genre from the others with an AUC of ${separation.auc.toFixed(2)}${diagnoses ? '' : ', no better than chance'}.`;
  const sentence = `Of ${aspect} alone ${roundedTo(departure.value, departure.step)} of 100 lie nearer the average (95 %: ${intervalOf(departure)}), by ${features} features. It makes ${(100 * share).toFixed(0)}% of the departure.${told}`;
  return `<li><span>${aspect}</span><span class="bar">${percentileBar(aspect, departure)}</span><span class="value says" tabindex="0" data-says="${escapeMarkup(sentence)}"><b>${roundedTo(departure.value, departure.step)}</b> <small>[${intervalOf(departure)}]</small></span><span class="part"><small>${(100 * share).toFixed(0)}%</small></span></li>`;
}

function genres(document: ScoreDocument): string {
  const { belonging } = document;
  const probability = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  const rows = belonging.map(
    ({ genre, verdict, probability: p, belongingProbability, distanceProbability, logLikelihoodRatio }) => [
      genre,
      verdict === 'in' ? 'could be' : verdict,
      probability(p),
      logLikelihoodRatio === null ? '–' : `${logLikelihoodRatio.toFixed(1).replace('-', '−')} nats`,
      probability(belongingProbability),
      probability(distanceProbability),
    ],
  );
  const head = [
    'Genre',
    'verdict',
    'p that it is drawn as its tracks were',
    'belongs rather than to the others',
    'share of its tracks that belong no more',
    'that lie no nearer',
  ];
  return `<section>
<h2>Genre: ${escapeMarkup(genreText(document))}</h2>
<p class="note">Another question than the departure, which it never enters. A genre is left out at p ≤ .05.</p>
${tableOf({ head, rows })}
</section>`;
}

function provenance(document: ScoreDocument): string {
  const { aspects, coverage, crowding, n, provisional, references, versions, profile } = document;
  const absent = allAspects.filter((aspect) => !aspects.some((own) => own.aspect === aspect));
  const chance = aspects.filter(({ diagnoses }) => diagnoses === false).map(({ aspect }) => aspect);
  const facts: readonly (readonly [string, string])[] = [
    [
      'Compared with',
      `${n.references} references by ${n.artists} artists${n.leftOut > 0 ? `, without ${n.leftOut} by its own artist` : ''}${provisional ? '; provisional: few references' : ''}`,
    ],
    [
      'Crowding',
      `${roundedTo(crowding.value, crowding.step)} of 100 [${intervalOf(crowding)}]; 100: its nearest neighbours are very near`,
    ],
    [
      'Coverage',
      `${coverage.scored} of ${coverage.expected} features${coverage.masked.length > 0 ? `; not compared: ${maskedText(document)}` : ''}`,
    ],
    ...(absent.length > 0 ? [['No', `${absent.join(', ')}: too little of it could be measured`] as const] : []),
    ...(chance.length > 0
      ? [
          [
            'At chance',
            `${chance.join(', ')}: no better than chance at telling this genre from the others; weighed like the rest`,
          ] as const,
        ]
      : []),
    [
      'Intervals',
      'hold 95 %: of what other references by other artists would have said, and of the other windows of the recording',
    ],
    ['References', `${references.source}; ${references.excerptPolicy}`],
    ['Licence', references.licence],
    [
      'Versions',
      `Swerve ${versions.engine}; profile ${profile}, built by ${versions.profileEngine}, sha256 ${versions.profileHash}`,
    ],
  ];
  return `<section>
<h2>What it rests on</h2>
<dl>${facts.map(([term, text]) => `<dt>${escapeMarkup(term)}</dt><dd>${escapeMarkup(text)}</dd>`).join('\n')}</dl>
</section>`;
}
