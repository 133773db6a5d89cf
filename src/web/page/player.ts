import type { Passage } from '../../catalogue/timeline.js';
import { formatClock } from '../../report/quantity.js';
import { element } from './element.js';
import type { WaveformOverview } from './waveform-overview.js';

/** A recording that can be heard. */
export type Version = {
  readonly file: File;
  readonly seconds: number;
  readonly waveform: WaveformOverview;
  /** By how much its music comes later than that of the first version. */
  readonly offsetSeconds: number;
};

export type Player = {
  /** One recording, or two versions that are switched between at the same music. */
  show(versions: readonly Version[]): void;
  /** The first version's excerpts; each is a button that plays from there. */
  showPassages(passages: readonly Passage[]): void;
};

const halfHeight = 50;

export function createPlayer(): Player {
  const playButton = element('play', HTMLButtonElement);
  const choice = element('versions', HTMLFieldSetElement);
  const title = element('playing', HTMLParagraphElement);
  const clock = element('clock', HTMLParagraphElement);
  const drawing = element('waveform', SVGSVGElement);
  const place = element('place', HTMLInputElement);
  const listPart = element('passages-part', HTMLDivElement);
  const list = element('passages', HTMLOListElement);
  const note = element('player-note', HTMLParagraphElement);
  const audio = new Audio();
  let versions: readonly Version[] = [];
  let current = 0;

  /** Where the music of the first version is, in seconds. */
  let seconds = 0;

  function select(index: number): void {
    const version = versions[index]!;
    const playing = !audio.paused;
    current = index;
    URL.revokeObjectURL(audio.src);
    audio.src = URL.createObjectURL(version.file);
    audio.currentTime = Math.max(0, seconds + version.offsetSeconds);
    if (playing) play();
    title.textContent = version.file.name;
    note.textContent = '';
    place.max = String(version.seconds);
    draw(version.waveform);
    showPlace();
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

  function showPlace(): void {
    const version = versions[current]!;
    const at = Math.min(audio.currentTime, version.seconds);
    const text = `${formatClock(at)} of ${formatClock(version.seconds)}`;
    clock.textContent = text;
    place.value = String(at);
    place.setAttribute('aria-valuetext', text);
    drawing.style.setProperty('--played', String(at / version.seconds));
    seconds = at - version.offsetSeconds;
    for (const [index, item] of [...list.children].entries())
      item.classList.toggle('heard', index === Math.floor(seconds / 30));
  }

  /** What cannot be played is told by the 'error' event. */
  function play(): void {
    audio.play().catch(() => {});
  }

  function playFrom(start: number): void {
    audio.currentTime = Math.max(0, start + versions[current]!.offsetSeconds);
    play();
  }

  playButton.addEventListener('click', () => (audio.paused ? play() : audio.pause()));
  place.addEventListener('input', () => {
    audio.currentTime = Number(place.value);
  });
  choice.addEventListener('change', (event) => select(Number((event.target as HTMLInputElement).value)));
  for (const event of ['timeupdate', 'seeked', 'loadedmetadata']) audio.addEventListener(event, showPlace);
  for (const event of ['play', 'pause'])
    audio.addEventListener(event, () => {
      playButton.textContent = audio.paused ? 'Play' : 'Pause';
      playButton.setAttribute('aria-pressed', String(!audio.paused));
    });
  audio.addEventListener('error', () => {
    note.textContent = 'This browser cannot play a file of this kind; what is measured does not depend on it.';
  });

  return {
    show(shown) {
      audio.pause();
      versions = shown;
      seconds = 0;
      choice.hidden = shown.length < 2;
      choice.querySelector('input')!.checked = true;
      select(0);
    },
    showPassages(passages) {
      listPart.hidden = passages.length < 2;
      list.replaceChildren(...passages.map((passage) => passageItem(passage, () => playFrom(passage.startSeconds))));
    },
  };
}

function passageItem({ startSeconds, seconds, departure, missing }: Passage, onPlay: () => void): HTMLLIElement {
  const item = document.createElement('li');
  item.style.flexGrow = String(seconds);
  const button = document.createElement('button');
  button.type = 'button';
  const value = departure === null ? '–' : String(Math.round(departure.value / departure.step) * departure.step);
  button.textContent = value;
  const says = departure === null ? (missing ?? 'cannot be compared') : `departure ${value}`;
  button.title = `${formatClock(startSeconds)}: ${says}. Play from here`;
  button.setAttribute('aria-label', button.title);
  button.style.setProperty('--departure', String((departure?.value ?? 0) / 100));
  button.addEventListener('click', onPlay);
  item.append(button);
  return item;
}
