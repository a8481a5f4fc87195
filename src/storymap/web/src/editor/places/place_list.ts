// All places of the story, layer by layer, with a search over their names. Beyond a few hundred the browser lays out only
// the rows in sight (`content-visibility`), and a layer of many opens its first rows with a button for more.

import { element } from "../../page/dom.ts";
import type { EditorState, LayerState, PlaceState } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { AddPlace } from "./add_place.ts";
import { filteredPlaces, groupedPlaces } from "./grouping.ts";
import { LayerHead } from "./layer_head.ts";
import { PlaceRow } from "./place_row.ts";

/** Rows of a layer that are made at once. */
const AT_ONCE = 300;
/** Places from which on there is a field to find one. */
const FIND_FROM = 12;

interface Section {
  root: HTMLElement;
  head: LayerHead;
  list: HTMLElement;
  more: HTMLButtonElement;
  limit: number;
}

export class PlaceList {
  readonly root = element("section", { class: "places", "aria-labelledby": "places-title" });
  readonly #title = element("h2", { id: "places-title" });
  readonly #find = element("input", { type: "search", class: "places-find", autocomplete: "off", spellcheck: "false" });
  readonly #layers = element("div", { class: "layers" });
  readonly #found = element("p", { class: "places-found", role: "status" });
  readonly #sections = new Map<string, Section>();
  readonly #rows = new Map<string, PlaceRow>();
  readonly #add: AddPlace;
  #opened = "";
  /** Of more places than the state holds: what the server found. */
  #fromServer: PlaceState[] | undefined;

  constructor(
    private readonly context: EditorContext,
    private readonly closed: () => void,
  ) {
    const { words } = context;
    this.#add = new AddPlace(context);
    this.#find.setAttribute("aria-label", words.say("findPlace"));
    this.#find.placeholder = words.say("findPlace");
    this.#find.addEventListener("input", () => void this.#search());
    this.root.append(
      element("header", { class: "section-head" }, this.#title, this.#add.open),
      this.#add.root,
      this.#find,
      this.#found,
      this.#layers,
    );
    context.frame.heard((message) => {
      if (message.say === "picked" && message.place_id) context.openPlace(message.place_id, message.by_key === true);
      return false;
    });
    context.onState((state) => this.#show(state));
  }

  /** Open a place's form, and no other's. */
  open(placeId: string, focus = true): void {
    if (!this.#rows.has(placeId)) this.#unfold(placeId);
    const row = this.#rows.get(placeId);
    if (!row) return;
    if (this.#opened !== placeId) this.#toggle(placeId);
    if (focus) row.focus();
    else row.root.scrollIntoView({ block: "nearest" });
  }

  focus(): void {
    (this.#rows.get(this.#opened)?.root ?? this.root).querySelector<HTMLElement>("button")?.focus();
  }

  /** Show the row of a place that is found by its name only, or is far down its layer. */
  #unfold(placeId: string): void {
    const place = this.context.state().places.find(({ place_id }) => place_id === placeId);
    if (!place) return;
    this.#find.value = "";
    this.#fromServer = undefined;
    const section = this.#sections.get(place.layer);
    if (section) section.limit = Number.POSITIVE_INFINITY;
    this.#show(this.context.state());
  }

  #toggle(placeId: string): void {
    const isOpen = this.#opened !== placeId;
    this.#rows.get(this.#opened)?.open(false);
    this.#opened = isOpen ? placeId : "";
    this.#rows.get(placeId)?.open(isOpen);
    this.context.frame.send({ do: "place", place_id: this.#opened, edit: isOpen });
    if (!isOpen) this.closed();
  }

  #show(state: EditorState): void {
    const { words } = this.context;
    const query = this.#find.value;
    const places = this.#fromServer ?? filteredPlaces(state.places, query);
    this.#title.textContent = words.say("placeCount", { count: state.place_count });
    this.#find.hidden = state.place_count < FIND_FROM && !query;
    this.#found.textContent = query ? words.say("placesFound", { count: places.length }) : "";
    const groups = groupedPlaces(places, state.layers);
    for (const [name, section] of this.#sections) {
      if (groups.some(({ layer }) => layer.name === name)) continue;
      section.root.remove();
      this.#sections.delete(name);
    }
    const shown = new Set<string>();
    groups.forEach(({ layer, places: own }, position) => {
      const section = this.#section(layer);
      if (this.#layers.children[position] !== section.root) {
        this.#layers.insertBefore(section.root, this.#layers.children[position] ?? null);
      }
      this.#fill(section, own, state, shown);
    });
    for (const [placeId, row] of this.#rows) if (!shown.has(placeId)) this.#forget(placeId, row);
  }

  #forget(placeId: string, row: PlaceRow): void {
    row.root.remove();
    this.#rows.delete(placeId);
    if (this.#opened !== placeId) return;
    this.#opened = "";
    this.context.frame.send({ do: "place", place_id: "", edit: false });
    this.closed();
  }

  #section(layer: LayerState): Section {
    const known = this.#sections.get(layer.name);
    if (known) {
      known.head.update(layer);
      return known;
    }
    const head = new LayerHead(this.context, layer);
    const list = element("ul", { class: "place-rows", "aria-label": layer.name || this.context.words.say("noLayer") });
    const made: Section = {
      root: element("section", { class: "layer" }),
      head,
      list,
      more: button("", () => this.#showMore(made), { look: "quiet", class: "more-rows" }),
      limit: AT_ONCE,
    };
    made.root.append(head.root, list, made.more);
    this.#sections.set(layer.name, made);
    return made;
  }

  #showMore(section: Section): void {
    section.limit += AT_ONCE;
    this.#show(this.context.state());
  }

  #fill(section: Section, places: readonly PlaceState[], state: EditorState, shown: Set<string>): void {
    const own = places.slice(0, section.limit);
    own.forEach((place, position) => {
      const row = this.#row(place);
      row.update(place, state);
      shown.add(place.place_id);
      if (section.list.children[position] !== row.root) {
        section.list.insertBefore(row.root, section.list.children[position] ?? null);
      }
    });
    const rest = places.length - own.length;
    section.more.hidden = rest === 0;
    section.more.textContent = this.context.words.say("morePlaces", { count: rest });
  }

  #row(place: PlaceState): PlaceRow {
    let row = this.#rows.get(place.place_id);
    if (!row) {
      row = new PlaceRow(this.context, place, (placeId) => this.#toggle(placeId));
      this.#rows.set(place.place_id, row);
    }
    return row;
  }

  async #search(): Promise<void> {
    const query = this.#find.value.trim();
    const { places, place_count } = this.context.state();
    this.#fromServer = undefined;
    if (query && place_count > places.length) {
      try {
        const found = (await this.context.get(`places?q=${encodeURIComponent(query)}`)) as PlaceState[];
        if (query === this.#find.value.trim()) this.#fromServer = found;
      } catch (error) {
        // What the state holds is searched instead.
        if (!(error instanceof ApiError)) throw error;
      }
    }
    this.#show(this.context.state());
  }
}
