import { element } from './element.js';

/** What the worker is at. */
export type TaskView = {
  begin(title: string): void;
  /** 0 to 1. */
  showShare(share: number): void;
  end(): void;
  onStop(stop: () => void): void;
};

export function createTaskView(): TaskView {
  const view = element('task', HTMLElement);
  const title = element('task-title', HTMLElement);
  const share = element('task-share', HTMLElement);
  const bar = element('progress', HTMLProgressElement);
  return {
    begin(text) {
      title.textContent = text;
      share.textContent = '';
      bar.removeAttribute('value');
      view.hidden = false;
    },
    showShare(done) {
      bar.value = done;
      share.textContent = `${Math.floor(100 * done)} %`;
    },
    end() {
      view.hidden = true;
    },
    onStop(stop) {
      element('stop', HTMLButtonElement).addEventListener('click', stop);
    },
  };
}
