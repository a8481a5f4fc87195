// The fields above the stories: words, years, and what is left of them.

import { element } from "../page/dom.ts";
import { YearBars } from "../page/year_bars.ts";
import type { FilterState } from "./filter_state.ts";

type Say = (key: string, values?: Record<string, string | number>) => string;

export interface FormEvents {
  /** `isTyped`: more of the same word may come. */
  changed: (isTyped: boolean) => void;
  cleared: () => void;
}

export class FilterForm {
  readonly root: HTMLFormElement;
  readonly #words: HTMLInputElement;
  readonly #from: HTMLSelectElement;
  readonly #to: HTMLSelectElement;
  readonly #bars: YearBars;
  readonly #said = element("span", { class: "filters-said" });
  readonly #clear: HTMLButtonElement;

  constructor(say: Say, years: readonly string[], events: FormEvents) {
    this.#words = element("input", {
      type: "search",
      class: "places-search",
      placeholder: say("searchStories"),
      "aria-label": say("searchStories"),
      autocomplete: "off",
    });
    this.#words.addEventListener("input", () => events.changed(true));
    // The newest first, as the stories are.
    [this.#from, this.#to] = ["fromYear", "toYear"].map(() => {
      const any = element("option", { value: "" }, say("anyYear"));
      const select = element("select", {}, any, ...[...years].reverse().map((year) => option(year)));
      select.addEventListener("change", () => events.changed(false));
      return select;
    }) as [HTMLSelectElement, HTMLSelectElement];
    this.#clear = element("button", { type: "button", class: "filters-clear", hidden: "" }, say("showAllStories"));
    this.#clear.addEventListener("click", () => {
      events.cleared();
      this.#words.focus({ preventScroll: true });
    });
    const dates = element(
      "span",
      { class: "filters-years" },
      element("label", {}, `${say("fromYear")} `, this.#from),
      element("label", {}, `${say("toYear")} `, this.#to),
    );
    this.#bars = new YearBars(years, say("atlasByYear"));
    this.root = element(
      "form",
      { class: "filters", role: "search", "aria-label": say("filterStories") },
      this.#words,
      ...(years.length > 1 ? [dates, this.#bars.root] : []),
      element("p", { class: "filters-result" }, this.#said, " ", this.#clear),
    );
    this.root.addEventListener("submit", (event) => event.preventDefault());
  }

  get value(): Omit<FilterState, "layers"> {
    return { query: this.#words.value, from: this.#from.value, to: this.#to.value };
  }

  set value({ query, from, to }: Omit<FilterState, "layers">) {
    if (this.#words.value.trim() !== query) this.#words.value = query;
    choose(this.#from, from);
    choose(this.#to, to);
  }

  /** Show of which years stories are: each date is of one. */
  count(dates: readonly string[]): void {
    const { from, to } = this.value;
    this.#bars.show(
      dates.map((date) => [date, 1]),
      from,
      to,
    );
  }

  /** Say how many stories are left, and offer the way back to all. */
  say(text: string, isFiltered: boolean): void {
    this.#said.textContent = text;
    this.#clear.hidden = !isFiltered;
  }
}

const option = (value: string): HTMLOptionElement => element("option", { value }, value);

/** An address may ask for a month, which the list of years has not. */
function choose(select: HTMLSelectElement, value: string): void {
  if (![...select.options].some((one) => one.value === value)) select.append(option(value));
  select.value = value;
}
