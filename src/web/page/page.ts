import type { Remote } from 'comlink';
import type { Failure } from '../../catalogue/failure.js';
import { failureText } from '../../report/failure-text.js';
import { plainStyle } from '../../report/style.js';
import { element } from './element.js';
import type { Engine, Heard, OnProgress, Outcome, Scored } from './engine.js';
import { createEngineClient } from './engine-client.js';
import { chosenFiles, droppedFiles, type GivenFile } from './given-files.js';
import { createLiveView } from './live-view.js';
import { createPlayer, type Version } from './player.js';
import { createProfileChoice } from './profile-choice.js';
import { saveFile } from './save-file.js';
import { showMarkup } from './show-markup.js';
import { createTaskView } from './task-view.js';

const task = createTaskView();
const engine = createEngineClient(task.showShare);
const player = createPlayer();
const profiles = createProfileChoice({ onChoose: compareAgain, onBuild: buildProfile });
const live = createLiveView(profiles.chosen);
const alertView = element('alert', HTMLDivElement);
const recordingView = element('recording', HTMLDivElement);
const comparisonView = element('comparison', HTMLElement);
const report = element('report', HTMLElement);

/** What is on the page. */
let shown: { readonly file: File; readonly heard: Heard; readonly scored: Scored } | undefined;
/** What it is compared with. */
let other: File | undefined;
/** The task that the worker is at, or the last one. */
let running: Promise<unknown> = Promise.resolve();

task.onStop(engine.stop);
connectChooser('choose', 'file', use);
connectChooser('choose-version', 'version-file', ([version]) => version && compareWith(version.file));
connectChooser('choose-folder', 'folder', profiles.gather);
connectChooser('choose-references', 'references', useReferences);
element('save-report', HTMLButtonElement).addEventListener('click', () => {
  if (shown !== undefined) saveFile(`${shown.file.name}.html`, 'text/html', shown.scored.page);
});
element('save-json', HTMLButtonElement).addEventListener('click', () => {
  if (shown !== undefined) saveFile(`${shown.file.name}.json`, 'application/json', shown.scored.json);
});
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('over');
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('over');
});
document.addEventListener('drop', async (event) => {
  event.preventDefault();
  document.body.classList.remove('over');
  if (event.dataTransfer !== null) await use(await droppedFiles(event.dataTransfer));
});

profiles.list(await engine.run((worker) => worker.embeddedProfiles()));
element('choose', HTMLButtonElement).disabled = false;
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('service-worker.js');

/** A recording is scored, two are versions of one, more are references; a document is a profile. */
async function use(given: readonly GivenFile[]): Promise<void> {
  const [first, second] = given;
  if (first === undefined) return;
  if (given.length > 2 || first.path.includes('/')) return profiles.gather(given);
  if (isDocument(first)) return readProfile(first.file);
  if ((await scoreFile(first.file)) && second !== undefined) await compareWith(second.file);
}

/** Recordings are gathered; a document is a profile that was made of some. */
function useReferences(given: readonly GivenFile[]): Promise<void> | void {
  const [first] = given;
  if (first !== undefined && given.length === 1 && isDocument(first)) return readProfile(first.file);
  profiles.gather(given);
}

function isDocument({ path }: GivenFile): boolean {
  return path.endsWith('.json');
}

async function scoreFile(file: File): Promise<boolean> {
  const heard = await perform(`Listening to ${file.name}`, (worker, onProgress) => worker.analyse(file, onProgress));
  const scored = heard && (await scoreOf(file, heard));
  if (heard === undefined || scored === undefined) return false;
  other = undefined;
  comparisonView.hidden = true;
  document.body.classList.add('settled');
  recordingView.hidden = false;
  player.show([versionOf({ file, heard }, null)]);
  show({ file, heard, scored });
  report.focus({ preventScroll: true });
  return true;
}

function scoreOf(file: File, heard: Heard): Promise<Scored | undefined> {
  return perform(`Comparing ${file.name} with the references`, (worker) =>
    worker.score(file.name, heard, profiles.chosen()),
  );
}

function show(now: NonNullable<typeof shown>): void {
  shown = now;
  player.showPassages(now.scored.timeline);
  void showMarkup(report, now.scored.markup);
}

/** Another profile was chosen. */
function compareAgain(): Promise<void> {
  live.compareAgain();
  return scoreAgain();
}

async function scoreAgain(): Promise<void> {
  if (shown === undefined) return;
  const { file, heard } = shown;
  const scored = await scoreOf(file, heard);
  if (scored === undefined) return;
  show({ file, heard, scored });
  if (other !== undefined) await compareWith(other);
}

async function compareWith(after: File): Promise<void> {
  const before = shown;
  if (before === undefined) return;
  const compared = await perform(`Comparing with ${after.name}`, (worker, onProgress) =>
    worker.compare(before.file, after, profiles.chosen(), onProgress),
  );
  if (compared === undefined) return;
  const again = other === after;
  other = after;
  comparisonView.hidden = false;
  await showMarkup(element('comparison-body', HTMLDivElement), compared.markup);
  if (again) return; // against another profile: whoever listens is not disturbed
  const { waveform, seconds, offsetSeconds, loudness } = compared;
  player.show([
    versionOf(before, loudness.before),
    { file: after, seconds, waveform, offsetSeconds, loudness: loudness.after },
  ]);
}

function versionOf(
  { file, heard }: Pick<NonNullable<typeof shown>, 'file' | 'heard'>,
  loudness: number | null,
): Version {
  return { file, seconds: heard.analysis.seconds, waveform: heard.waveform, offsetSeconds: 0, loudness };
}

async function buildProfile(name: string, given: readonly GivenFile[]): Promise<void> {
  const built = await perform(`Building ${name}`, (worker, onProgress) => worker.buildProfile(name, given, onProgress));
  if (built === undefined) return;
  await profiles.add(built);
  tell(built.failures);
}

async function readProfile(file: File): Promise<void> {
  const read = await perform(`Reading ${file.name}`, (worker) => worker.readProfile(file));
  if (read !== undefined) await profiles.add(read);
}

/**
 * Has the worker do something in the place of whatever it is doing, and tells what went wrong; undefined then, and where
 * it was stopped.
 */
async function perform<Result extends object>(
  title: string,
  run: (worker: Remote<Engine>, onProgress: OnProgress) => Promise<Outcome<Result>>,
): Promise<Result | undefined> {
  if (task.busy) engine.stop();
  await running;
  alertView.replaceChildren();
  task.begin(title);
  const ending = engine.run(run).finally(task.end);
  running = ending;
  const outcome = await ending;
  if (outcome === undefined || !('failure' in outcome)) return outcome;
  tell([outcome.failure]);
  return undefined;
}

/** Beside what was told before, until the next task. */
function tell(failures: readonly Failure[]): void {
  alertView.append(
    ...failures.map((failure) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = failureText(failure, plainStyle);
      return paragraph;
    }),
  );
}

/** A button that opens a file dialogue. */
function connectChooser(
  buttonId: string,
  inputId: string,
  onFiles: (given: readonly GivenFile[]) => Promise<void> | void | undefined,
): void {
  const input = element(inputId, HTMLInputElement);
  element(buttonId, HTMLButtonElement).addEventListener('click', () => input.click());
  input.addEventListener('change', () => void onFiles(chosenFiles(input)));
}
