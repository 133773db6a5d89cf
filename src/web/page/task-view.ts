import { element } from './element.js';

/** What the worker is at. */
export type TaskView = {
  readonly busy: boolean;
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
  /** What would begin another task on what is shown. */
  const idle = document.querySelectorAll<HTMLButtonElement | HTMLSelectElement>('[data-idle]');
  const show = (busy: boolean) => {
    view.hidden = !busy;
    for (const control of idle) control.disabled = busy;
  };
  return {
    get busy() {
      return !view.hidden;
    },
    begin(text) {
      title.textContent = text;
      share.textContent = '';
      bar.removeAttribute('value');
      show(true);
    },
    showShare(done) {
      bar.value = done;
      share.textContent = `${Math.floor(100 * done)} %`;
    },
    end: () => show(false),
    onStop(stop) {
      element('stop', HTMLButtonElement).addEventListener('click', stop);
    },
  };
}
