// The list of places under the article: searched when it is long, sorted as the reader likes; each name leads to the map.

import { clusterApi, type PlaceRows, readPointTable } from "../data/cluster_api.ts";
import { words } from "../data/i18n.ts";
import type { Story } from "../data/page_data.ts";
import { element } from "../page/dom.ts";
import type { LiveRegion } from "../page/live_region.ts";
import { scrollToElement } from "../page/scroll_to.ts";
import { alphabetical, finds, searchable, wordsOf } from "../page/text_search.ts";

/** Beyond this many, a list is searched rather than looked through. */
const LONG = 12;

export interface PlaceListActions {
  pick: (placeId: string, opener: HTMLElement) => void;
  back: () => void;
}

export class PlaceList {
  readonly #section = document.getElementById("places");
  readonly #list = this.#section?.querySelector("ol");
  readonly #entries = [...(this.#list?.querySelectorAll<HTMLElement>(".place-card") ?? [])];
  /** The places of a large page that have no entry. */
  readonly #rows: PlaceRows | null;
  readonly #found = element("span", { class: "places-found" });
  readonly #tools = element("div", { class: "places-tools" });

  readonly #backButton = element("button", { type: "button", class: "places-back", hidden: "" }, words.backToStory);
  /** Where the reader came from. */
  #origin: { y: number; width: number; passage: Element | null; focused: Element | null } | null = null;

  constructor(
    private readonly story: Story,
    private readonly liveRegion: LiveRegion,
    private readonly actions: PlaceListActions,
  ) {
    for (const entry of this.#entries) this.makeButton(entry);
    const points = readPointTable();
    const rows =
      points && clusterApi()?.listRows({ story, points, words, pick: (placeId, from) => actions.pick(placeId, from) });
    this.#rows = rows?.count ? rows : null;
    if (this.#rows) this.#list?.after(this.#rows.root);
    const count = this.#entries.length + (this.#rows?.count ?? 0);
    if (count > 1) this.#tools.append(this.#order());
    if (count > LONG) this.#tools.append(this.#search());
    this.#backButton.addEventListener("click", () => actions.back());
    // A class, as :has() would look through all of a book at each change of the page.
    for (const [type, isIn] of [
      ["focusin", true],
      ["focusout", false],
    ] as const) {
      this.#tools.addEventListener(type, ({ target }) => {
        if ((target as Element).matches(".places-search"))
          document.documentElement.classList.toggle("is-searching", isIn);
      });
    }
    this.#list?.before(this.#backButton, this.#tools);
  }

  get isVisited(): boolean {
    return this.#origin !== null;
  }

  /** Go to the list; `leave` leads back to where the reader was. */
  visit(): void {
    const title = this.#section?.querySelector<HTMLElement>("h2");
    if (!title) return;
    this.#origin ??= {
      y: window.scrollY,
      width: window.innerWidth,
      passage: passageInSight(),
      focused: document.activeElement,
    };
    this.#backButton.hidden = false;
    title.tabIndex = -1;
    this.#section?.scrollIntoView({ block: "start" });
    title.focus({ preventScroll: true });
  }

  leave(): void {
    if (!this.#origin) return;
    const { y, width, passage, focused } = this.#origin;
    this.forget();
    if (passage && width !== window.innerWidth) scrollToElement(passage, "center", false);
    else window.scrollTo(0, y);
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }

  /** Leave these places among those that have no entry. */
  keep(placeIds: ReadonlySet<string>): void {
    this.#rows?.keep(placeIds);
  }

  /** The reader has gone back without the button. */
  forget(): void {
    this.#origin = null;
    this.#backButton.hidden = true;
  }

  /** A name in the list leads to the map, as a name in the text does. */
  makeButton(entry: HTMLElement): void {
    const name = entry.querySelector(".place-name");
    const placeId = entry.dataset["place"];
    if (!name || placeId === undefined || !this.story.places[placeId]?.located) return;
    const button = element("button", { type: "button", class: "place-open" }, ...name.childNodes);
    button.addEventListener("click", () => this.actions.pick(placeId, button));
    name.append(button);
  }

  #order(): HTMLElement {
    const nameOf = (entry: HTMLElement): string => entry.querySelector(".place-name bdi")?.textContent ?? "";
    const language = document.documentElement.lang;
    const orders: [string, () => number[]][] = [
      [words.sortByText, () => this.#entries.map((_, i) => i)],
      [words.sortByName, () => alphabetical(this.#entries.map(nameOf), language)],
    ];
    const buttons = orders.map(([label, indices], position) => {
      const button = element(
        "button",
        { type: "button", class: "places-order", "aria-pressed": String(position === 0) },
        label,
      );
      button.addEventListener("click", () => {
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
        this.#list?.append(...indices().flatMap((i) => this.#entries[i] ?? []));
        this.#rows?.sort(position === 1, language);
      });
      return button;
    });
    return element("span", { class: "places-orders", role: "group", "aria-label": words.sort }, ...buttons);
  }

  #search(): HTMLElement {
    const input = element("input", { type: "search", class: "places-search", placeholder: words.searchPlaces });
    input.setAttribute("aria-label", words.searchPlaces);
    input.setAttribute("autocomplete", "off");
    let known: string[] | undefined;
    input.addEventListener("focus", () => setTimeout(() => this.#rows?.prepare()));
    input.addEventListener("input", () => {
      known ??= this.#entries.map(textOf);
      const texts = known;
      const query = wordsOf(input.value);
      let count = this.#rows?.search(input.value) ?? 0;
      this.#entries.forEach((entry, i) => {
        entry.hidden = !finds(query, texts[i] ?? "");
        count += Number(!entry.hidden && !entry.matches(".is-left-out"));
      });
      const said = count ? words.placesFound(count) : words.noPlaces;
      this.#found.textContent = input.value.trim() ? said : "";
      this.liveRegion.say(said);
    });
    return element("span", { class: "places-find" }, input, this.#found);
  }
}

/** What of the text is in the lower half of the window, which a map leaves free: in a window of another width it is elsewhere. */
function passageInSight(): Element | null {
  const { left, width } = document.getElementById("article")?.getBoundingClientRect() ?? { left: 0, width: 0 };
  const found = document.elementFromPoint(left + width / 2, 0.7 * window.innerHeight);
  return found?.closest('#article [id^="p"]') ?? null;
}

/** Names, notes and layers, but not "In the story: 1 2 3". */
function textOf(entry: HTMLElement): string {
  const said = [...entry.querySelectorAll(".place-name bdi, .place-layer, .place-note")].map(
    (part) => part.textContent,
  );
  return searchable(said.join(" "));
}
