// One quiet line at the upper edge of the map: what a tool waits for, and where something is while it is moved.

import { element } from "../page/dom.ts";
import type { LiveRegion } from "../page/live_region.ts";

export class Hint {
  readonly #line = element("p", { class: "working-hint", "aria-hidden": "true" });

  constructor(
    map: L.Map,
    private readonly liveRegion: LiveRegion,
  ) {
    this.#line.hidden = true;
    map.getContainer().append(this.#line);
  }

  /** Show what can be done now, and let a screen reader say it. */
  show(text: string): void {
    this.#write(text, true);
    this.liveRegion.repeat(text);
  }

  /** Show what changes from moment to moment; it is said when it has come to rest. */
  follow(text: string): void {
    this.#write(text, false);
    this.liveRegion.say(text);
  }

  hide(): void {
    this.#line.hidden = true;
  }

  #write(text: string, isLong: boolean): void {
    // On a low map what is long would hide more than it tells; it is said all the same.
    this.#line.classList.toggle("is-long", isLong);
    this.#line.textContent = text;
    this.#line.hidden = false;
  }
}
