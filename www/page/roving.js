/**
 * A list of buttons that is one stop for the Tab key; arrows, Home and End move inside it.
 */

/** @type {Record<string, (at: number, last: number) => number>} */
const MOVES = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** For buttons that stand beside each other, in lanes: left and right move too. */
export const ACROSS = { ...MOVES, ArrowRight: MOVES.ArrowDown, ArrowLeft: MOVES.ArrowUp };

/**
 * @param {HTMLElement} container
 * @param {string} selector finds the buttons inside the container
 * @param {Record<string, ((at: number, last: number) => number) | undefined>} [moves] what each key does
 */
export function makeRoving(container, selector, moves = MOVES) {
  const visible = () =>
    [...container.querySelectorAll(selector)].filter(
      (node) => node instanceof HTMLElement && node.getClientRects().length > 0,
    );

  container.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = visible();
    const at = buttons.findIndex((button) => button === document.activeElement);
    const target = buttons[move(at, buttons.length - 1)];
    if (at < 0 || !(target instanceof HTMLElement)) return;
    event.preventDefault();
    target.focus();
  });

  container.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLElement && event.target.matches(selector)) setStop(container, selector, event.target);
  });
}

/**
 * Makes one button the list's stop for the Tab key.
 * @param {HTMLElement} container
 * @param {string} selector
 * @param {HTMLElement | null} stop without one, the first
 */
export function setStop(container, selector, stop) {
  const buttons = container.querySelectorAll(selector);
  const chosen = stop ?? buttons[0];
  for (const button of buttons) {
    if (button instanceof HTMLElement) button.tabIndex = button === chosen ? 0 : -1;
  }
}
