// The tools above the list: the search, the dates and the layers.

import type { AtlasPartsData } from "../data/contract.ts";
import { words } from "../data/i18n.ts";
import { element } from "../page/dom.ts";
import { whenReleased } from "../page/held.ts";
import { YearBars } from "../page/year_bars.ts";
import { type Filter, NO_FILTER } from "./filter.ts";
import { swatch } from "./lists.ts";
import { texts } from "./texts.ts";

/** Milliseconds after the last letter. */
const REST = 180;

export interface ToolActions {
  searched: (query: string) => void;
  filtered: (filter: Filter) => void;
}

export class Tools {
  readonly #input = element("input", { type: "search", class: "places-search atlas-search", autocomplete: "off" });
  readonly #from = element("select", { class: "atlas-year" });
  readonly #to = element("select", { class: "atlas-year" });
  readonly #layers: HTMLInputElement[] = [];
  readonly #bars: YearBars;
  #timer = 0;

  constructor(
    private readonly root: Element,
    private readonly data: AtlasPartsData,
    private readonly actions: ToolActions,
  ) {
    this.#input.placeholder = texts.search;
    this.#input.setAttribute("aria-label", texts.search);
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => actions.searched(this.#input.value.trim()), REST);
    });
    // With a keyboard on the screen, the map would leave nothing of what is found. It does not come back over what is
    // being pressed.
    const showMap = (): void => {
      document.documentElement.classList.toggle("is-searching", document.activeElement === this.#input);
    };
    this.#input.addEventListener("focus", showMap);
    this.#input.addEventListener("blur", () => whenReleased(() => setTimeout(showMap)));
    root.append(element("p", { class: "atlas-find", role: "search" }, this.#input));
    const years = yearsOf(data);
    this.#bars = new YearBars([...years].reverse(), texts.byYear);
    if (years.length > 1) root.append(this.#dates(years), this.#bars.root);
    if (data.layers.length > 1) root.append(this.#layerBoxes());
    this.show("", NO_FILTER);
  }

  show(query: string, filter: Filter): void {
    if (this.#input.value.trim() !== query) this.#input.value = query;
    choose(this.#from, filter.from);
    choose(this.#to, filter.to);
    this.#bars.show(countsOf(this.data), filter.from, filter.to);
    this.#layers.forEach((box, layer) => {
      box.checked = !filter.layers.length || filter.layers.includes(layer);
    });
  }

  /** Nothing can be asked for. */
  remove(): void {
    this.root.remove();
  }

  #dates(years: readonly string[]): HTMLElement {
    for (const [select, name] of [
      [this.#from, texts.from],
      [this.#to, texts.to],
    ] as const) {
      select.setAttribute("aria-label", name);
      select.append(element("option", { value: "" }, name));
      for (const year of years) select.append(element("option", { value: year }, year));
      select.addEventListener("change", () => this.#changed());
    }
    return element("p", { class: "atlas-dates" }, this.#from, this.#to);
  }

  #layerBoxes(): HTMLElement {
    const group = element("div", { class: "atlas-layers", role: "group", "aria-label": words.layers });
    this.data.layers.forEach((name, layer) => {
      const box = element("input", { type: "checkbox", checked: "" });
      box.addEventListener("change", () => this.#changed());
      this.#layers.push(box);
      group.append(element("label", {}, box, swatch(layer), element("bdi", {}, name || texts.other)));
    });
    return group;
  }

  #changed(): void {
    const checked = this.#layers.flatMap((box, layer) => (box.checked ? layer : []));
    const isAll = checked.length === this.#layers.length || !checked.length;
    this.actions.filtered({ from: this.#from.value, to: this.#to.value, layers: isAll ? [] : checked });
  }
}

/** The years that have stories, the newest first. */
const yearsOf = ({ months }: AtlasPartsData): string[] => [
  ...new Set(months.map(([month]) => month.slice(0, 4)).filter(Boolean)),
];

/** How many stories each month has. */
const countsOf = ({ months, stories }: AtlasPartsData): [string, number][] =>
  months.map(([month, rank], i) => [month, (months[i + 1]?.[1] ?? stories.count) - rank]);

/** A date of the address may be no year. */
function choose(select: HTMLSelectElement, value: string): void {
  if (value && ![...select.options].some((option) => option.value === value))
    select.append(element("option", { value }, value));
  select.value = value;
}
