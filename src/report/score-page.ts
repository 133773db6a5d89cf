import { aspects as allAspects } from '../analysis/analyser.js';
import { grooveWheel } from './charts/groove-wheel.js';
import { percentileBar } from './charts/interval-bar.js';
import { loudnessCurve } from './charts/loudness-curve.js';
import { pitchHistogram } from './charts/pitch-histogram.js';
import { referencePlane } from './charts/reference-plane.js';
import { thirdOctaveRibbon } from './charts/third-octave-ribbon.js';
import { windowTimeline } from './charts/window-timeline.js';
import { escapeMarkup } from './escape-markup.js';
import { genreSection } from './genre-section.js';
import { pageFrame } from './page-frame.js';
import { referencesText } from './references-text.js';
import type { ScoreDocument } from './score-document.js';
import {
  capitalised,
  comparedText,
  distinctive,
  genreText,
  intervalOf,
  maskedText,
  meaning,
  roundedTo,
} from './score-words.js';
import { signatureSection } from './signature-section.js';
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
<p class="faint">${[...comparedText(document), ...document.warnings].map(escapeMarkup).join('<br>')}</p>
</header>
${scoreAnswer(document)}
<section aria-label="Charts">
<div class="plots">
${[referencePlane, thirdOctaveRibbon, grooveWheel, pitchHistogram, loudnessCurve, windowTimeline].map((chart) => chart(document)).join('\n')}
</div>
</section>
${traitSections(document)}
${whatIfSection(document)}
${signatureSection(document)}
${genreSection(document)}
${provenance(document)}`;
}

/** The name without its folders. */
function nameOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) || file;
}

/** The departure as a number, a bar and a sentence, and the aspects beside it. */
export function scoreAnswer(document: ScoreDocument): string {
  const { departure, aspects, references } = document;
  const title = escapeMarkup(references.title);
  return `<div class="answer">
<div>
<h2>Departure from ${title}</h2>
<p class="number says" tabindex="0" data-says="How many of 100 of the genre's own tracks lie nearer its average. 50 is ordinary; neither side is the better one.">${roundedTo(departure.value, departure.step)}<small>of 100, 95 % interval ${intervalOf(departure)}</small></p>
${percentileBar(`Departure from ${references.title}`, departure)}
<p class="ends"><span>10 and less: generic zone</span><span>90 and more: distinctive</span></p>
<p class="sentence">${escapeMarkup(capitalised(`${meaning(departure, references.title)}. ${mostOfIt(document)}`))}</p>
${strangerNote(document)}
</div>
<div>
<h2 class="ends">By aspect<span>part of the departure</span></h2>
<ul class="rows aspects">
${aspects.map(aspectRow).join('\n')}
</ul>
<ul class="rows aspects">
${crowdingRow(document)}
</ul>
</div>
</div>`;
}

/** Said beside the departure from a genre that the recording does not belong to, since it may be of any height. */
function strangerNote(document: ScoreDocument): string {
  const { belonging, profile, references } = document;
  if (belonging.find(({ genre }) => genre === profile)?.verdict !== 'out') return '';
  return `<p class="note">${escapeMarkup(`Hardly one of ${references.title}'s own: ${genreText(document)}.`)}</p>`;
}

/** 'The largest part is structure (42%): Novelty of tone (one texture throughout), Loudness range (more even).' */
function mostOfIt({ aspects, contributions, coordinates }: ScoreDocument): string {
  const [first] = [...aspects].sort((a, b) => b.share - a.share);
  if (first === undefined) return '';
  const words = distinctive(contributions.filter(({ id }) => !coordinates.includes(id)))
    .filter(({ aspect, direction }) => aspect === first.aspect && direction !== '')
    .map(({ title, direction }) => `${title} (${direction})`);
  return `${first.share > 0.5 ? 'Most of it' : 'The largest part'} is ${first.aspect} (${(100 * first.share).toFixed(0)}%)${words.length > 0 ? `: ${words.join(', ')}` : ''}.`;
}

function aspectRow(own: ScoreDocument['aspects'][number]): string {
  const { aspect, departure, share, features, separation, diagnoses } = own;
  const told =
    separation === null
      ? ''
      : ` Alone it tells this genre from the others with an AUC of ${separation.auc.toFixed(2)}${diagnoses ? '' : ', no better than chance'}.`;
  const percentile = String(roundedTo(departure.value, departure.step));
  const part = `${(100 * share).toFixed(0)}%`;
  const sentence = `By ${features} features of ${aspect} alone, ${percentile} of 100 lie nearer the average (95 %: ${intervalOf(departure)}). It makes ${part} of the departure.${told}`;
  return `<li><span>${aspect}</span><span class="track">${percentileBar(aspect, departure)}</span><span class="value says" tabindex="0" data-says="${escapeMarkup(sentence)}"><b>${percentile}</b> <small>[${intervalOf(departure)}]</small></span><span class="part"><small>${part}</small></span></li>`;
}

function crowdingRow({ crowding }: ScoreDocument): string {
  const percentile = String(roundedTo(crowding.value, crowding.step));
  const sentence = `Crowding ${percentile} of 100 (95 %: ${intervalOf(crowding)}): how near its five nearest references are, beside how near theirs are. 100 is very near; it is no part of the departure.`;
  return `<li><span>crowding</span><span class="track">${percentileBar('Crowding', crowding)}</span><span class="value says" tabindex="0" data-says="${sentence}"><b>${percentile}</b> <small>[${intervalOf(crowding)}]</small></span></li>`;
}

function provenance(document: ScoreDocument): string {
  const { aspects, coverage, n, provisional, references, versions, profile } = document;
  const absent = allAspects.filter((aspect) => !aspects.some((own) => own.aspect === aspect));
  const chance = aspects.filter(({ diagnoses }) => diagnoses === false).map(({ aspect }) => aspect);
  const facts: readonly (readonly [string, string])[] = [
    ['Compared with', `${referencesText(n)}${provisional ? '; provisional: few references' : ''}`],
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
