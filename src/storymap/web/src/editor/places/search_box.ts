// A place of the gazetteer, found as one types: a combobox whose results are a list under it (offline, from the server
// on this machine). The arrow keys go through the results, Enter takes one.

import { element } from "../../page/dom.ts";
import type { CandidateState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { askedAs, candidateParts } from "./candidate.ts";

export interface SearchOptions {
  label: string;
  /** What is looked for at first. */
  query?: string;
  chosen: (candidate: CandidateState, query: string) => unknown;
  /** A last result that is no place of the gazetteer: "put it on the map yourself". */
  other?: { text: (query: string) => string; chosen: (query: string) => unknown };
  /** The results as they are shown, for ghosts on the map. */
  found?: (candidates: readonly CandidateState[]) => void;
  gaveUp?: () => void;
}

/** As many are numbered, and shown on the map: more would take it to the whole earth. */
const NUMBERED = 5;

let count = 0;

export class SearchBox {
  readonly root = element("div", { class: "search" });
  readonly input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #none: HTMLElement;
  #candidates: CandidateState[] = [];
  #active = -1;
  #asked: AbortController | undefined;

  constructor(
    private readonly context: EditorContext,
    private readonly options: SearchOptions,
  ) {
    count += 1;
    const id = `search-${count}`;
    this.#list = element("ul", {
      class: "search-results",
      role: "listbox",
      id: `${id}-list`,
      "aria-label": options.label,
    });
    this.#list.hidden = true;
    this.#none = element("p", { class: "search-none", role: "status" });
    this.input = element("input", {
      type: "search",
      class: "search-input",
      id,
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      "aria-label": options.label,
      placeholder: options.label,
    });
    this.input.value = options.query ?? "";
    this.root.append(this.input, this.#list, this.#none);
    this.input.addEventListener("input", () => void this.#search());
    this.input.addEventListener("keydown", (event) => this.#press(event));
  }

  /** Show what there is for the words that are in the field. */
  start(): void {
    this.input.focus();
    this.input.select();
    void this.#search();
  }

  /** Begin anew. */
  clear(): void {
    this.input.value = "";
    this.#show([]);
  }

  async #search(): Promise<void> {
    this.#asked?.abort();
    const query = this.input.value.trim();
    if (!query) return this.#show([]);
    const asked = new AbortController();
    this.#asked = asked;
    try {
      for (const words of askedAs(query)) {
        const found = (await this.context.get(`search?q=${encodeURIComponent(words)}`)) as CandidateState[];
        // A younger question is on its way.
        if (asked.signal.aborted) return;
        this.#show(found);
        if (found.length) return;
      }
    } catch {
      if (!asked.signal.aborted) this.#show([]);
    }
  }

  #show(candidates: CandidateState[]): void {
    const { words } = this.context;
    const query = this.input.value.trim();
    this.#candidates = candidates;
    const items = candidates.map((candidate, index) => this.#item(index, candidateParts(candidate, words)));
    for (const [index, item] of items.slice(0, NUMBERED).entries()) {
      item.prepend(element("span", { class: "ghost-number", "aria-hidden": "true" }, String(index + 1)));
    }
    if (query && this.options.other) {
      items.push(
        this.#item(candidates.length, [element("span", { class: "candidate-name" }, this.options.other.text(query))]),
      );
    }
    this.#list.replaceChildren(...items);
    this.#list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.#none.textContent = query && !candidates.length ? words.say("nothingFound", { query }) : "";
    this.#go(items.length ? 0 : -1);
    this.options.found?.(candidates.slice(0, NUMBERED));
  }

  #item(index: number, parts: (Node | string)[]): HTMLElement {
    const item = element("li", { role: "option", id: `${this.#list.id}-${index}`, class: "search-result" }, ...parts);
    // The field keeps the focus.
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => this.#take(index));
    item.addEventListener("pointermove", () => this.#go(index));
    return item;
  }

  #go(index: number): void {
    this.#active = index;
    const items = [...this.#list.children];
    items.forEach((item, position) => void item.setAttribute("aria-selected", String(position === index)));
    const active = items[index];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  #take(index: number): void {
    const candidate = this.#candidates[index];
    const query = this.input.value.trim();
    if (candidate) this.options.chosen(candidate, query);
    else if (index === this.#candidates.length && query) this.options.other?.chosen(query);
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { length } = this.#list.children;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (length) this.#go((this.#active + by + length) % length);
    } else if (event.key === "Enter") {
      if (this.#active >= 0) this.#take(this.#active);
    } else if (event.key === "Escape") {
      if (!this.options.gaveUp) return;
      this.options.gaveUp();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
