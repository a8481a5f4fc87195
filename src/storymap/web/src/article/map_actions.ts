// Words of the article that show something on the map while they are pressed. They are plain words until this script
// makes buttons of them: no `<button>`, which no browser lets run over the end of a line.

import type { AuthorView, Story } from "../data/page_data.ts";

const ACTION = ".map-action";

export interface MapActionEvents {
  /** Show a view, which the reader calls `name`; `ended` is called when it is shown no more. */
  ask: (view: AuthorView, name: string, ended: () => void) => void;
  takeBack: () => void;
}

/** Make the words into buttons; the function that is returned does so with those that have come since. */
export function mapActions(story: Story, { ask, takeBack }: MapActionEvents): (() => void) | undefined {
  const article = document.querySelector(".article");
  if (!story.actions.length || !article) return;
  let pressed: HTMLElement | null = null;
  const words = (): NodeListOf<HTMLElement> => article.querySelectorAll<HTMLElement>(ACTION);
  const mark = (number: string | undefined, isPressed: boolean): void => {
    // One that goes from a sentence into the next is in pieces.
    for (const word of words())
      if (word.dataset["action"] === number) word.setAttribute("aria-pressed", String(isPressed));
  };
  const press = (word: HTMLElement): void => {
    const number = word.dataset["action"];
    const view = story.actions[Number(number)];
    if (pressed?.dataset["action"] === number) takeBack();
    else if (view) {
      ask(view, word.textContent.trim(), () => {
        mark(number, false);
        pressed = null;
      });
      pressed = word;
      mark(number, true);
    }
  };
  const dressed = new WeakSet<HTMLElement>();
  const dress = (): void => {
    for (const word of words()) {
      if (dressed.has(word)) continue;
      dressed.add(word);
      word.setAttribute("role", "button");
      word.setAttribute("aria-pressed", "false");
      word.tabIndex = 0;
      word.addEventListener("click", () => press(word));
      word.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        if (!event.repeat) press(word);
      });
    }
  };
  dress();
  // What is open has the key first: it stops it, or has used it.
  document.addEventListener("keydown", (event) => {
    const word = pressed;
    if (event.key !== "Escape" || !word || event.defaultPrevented) return;
    event.preventDefault();
    takeBack();
    word.focus({ preventScroll: true });
  });
  return dress;
}
