// What a screen reader says without being asked: once, politely, and not while the reader is still on the move.

const PAUSE = 500;
/** More names than this nobody listens to. */
export const MOST_NAMED = 8;

export class LiveRegion {
  readonly #region = document.querySelector(".live-region");
  #said = "";
  #timer = 0;

  /** Say what may have been said last. */
  repeat(text: string): void {
    this.#said = "";
    this.#region?.replaceChildren();
    this.say(text);
  }

  say(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (text === this.#said || !this.#region) return;
      this.#said = text;
      this.#region.textContent = text;
    }, PAUSE);
  }
}
