// The story's own buttons on the map: previous and next place, the list of places, and the way back.

import { words } from "../data/i18n.ts";
import { element, isRightToLeft } from "../page/dom.ts";

export interface ToolbarActions {
  /** To the place that comes so many after the current one in the text. */
  step: (by: number, opener: HTMLElement) => void;
  list: () => void;
  back: () => void;
}

/** The keys are letters: they act only while the focus is in the map or on a place (WCAG 2.1.4). */
export const KEYS: Record<string, number> = { j: 1, k: -1 };

export class Toolbar {
  readonly #back = element("button", { type: "button", class: "toolbar-back", hidden: "" }, words.backToStory);

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
    const row = element("div", { class: "toolbar-row leaflet-bar" }, step("k"), list, step("j"));
    const root = element("div", { class: "toolbar leaflet-control" }, this.#back, row);
    L.DomEvent.disableClickPropagation(root);
    const side = isRightToLeft() ? ".leaflet-bottom.leaflet-right" : ".leaflet-bottom.leaflet-left";
    const corner = map.getContainer().querySelector(side);
    corner?.classList.add("toolbar-corner");
    corner?.prepend(root);
  }

  showBack(shown: boolean): void {
    const hadFocus = document.activeElement === this.#back;
    if (this.#back.hidden === !shown) return;
    this.#back.hidden = !shown;
    this.map.fire("controlschange");
    // A button that goes while it has the focus leaves it on the map.
    if (!shown && hadFocus) this.#back.closest<HTMLElement>(".leaflet-container")?.focus({ preventScroll: true });
  }
}
