// The story's own buttons on the map: previous and next place, the list of places, and what other parts add.

import { words } from "../data/i18n.ts";
import { Disclosure } from "../page/disclosure.ts";
import { element, isRightToLeft, svg } from "../page/dom.ts";
import { boxesOf, meets } from "./boxes.ts";
import { isSmall } from "./map_size.ts";

export interface ToolbarActions {
  /** To the place that comes so many after the current one in the text. */
  step: (by: number, opener: HTMLElement) => void;
  list: () => void;
  back: () => void;
}

/** A button that another part of the page adds. */
export interface ToolbarButton {
  /** What it does, in the page's language: its name, and its text in the menu. */
  name: string;
  /** Its icon: a path on a square of 24, drawn in lines of the text's colour. */
  icon: string;
  /** `opener` is seen while the menu is closed: it has the focus again when what was opened is closed. */
  run: (opener: HTMLElement) => void;
}

/** The keys are letters: they act only while the focus is in the map or on a place (WCAG 2.1.4). */
export const KEYS: Record<string, number> = { j: 1, k: -1 };

const MENU = "toolbar-menu";

export class Toolbar {
  readonly #back = element("button", { type: "button", class: "toolbar-back", hidden: "" }, words.backToStory);
  /** Where the way back is when an open place has its own spot. */
  readonly #away = element("div", { class: "toolbar toolbar-away leaflet-control" });
  readonly #menu = element("div", { class: "toolbar-menu", id: MENU });
  readonly #more = element(
    "button",
    {
      type: "button",
      class: "toolbar-more",
      "aria-expanded": "false",
      "aria-controls": MENU,
      "aria-label": words.more,
    },
    icon("M5 12h.01M12 12h.01M19 12h.01"),
  );
  readonly #row: HTMLElement;
  readonly #disclosure: Disclosure;

  constructor(
    private readonly map: L.Map,
    actions: ToolbarActions,
  ) {
    this.#back.addEventListener("click", () => actions.back());
    const step = (key: string): HTMLElement => {
      const by = KEYS[key] ?? 0;
      const label = by > 0 ? words.nextPlace : words.previousPlace;
      const attributes = {
        type: "button",
        class: "toolbar-step",
        title: `${label} (${key.toUpperCase()})`,
      };
      const sign = element("span", { "aria-hidden": "true" }, by > 0 ? "›" : "‹");
      const button = element("button", attributes, sign);
      button.addEventListener("click", () => actions.step(by, button));
      return button;
    };
    const list = element("button", { type: "button", class: "toolbar-list" }, words.places);
    list.addEventListener("click", () => actions.list());
    this.#row = element(
      "div",
      { class: "toolbar-row leaflet-bar" },
      step("k"),
      list,
      step("j"),
      this.#more,
      this.#menu,
    );
    this.#disclosure = new Disclosure(this.#more, this.#menu, (isOpen) => {
      if (isOpen) this.#menu.querySelector<HTMLElement>("button:not([hidden])")?.focus({ preventScroll: true });
    });
    map.on("controlschange", () => isSmall(map) || this.#disclosure.close());
    const root = element("div", { class: "toolbar leaflet-control" }, this.#back, this.#row);
    for (const part of [root, this.#away]) L.DomEvent.disableClickPropagation(part);
    map.on("moveend resize popupopen controlschange", () => this.#placeBack());
    const side = isRightToLeft() ? ".leaflet-bottom.leaflet-right" : ".leaflet-bottom.leaflet-left";
    const corner = map.getContainer().querySelector(side);
    corner?.classList.add("toolbar-corner");
    corner?.prepend(root);
  }

  /**
   * Add a button after those that are there. It stands in the row with its icon; on a small map it is a line of a menu, if
   * there are several. `hidden`, `disabled` and `aria-pressed` are the caller's to set on it; `nameButton` gives it another name.
   */
  add({ name, icon: path, run }: ToolbarButton): HTMLButtonElement {
    const button = element("button", { type: "button", class: "toolbar-added" }, icon(path), element("span"));
    nameButton(button, name);
    button.addEventListener("click", () => {
      const { isOpen } = this.#disclosure;
      this.#disclosure.close();
      run(isOpen ? this.#more : button);
    });
    this.#menu.append(button);
    this.#row.classList.toggle("has-menu", this.#menu.children.length > 1);
    this.map.fire("controlschange");
    return button;
  }

  showBack(shown: boolean): void {
    const hadFocus = document.activeElement === this.#back;
    if (this.#back.hidden === !shown) return;
    this.#back.hidden = !shown;
    this.#putBack(this.#row.parentElement);
    this.map.fire("controlschange");
    // A button that goes while it has the focus leaves it on the map.
    if (!shown && hadFocus) this.#back.closest<HTMLElement>(".leaflet-container")?.focus({ preventScroll: true });
  }

  /** The way back is over the other buttons, or at the upper edge where it would lie on the open place's symbol. */
  #placeBack(): void {
    if (!this.#isOnOpenPlace) return;
    const { parentElement } = this.#back;
    this.#putBack(parentElement === this.#away ? this.#row.parentElement : this.#away);
    // On a very low map it lies on the symbol here as there: then it stays.
    if (this.#isOnOpenPlace) this.#putBack(parentElement);
    else this.map.fire("controlschange");
  }

  get #isOnOpenPlace(): boolean {
    const [back] = boxesOf(this.map, ".toolbar-back");
    const [open] = boxesOf(this.map, ".place-marker.is-active .symbol");
    return back !== undefined && open !== undefined && meets(back, open, 0);
  }

  #putBack(parent: Element | null): void {
    if (!parent || this.#back.parentElement === parent) return;
    const hadFocus = document.activeElement === this.#back;
    parent.prepend(this.#back);
    if (parent === this.#away) this.map.getContainer().append(parent);
    else this.#away.remove();
    if (hadFocus) this.#back.focus({ preventScroll: true });
  }
}

/** Give an added button another name. */
export function nameButton(button: HTMLButtonElement, name: string): void {
  const text = button.querySelector("span");
  if (text) text.textContent = name;
  button.title = name;
}

export const icon = (path: string): SVGElement =>
  svg("svg", { class: "toolbar-icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path }));
