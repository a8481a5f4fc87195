// One quiet line over the buttons at the lower edge of the map: what a tool waits for, and where something is while it is moved.

import { element } from "../page/dom.ts";
import type { LiveRegion } from "../page/live_region.ts";

const GAP = 8;

export class Hint {
  readonly #line = element("p", { class: "working-hint", "aria-hidden": "true" });

  constructor(
    private readonly map: L.Map,
    private readonly liveRegion: LiveRegion,
  ) {
    this.#line.hidden = true;
    map.getContainer().append(this.#line);
    // The way back to the story comes and goes, and the buttons are in one row or two.
    map.on("controlschange resize", () => this.#place());
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
    this.#place();
  }

  #place(): void {
    if (this.#line.hidden) return;
    const container = this.map.getContainer();
    const buttons = [...container.querySelectorAll(".toolbar-corner .toolbar > *")];
    const upper = Math.min(...buttons.map((button) => button.getBoundingClientRect()).map(topOrNone));
    const room = container.getBoundingClientRect().bottom - upper;
    this.#line.style.insetBlockEnd = Number.isFinite(room) ? `${Math.round(room) + GAP}px` : "";
  }
}

/** Where a box begins; one that is not shown is nowhere. */
const topOrNone = ({ top, height }: DOMRect): number => (height ? top : Number.POSITIVE_INFINITY);
