/** What each part is being filled with. */
const current = new WeakMap<Element, DocumentFragment>();

/** Puts markup of ours into a part of the page, a piece a frame, so that laying it out never holds the page up for long. */
export async function showMarkup(into: Element, markup: string): Promise<void> {
  const template = document.createElement('template');
  template.innerHTML = markup;
  current.set(into, template.content);
  into.replaceChildren();
  into.ariaBusy = 'true';
  const pieces = Array.from(template.content.children);
  for (const piece of pieces) {
    if (current.get(into) !== template.content) return;
    into.append(piece);
    await new Promise(requestAnimationFrame);
  }
  into.ariaBusy = null;
}
