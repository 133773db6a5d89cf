/**
 * Says the sentence of whatever is pointed at, touched or reached by keyboard, beside it; Escape and scrolling hide it.
 * It listens to the whole document, so that it serves what is put into the page later too.
 */
export const explainScript = `(() => {
  const bubble = document.createElement('div');
  bubble.id = 'says';
  bubble.setAttribute('role', 'tooltip');
  bubble.hidden = true;
  (document.querySelector('main') ?? document.body).append(bubble);
  let told;
  const hide = () => {
    bubble.hidden = true;
    told?.removeAttribute('aria-describedby');
    told = undefined;
  };
  const say = ({ target }) => {
    const part = target instanceof Element ? target.closest('.says') : null;
    if (part === told && part) return;
    hide();
    if (!part) return;
    bubble.textContent = part.dataset.says ?? part.getAttribute('aria-label');
    bubble.hidden = false;
    if (part.dataset.says) part.setAttribute('aria-describedby', 'says');
    told = part;
    const box = part.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = bubble;
    const below = box.bottom + 8 + height < innerHeight;
    bubble.style.left = Math.max(8, Math.min(innerWidth - width - 8, box.left + box.width / 2 - width / 2)) + 'px';
    bubble.style.top = Math.max(8, below ? box.bottom + 8 : box.top - height - 8) + 'px';
  };
  document.addEventListener('pointerover', say);
  document.addEventListener('focusin', say);
  document.addEventListener('focusout', hide);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  document.addEventListener('scroll', hide, { passive: true, capture: true });
})();`;
