import type { Passage } from '../../catalogue/timeline.js';
import { formatClock } from '../../report/quantity.js';
import { roundedTo } from '../../report/score-words.js';
import { element } from './element.js';
import type { WaveformOverview } from './waveform-overview.js';

/** A recording that can be heard. */
export type Version = {
  readonly file: File;
  readonly seconds: number;
  readonly waveform: WaveformOverview;
  /** By how much its music comes later than that of the first version. */
  readonly offsetSeconds: number;
  /** Integrated, in LUFS; null where it is not known. */
  readonly loudness: number | null;
};

export type Player = {
  /** One recording, or two versions that are switched between at the same music, equally loud unless that is switched off. */
  show(versions: readonly Version[]): void;
  /** The first version's excerpts; each is a button that plays from there. */
  showPassages(passages: readonly Passage[]): void;
};

/** A version, and what plays it: each has its own, since one that changes its file is silent for a while. */
type Deck = Version & { readonly audio: HTMLAudioElement };

const halfHeight = 50;
const unplayable = 'This browser cannot play a file of this kind; what is measured does not depend on it.';

export function createPlayer(): Player {
  const playButton = element('play', HTMLButtonElement);
  const choice = element('versions', HTMLFieldSetElement);
  const equalPart = element('equal-part', HTMLLabelElement);
  const equal = element('equal', HTMLInputElement);
  const title = element('playing', HTMLParagraphElement);
  const clock = element('clock', HTMLParagraphElement);
  const drawing = element('waveform', SVGSVGElement);
  const place = element('place', HTMLInputElement);
  const listPart = element('passages-part', HTMLDivElement);
  const listOf = element('passages-of', HTMLSpanElement);
  const list = element('passages', HTMLOListElement);
  const note = element('player-note', HTMLParagraphElement);
  let decks: readonly Deck[] = [];
  let heard: Deck | undefined;
  let excerpts: readonly Passage[] = [];

  /** Where the music of the first version is, in seconds. */
  let seconds = 0;

  function deckOf(version: Version): Deck {
    const deck = { ...version, audio: new Audio(URL.createObjectURL(version.file)) };
    for (const event of ['timeupdate', 'seeked', 'loadedmetadata', 'play', 'pause', 'error'])
      deck.audio.addEventListener(event, () => deck === heard && showDeck(deck));
    return deck;
  }

  /** The one before is heard until the other plays, so that there is no pause between them. */
  function select(deck: Deck): void {
    const before = heard;
    heard = deck;
    goTo(deck, seconds);
    if (before !== undefined && !before.audio.paused)
      void play(deck).then(() => {
        // unless it was switched back to meanwhile
        if (heard === deck) before.audio.pause();
      });
    title.textContent = deck.file.name;
    place.max = String(deck.seconds);
    draw(deck.waveform);
    showDeck(deck);
  }

  function draw({ low, high }: WaveformOverview): void {
    const path = Array.from(low, (least, column) => {
      const top = halfHeight * (1 - Math.min(1, high[column]!));
      const bottom = halfHeight * (1 - Math.max(-1, least));
      return `M${column} ${top.toFixed(1)}V${Math.max(bottom, top + 0.5).toFixed(1)}`;
    }).join('');
    drawing.setAttribute('viewBox', `0 0 ${low.length} ${2 * halfHeight}`);
    for (const shape of drawing.querySelectorAll('path')) shape.setAttribute('d', path);
  }

  function showDeck(deck: Deck): void {
    const { audio } = deck;
    playButton.textContent = audio.paused ? 'Play' : 'Pause';
    note.textContent = audio.error === null ? `${loweredText()} ${shiftedText()}`.trim() : unplayable;
    const at = Math.min(audio.currentTime, deck.seconds);
    const text = `${formatClock(at)} of ${formatClock(deck.seconds)}`;
    clock.textContent = text;
    place.value = String(at);
    place.setAttribute('aria-valuetext', text);
    drawing.style.setProperty('--played', String(at / deck.seconds));
    seconds = at - deck.offsetSeconds;
    const current = excerpts.findLastIndex(({ startSeconds }) => startSeconds <= seconds);
    for (const [index, item] of [...list.children].entries()) {
      item.classList.toggle('heard', index === current);
      item.firstElementChild!.setAttribute('aria-current', String(index === current));
    }
  }

  /** By how many decibels a version is louder than the softest. */
  function excessOf({ loudness }: Deck): number {
    return loudness! - Math.min(...decks.map((deck) => deck.loudness!));
  }

  function setVolumes(): void {
    for (const deck of decks) deck.audio.volume = equalPart.hidden || !equal.checked ? 1 : 10 ** (-excessOf(deck) / 20);
  }

  function loweredText(): string {
    const louder = decks.findIndex((deck) => deck.audio.volume < 1);
    return louder < 0 ? '' : `${'AB'[louder]} is played ${excessOf(decks[louder]!).toFixed(1)} dB lower than it is.`;
  }

  /** Why the clock jumps where one changes over. */
  function shiftedText(): string {
    const shift = decks.at(-1)!.offsetSeconds;
    if (shift === 0) return '';
    return `The same music comes ${Math.abs(shift).toFixed(2)} s ${shift > 0 ? 'later' : 'earlier'} in B.`;
  }

  /** What cannot be played is told by the 'error' event. */
  async function play({ audio }: Deck): Promise<void> {
    await audio.play().catch(() => {});
  }

  function goTo({ audio, offsetSeconds }: Deck, musicSeconds: number): void {
    audio.currentTime = Math.max(0, musicSeconds + offsetSeconds);
  }

  playButton.addEventListener('click', () => {
    if (heard?.audio.paused) void play(heard);
    else for (const { audio } of decks) audio.pause();
  });
  place.addEventListener('input', () => {
    if (heard !== undefined) heard.audio.currentTime = Number(place.value);
  });
  choice.addEventListener('change', (event) => select(decks[Number((event.target as HTMLInputElement).value)]!));
  equal.addEventListener('change', () => {
    setVolumes();
    if (heard !== undefined) showDeck(heard);
  });

  return {
    show(versions) {
      for (const { audio } of decks) {
        audio.pause();
        URL.revokeObjectURL(audio.src);
      }
      decks = versions.map(deckOf);
      heard = undefined;
      seconds = 0;
      choice.hidden = decks.length < 2;
      choice.querySelector('input')!.checked = true;
      listOf.hidden = choice.hidden;
      equalPart.hidden = choice.hidden || decks.some(({ loudness }) => loudness === null);
      setVolumes();
      select(decks[0]!);
    },
    showPassages(passages) {
      excerpts = passages;
      listPart.hidden = passages.length < 2;
      list.replaceChildren(
        ...passages.map((passage) =>
          passageItem(passage, () => {
            if (heard === undefined) return;
            goTo(heard, passage.startSeconds);
            void play(heard);
          }),
        ),
      );
    },
  };
}

function passageItem({ startSeconds, seconds, departure, missing }: Passage, onPlay: () => void): HTMLLIElement {
  const item = document.createElement('li');
  item.style.flexGrow = String(seconds);
  const button = document.createElement('button');
  button.type = 'button';
  const value = departure === null ? '–' : String(roundedTo(departure.value, departure.step));
  button.textContent = value;
  const says = departure === null ? (missing ?? 'cannot be compared') : `departure ${value} of 100`;
  button.title = `${formatClock(startSeconds)}: ${says}. Play from here`;
  button.setAttribute('aria-label', button.title);
  button.style.setProperty('--departure', String((departure?.value ?? 0) / 100));
  button.addEventListener('click', onPlay);
  item.append(button);
  return item;
}
