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
  /** What had the focus when the task began: it may be disabled meanwhile, and would leave it to nothing. */
  let focused: Element | null = null;
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
      focused = document.activeElement;
      show(true);
      view.scrollIntoView({ block: 'nearest' });
    },
    showShare(done) {
      bar.value = done;
      share.textContent = `${Math.floor(100 * done)} %`;
    },
    end() {
      const lost = document.activeElement === document.body || view.contains(document.activeElement);
      show(false);
      if (lost && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    },
    onStop(stop) {
      element('stop', HTMLButtonElement).addEventListener('click', stop);
    },
  };
}
