// While a sheet lies over the text, the word that was picked stays in sight above it; afterwards the reader is back.

import { SIZE } from "../map/symbols.ts";

/** Pixels between the word and what is above or below it. */
const CLEAR = 8;

export class WordInSight {
  #scrolled: { from: number; to: number } | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly sheet: HTMLElement,
  ) {}

  /** Scroll the page as far as it must be. */
  keep(word: HTMLElement | null): void {
    const from = this.#scrolled?.from ?? window.scrollY;
    const panel = this.map.getContainer().getBoundingClientRect();
    if (panel.bottom < SIZE) {
      // A map that goes with the page may be out of sight.
      this.map.getContainer().scrollIntoView({ block: "start" });
    } else if (word?.closest(".story")) {
      const { top, bottom, left } = word.getBoundingClientRect();
      const sheet = this.sheet.getBoundingClientRect();
      const isOver = panel.left <= left && panel.right > left;
      const head = isOver ? Math.max(0, panel.bottom) : 0;
      const isUnder = sheet.left <= left && sheet.right > left;
      const foot = isUnder ? sheet.top : window.innerHeight;
      if (bottom > foot - CLEAR) window.scrollBy({ top: bottom - foot + CLEAR, behavior: "instant" });
      else if (top < head + CLEAR) window.scrollBy({ top: top - head - CLEAR, behavior: "instant" });
    }
    this.#scrolled = window.scrollY === from ? null : { from, to: window.scrollY };
  }

  /** Back to where the reader was, unless the reader has gone elsewhere. */
  giveBack(): void {
    if (this.#scrolled && Math.abs(window.scrollY - this.#scrolled.to) < SIZE)
      window.scrollTo({ top: this.#scrolled.from, behavior: "instant" });
    this.#scrolled = null;
  }
}
