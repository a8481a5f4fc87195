// A place of the story in one line; its form opens under it.

import { element } from "../../page/dom.ts";
import type { EditorState, PlaceState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { closedByEscape } from "../dom.ts";
import { PlaceForm } from "./place_form.ts";
import { symbol } from "./symbol.ts";

export class PlaceRow {
  readonly root = element("li", { class: "place" });
  readonly #button = element("button", { type: "button", class: "place-row", "aria-expanded": "false" });
  #form: PlaceForm | undefined;
  #place: PlaceState;
  #shown = "";

  constructor(
    private readonly context: EditorContext,
    place: PlaceState,
    private readonly toggled: (placeId: string) => void,
  ) {
    this.#place = place;
    this.#button.addEventListener("click", () => toggled(this.#place.place_id));
    this.root.append(this.#button);
    closedByEscape(
      this.root,
      () => {
        this.toggled(this.#place.place_id);
        this.#button.focus();
      },
      () => this.isOpen,
    );
  }

  get place(): PlaceState {
    return this.#place;
  }

  update(place: PlaceState, state: EditorState): void {
    this.#place = place;
    this.#form?.update(place, state);
    const shown = JSON.stringify([
      place.name,
      place.number,
      place.colour,
      place.shape,
      place.mentions,
      place.shown_role,
      !place.geometry,
    ]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { words } = this.context;
    this.#button.replaceChildren(
      symbol(place.colour, place.shape, place.number),
      element("span", { class: "place-name", dir: "auto" }, place.name),
      element("span", { class: "place-about" }, this.#about(place)),
    );
    this.root.classList.toggle("is-unlocated", !place.geometry);
    this.#button.title = place.geometry ? "" : words.say("geometry.none");
  }

  #about(place: PlaceState): string {
    const { words } = this.context;
    if (!place.geometry) return words.say("notOnMap");
    return [words.say(`role.${place.shown_role}`), words.number(place.mentions)].join(" · ");
  }

  get isOpen(): boolean {
    return this.#form !== undefined;
  }

  open(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    this.#button.setAttribute("aria-expanded", String(isOpen));
    this.root.classList.toggle("is-open", isOpen);
    if (!isOpen) {
      this.#form?.root.remove();
      this.#form = undefined;
      return;
    }
    this.#form = new PlaceForm(this.context, this.#place, () => this.toggled(this.#place.place_id));
    this.root.append(this.#form.root);
    // As much of the form as there is room for.
    const { bottom } = this.root.getBoundingClientRect();
    if (bottom > document.documentElement.clientHeight) this.root.scrollIntoView({ block: "start" });
  }

  focus(): void {
    this.#button.focus();
    this.root.scrollIntoView({ block: "nearest" });
  }
}
