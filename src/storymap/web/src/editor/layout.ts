// Where the parts stand: the bar, the framed page and the places side by side; on a phone one of article, map and places
// at a time, by tabs at its foot.

import { element } from "../page/dom.ts";
import type { EditorContext } from "./context.ts";
import { isTyping } from "./dom.ts";

type Part = "article" | "map" | "places";

const PARTS: readonly Part[] = ["article", "map", "places"];
const NARROW = "(max-width: 719px)";

export interface Slots {
  bar: HTMLElement;
  notices: HTMLElement[];
  frame: HTMLElement;
  overFrame: HTMLElement[];
  side: HTMLElement[];
}

export class Layout {
  readonly root = element("div", { class: "desk" });
  readonly #main = element("main", { class: "desk-main" });
  readonly #page: HTMLElement;
  readonly #side: HTMLElement;
  readonly #tabs = element("div", { class: "tabs", role: "tablist" });
  readonly #foot = element("nav", { class: "desk-foot" }, this.#tabs);
  readonly #narrow = matchMedia(NARROW);
  #part: Part = "article";

  constructor(
    private readonly context: EditorContext,
    private readonly slots: Slots,
  ) {
    const { words } = context;
    this.#page = element("section", { class: "desk-page", "aria-label": words.say("page"), id: "desk-page" });
    this.#page.append(slots.frame, ...slots.overFrame);
    this.#side = element("div", { class: "desk-side", id: "desk-side" }, ...slots.side);
    this.#main.append(this.#page, this.#side);
    this.#makeTabs();
    // One row, however many there are.
    const notices = element("div", { class: "desk-notices" }, ...slots.notices);
    this.root.append(slots.bar, notices, this.#main, this.#foot);
    this.#narrow.addEventListener("change", () => this.#show());
    this.#show();
  }

  get isNarrow(): boolean {
    return this.#narrow.matches;
  }

  /** Bring a part into sight, where only one of them is. */
  show(part: Part): void {
    this.#part = part;
    this.#show();
  }

  get part(): Part {
    return this.#part;
  }

  /** F6: the focus goes on from part to part: bar, page, places. */
  go(by: 1 | -1, places: () => void): void {
    const stops = [this.slots.bar, this.#page, this.#side];
    const now = stops.findIndex((stop) => stop.contains(document.activeElement));
    const next = (Math.max(now, by > 0 ? -1 : 0) + by + stops.length) % stops.length;
    if (next === 0) this.slots.bar.querySelector<HTMLElement>("button:not([disabled])")?.focus();
    else if (next === 1) {
      if (this.#part === "places") this.show("article");
      this.#page.querySelector<HTMLElement>("iframe")?.focus();
    } else {
      this.show("places");
      places();
    }
  }

  #makeTabs(): void {
    const { words } = this.context;
    for (const named of [this.#foot, this.#tabs]) named.setAttribute("aria-label", words.say("parts"));
    for (const part of PARTS) {
      const tab = element(
        "button",
        { type: "button", role: "tab", class: "tab", "data-part": part },
        words.say(`part.${part}`),
      );
      tab.setAttribute("aria-controls", part === "places" ? "desk-side" : "desk-page");
      tab.addEventListener("click", () => this.show(part));
      this.#tabs.append(tab);
    }
    this.#tabs.addEventListener("keydown", (event) => this.#press(event));
  }

  #press(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!by || isTyping(event.target)) return;
    event.preventDefault();
    const turned = document.documentElement.dir === "rtl" ? -by : by;
    const next = PARTS[(PARTS.indexOf(this.#part) + turned + PARTS.length) % PARTS.length];
    if (!next) return;
    this.show(next);
    this.#tabs.querySelector<HTMLElement>(`[data-part="${next}"]`)?.focus();
  }

  #show(): void {
    const { isNarrow } = this;
    this.root.classList.toggle("is-narrow", isNarrow);
    this.#foot.hidden = !isNarrow;
    // A frame that is not displayed loses its size, and its map with it: it stays, behind.
    this.#page.classList.toggle("is-behind", isNarrow && this.#part === "places");
    this.#page.inert = isNarrow && this.#part === "places";
    this.#side.hidden = isNarrow && this.#part !== "places";
    for (const tab of this.#tabs.children) {
      const isShown = tab.getAttribute("data-part") === this.#part;
      tab.setAttribute("aria-selected", String(isShown));
      tab.setAttribute("tabindex", isShown ? "0" : "-1");
    }
    if (isNarrow && this.#part === "places") return;
    this.context.frame.send({ do: "part", part: isNarrow ? (this.#part as "article" | "map") : "both" });
  }
}
