import type { Profile } from '../../profiles/profile.js';
import { element } from './element.js';
import type { BuiltProfile } from './engine.js';
import type { GivenFile } from './given-files.js';
import { saveFile } from './save-file.js';

export type ProfileChoice = {
  /** The embedded ones, once they are known. */
  list(embedded: readonly { readonly name: string; readonly title: string }[] | undefined): void;
  /** An embedded profile's name, one of the reader's own, or undefined for the likeliest. */
  chosen(): Profile | string | undefined;
  /** Files that a profile can be made of; the form for it opens. */
  gather(given: readonly GivenFile[]): void;
  /** Adds a profile and chooses it; resolves when what is shown was compared with it. */
  add(built: BuiltProfile): Promise<void>;
};

/** The choice of what is compared with, and the form that makes a profile. */
export function createProfileChoice({
  onChoose,
  onBuild,
}: {
  readonly onChoose: () => Promise<void>;
  readonly onBuild: (name: string, given: readonly GivenFile[]) => void;
}): ProfileChoice {
  const choice = element('profile', HTMLSelectElement);
  const own = element('own', HTMLDetailsElement);
  const name = element('name', HTMLInputElement);
  const gathered = element('gathered', HTMLParagraphElement);
  const make = element('make', HTMLButtonElement);
  const save = element('save-profile', HTMLButtonElement);
  const built = new Map<string, BuiltProfile>();
  let files: readonly GivenFile[] = [];

  function choose(): Promise<void> {
    save.hidden = !built.has(choice.value);
    return onChoose();
  }

  choice.addEventListener('change', () => void choose());
  element('build', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    onBuild(name.value, files);
  });
  save.addEventListener('click', () => {
    const chosen = built.get(choice.value);
    if (chosen !== undefined) saveFile(`${chosen.profile.name}.json`, 'application/json', chosen.document);
  });

  return {
    list(embedded = []) {
      choice.append(...embedded.map(({ name: value, title }) => new Option(title, value)));
    },
    chosen: () => built.get(choice.value)?.profile ?? (choice.value || undefined),
    gather(given) {
      files = given;
      own.open = true;
      make.disabled = given.length === 0;
      gathered.textContent = `${given.length} files. Those that are recordings will be listened to.`;
      const folder = given[0]?.path.split('/').at(-2);
      if (name.value === '' && folder !== undefined) name.value = folder;
      name.focus();
    },
    add(profile) {
      const { hash, title, provenance } = profile.profile;
      if (!built.has(hash)) choice.append(new Option(`${title} (${provenance.n} of your own)`, hash));
      built.set(hash, profile);
      choice.value = hash;
      own.open = false;
      return choose();
    },
  };
}
