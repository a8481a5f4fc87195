// What has happened, in one line: seen at the foot of the window for a while, and said by a screen reader.

import { element } from "../page/dom.ts";

const SHOWN = 6000;

export class Live {
  /** Read aloud. It is never hidden, or nothing would be said. */
  readonly region = element("p", { class: "live-region", role: "status", "aria-live": "polite" });
  /** The same, to be seen. */
  readonly line = element("p", { class: "told", "aria-hidden": "true" });
  #timer = 0;

  say(text: string): void {
    this.sayAloud(text);
    this.line.textContent = text;
    this.line.classList.toggle("is-shown", text !== "");
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.line.classList.remove("is-shown"), SHOWN);
  }

  /** What can be seen elsewhere. */
  sayAloud(text: string): void {
    // The same words twice are two events, and a region whose text does not change says nothing.
    this.region.textContent = this.region.textContent === text ? `${text}\u00a0` : text;
  }
}
