import type { Profile } from '../../profiles/profile.js';
import { failureText } from '../../report/failure-text.js';
import { plainStyle } from '../../report/style.js';
import { element } from './element.js';
import type { Look, Outcome } from './engine.js';
import { type Listening, listen } from './live.js';

export type LiveView = {
  /** Another profile was chosen. */
  compareAgain(): void;
};

/** The button that listens, and what is shown meanwhile, against the profile that is chosen. */
export function createLiveView(chosen: () => Profile | string | undefined): LiveView {
  const button = element('listen', HTMLButtonElement);
  const view = element('live', HTMLElement);
  const state = element('live-state', HTMLParagraphElement);
  const body = element('live-body', HTMLDivElement);
  let listening: Listening | undefined;

  function show(look: Outcome<Look>): void {
    if (listening === undefined) return;
    if ('failure' in look) state.textContent = failureText(look.failure, plainStyle);
    else {
      state.textContent = look.state;
      body.innerHTML = look.markup;
    }
  }

  function begin(): Promise<Listening | undefined> {
    state.textContent = 'Listening; the first look is after 10 seconds.';
    body.replaceChildren();
    return listen(chosen(), show, () => end('The input is gone, so nothing is heard any more.')).catch(
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        state.textContent = `Nothing can be heard (${why}). Connect an input, allow its use, and try again.`;
        return undefined;
      },
    );
  }

  function end(sentence: string): void {
    listening?.stop();
    listening = undefined;
    state.textContent = sentence;
    showButton();
  }

  function showButton(): void {
    button.textContent = listening === undefined ? 'Listen live' : 'Stop listening';
  }

  button.addEventListener('click', async () => {
    if (listening !== undefined) return end('No longer listening.');
    view.hidden = false;
    document.body.classList.add('settled');
    button.disabled = true;
    listening = await begin();
    button.disabled = false;
    showButton();
  });

  return {
    compareAgain() {
      if (listening === undefined) return;
      listening.against(chosen());
      state.textContent = 'The next look is against what was chosen.';
    },
  };
}
