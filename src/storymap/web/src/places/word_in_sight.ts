// While a sheet lies over the text, the word that was picked stays in sight above it; afterwards the reader is back.

import { SIZE } from "../map/symbols.ts";
import { outerWindow, scrollOuter } from "../page/outer_window.ts";

/** Pixels between the word and what is above or below it. */
const CLEAR = 8;

export class WordInSight {
  #word: HTMLElement | null = null;
  #scrolled: { from: number; to: number; width: number } | null = null;
  /** Where the page stood last, and in a window of which width: another one moves the text, not the reader. */
  #stood = { y: 0, width: 0 };

  constructor(
    private readonly map: L.Map,
    private readonly sheet: HTMLElement,
  ) {
    window.addEventListener("scroll", () => window.innerWidth === this.#stood.width && this.#stand(), {
      passive: true,
    });
  }

  /** What was picked. */
  pick(word: HTMLElement | null): void {
    this.#word = word;
    const isBack = this.#scrolled && Math.abs(window.scrollY - this.#scrolled.to) < SIZE;
    const from = isBack && this.#scrolled ? this.#scrolled.from : window.scrollY;
    this.#scrolled = { from, to: window.scrollY, width: window.innerWidth };
    this.#stand();
  }

  /** Scroll the page as far as it must be, unless the reader has scrolled on. */
  keep(): void {
    if (this.#standBelow()) return;
    const scrolled = this.#scrolled;
    if (!scrolled || Math.abs(this.#stood.y - scrolled.to) > SIZE) return;
    this.#scroll();
    this.#stand();
    scrolled.to = window.scrollY;
  }

  /** Back to where the reader was, unless the reader has gone elsewhere. */
  giveBack(): void {
    const { from, to, width } = this.#scrolled ?? { from: 0, to: -SIZE, width: 0 };
    if (width === window.innerWidth && Math.abs(window.scrollY - to) < SIZE)
      window.scrollTo({ top: from, behavior: "instant" });
    this.#scrolled = null;
  }

  /** A frame that is higher than the screen has its foot out of sight: there the sheet stands below what was picked. */
  #standBelow(): boolean {
    // Where the window around it is known, the sheet is at that one's foot.
    const isTall = window.innerHeight > screen.height && !outerWindow();
    const picked = this.#word?.closest(".story") ? this.#word : this.map.getContainer();
    this.sheet.classList.toggle("is-below", isTall);
    this.sheet.style.top = isTall ? `${picked.getBoundingClientRect().bottom + window.scrollY + CLEAR}px` : "";
    return isTall;
  }

  #stand(): void {
    this.#stood = { y: window.scrollY, width: window.innerWidth };
  }

  #scroll(): void {
    const panel = this.map.getContainer().getBoundingClientRect();
    if (panel.bottom < SIZE) {
      // A map that goes with the page may be out of sight; there the text cannot be seen with it.
      this.map.getContainer().scrollIntoView({ block: "start" });
      this.#word = null;
    } else if (this.#word?.closest(".story")) {
      const { top, bottom, left } = this.#word.getBoundingClientRect();
      const sheet = this.sheet.getBoundingClientRect();
      const isOver = panel.left <= left && panel.right > left;
      const head = isOver ? Math.max(0, panel.bottom) : 0;
      const isUnder = sheet.left <= left && sheet.right > left;
      const foot = isUnder ? sheet.top : window.innerHeight;
      if (bottom > foot - CLEAR) this.#scrollBy(bottom - foot + CLEAR);
      else if (top < head + CLEAR) this.#scrollBy(top - head - CLEAR);
    }
  }

  #scrollBy(top: number): void {
    // In the window around the frame it goes right below the map. Once: the reader scrolls on there.
    if (this.#word && scrollOuter(this.#word, false)) this.#word = null;
    else window.scrollBy({ top, behavior: "instant" });
  }
}
