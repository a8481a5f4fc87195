// The places at the side: first those to decide, then all of them.

import { element } from "../../page/dom.ts";
import type { EditorContext } from "../context.ts";
import { Decisions } from "./decisions.ts";
import { PlaceList } from "./place_list.ts";

export class PlacesPanel {
  readonly root: HTMLElement;
  readonly #decisions: Decisions;
  readonly #list: PlaceList;

  constructor(context: EditorContext) {
    this.#decisions = new Decisions(context, () => this.#list.focus());
    this.#list = new PlaceList(context, () => this.#decisions.showGhostsAgain());
    this.root = element(
      "aside",
      { class: "panel", "aria-label": context.words.say("places") },
      this.#decisions.root,
      this.#list.root,
    );
  }

  search(): boolean {
    return this.#decisions.search();
  }

  openPlace(placeId: string, focus = true): void {
    this.#list.open(placeId, focus);
  }

  focus(): void {
    this.#decisions.focus();
  }

  /** A story that was just made begins with what is to decide. */
  begin(): void {
    this.#decisions.begin();
  }
}
