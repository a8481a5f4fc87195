// Going on by itself, where the author asks for it: until the reader does anything, and never for those who asked for less
// motion.

import { prefersReducedMotion } from "../page/dom.ts";

/** What shows that a reader is there. */
const INTERACTIONS = ["pointerdown", "keydown", "wheel"] as const;

export class Autoplay {
  #timer = 0;

  constructor(
    /** Seconds for each step. */
    private readonly seconds: number,
    private readonly events: { next: () => void; changed: (isPlaying: boolean) => void; button: HTMLElement },
  ) {
    for (const type of INTERACTIONS) {
      window.addEventListener(
        type,
        ({ target }) => {
          // The button itself says what it does.
          if (!(target instanceof Node && events.button.contains(target))) this.pause();
        },
        { capture: true, passive: true },
      );
    }
    events.button.addEventListener("click", () => (this.isPlaying ? this.pause() : this.play()));
  }

  get isPlaying(): boolean {
    return this.#timer !== 0;
  }

  /** Begin, unless the reader asked for less motion. */
  start(): void {
    if (prefersReducedMotion()) this.events.changed(false);
    else this.play();
  }

  play(): void {
    clearInterval(this.#timer);
    this.#timer = window.setInterval(() => this.events.next(), 1000 * this.seconds);
    this.events.changed(true);
  }

  pause(): void {
    if (!this.isPlaying) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    this.events.changed(false);
  }
}
