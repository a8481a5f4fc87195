// Which place words mean: found as one types among the story's places and those of the gazetteer, with ways to make a new
// one. The arrow keys go through the results, Enter takes one, Escape gives up.

import { element } from "../../page/dom.ts";
import type { CandidateState, PlaceState } from "../../preview/contract.ts";
import { ApiError } from "../api.ts";
import type { EditorContext } from "../context.ts";
import { candidateParts } from "../places/candidate.ts";
import { namedPlaces } from "./named_places.ts";

export interface PlaceChoice {
  text: string;
  detail?: string;
  parts?: HTMLElement[];
  take: () => unknown;
}

export interface PlaceChooserOptions {
  query: string;
  place: (place: PlaceState) => unknown;
  candidate?: (candidate: CandidateState) => unknown;
  /** Last in the list: a new place. */
  others?: (query: string) => PlaceChoice[];
  gaveUp: () => void;
}

const MOST_PLACES = 5;
const MOST_CANDIDATES = 6;
let count = 0;

export class PlaceChooser {
  readonly root = element("div", { class: "chooser" });
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  #choices: PlaceChoice[] = [];
  #active = -1;
  #asked = 0;

  constructor(
    private readonly context: EditorContext,
    private readonly options: PlaceChooserOptions,
  ) {
    const { words } = context;
    count += 1;
    const id = `chooser-${count}`;
    const label = words.say("whichPlace");
    this.#list = element("ul", { class: "search-results", role: "listbox", id, "aria-label": label });
    this.#input = element("input", {
      type: "search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "true",
      "aria-controls": id,
      "aria-label": label,
      placeholder: label,
      dir: "auto",
    });
    this.#input.value = options.query;
    this.root.append(this.#input, this.#list);
    this.#input.addEventListener("input", () => void this.#search());
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    void this.#search();
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  async #search(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const query = this.#input.value.trim();
    this.#show(query, []);
    if (!query || !this.options.candidate) return;
    const found = await this.#candidates(query);
    if (asked === this.#asked) this.#show(query, found);
  }

  async #candidates(query: string): Promise<CandidateState[]> {
    try {
      return (await this.context.get(`search?q=${encodeURIComponent(query)}`)) as CandidateState[];
    } catch (error) {
      if (error instanceof ApiError) return [];
      throw error;
    }
  }

  #show(query: string, candidates: readonly CandidateState[]): void {
    const { words } = this.context;
    const { candidate: chosen } = this.options;
    const places = query ? namedPlaces(this.context.state().places, query, MOST_PLACES) : [];
    this.#choices = [
      ...places.map((place) => ({
        text: place.name,
        detail: words.say("inStory"),
        take: () => this.options.place(place),
      })),
      ...(chosen ? candidates.slice(0, MOST_CANDIDATES) : []).map((one) => ({
        text: one.name,
        parts: candidateParts(one, words),
        take: () => chosen?.(one),
      })),
      ...(query ? (this.options.others?.(query) ?? []) : []),
    ];
    const items = this.#choices.map((choice, index) => this.#item(choice, index));
    this.#list.replaceChildren(...items);
    this.#list.hidden = !items.length;
    this.#input.setAttribute("aria-expanded", String(items.length > 0));
    this.#go(items.length ? 0 : -1);
  }

  #item({ text, detail, parts }: PlaceChoice, index: number): HTMLElement {
    const item = element("li", {
      role: "option",
      id: `${this.#list.id}-${index}`,
      class: "search-result",
      dir: "auto",
    });
    item.append(...(parts ?? [element("span", { class: "candidate-name" }, text)]));
    if (detail) item.append(element("span", { class: "candidate-about" }, detail));
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => void this.#choices[index]?.take());
    item.addEventListener("pointermove", () => this.#go(index));
    return item;
  }

  #go(index: number): void {
    this.#active = index;
    const items = [...this.#list.children];
    items.forEach((item, at) => void item.setAttribute("aria-selected", String(at === index)));
    const active = items[index];
    if (active) this.#input.setAttribute("aria-activedescendant", active.id);
    else this.#input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { length } = this.#choices;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (length) this.#go((this.#active + (event.key === "ArrowDown" ? 1 : -1) + length) % length);
    } else if (event.key === "Enter") void this.#choices[this.#active]?.take();
    else if (event.key === "Escape") this.options.gaveUp();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
