// The places of a large page that have no entry, as a list: rows are elements only while they are in its window.

import type { PlaceRows, PlaceRowsSetting } from "../data/cluster_api.ts";
import { element } from "../page/dom.ts";
import { rowElement } from "./row_element.ts";
import { RowSearch } from "./row_search.ts";

/** Pixels; the style sheet gives a row the same. */
const HEIGHT = 52;
/** Rows that are made before they come into sight. */
const AHEAD = 8;
/** Browsers cannot draw higher elements: a longer list moves faster than its scroll bar. */
const TALLEST = 8_000_000;

export class VirtualList implements PlaceRows {
  readonly root = element("div", { class: "rows" });
  readonly #rows: RowSearch;
  readonly #made = new Map<number, HTMLElement>();
  /** The position that the tab key reaches. */
  #active = 0;
  readonly #space: HTMLElement;

  constructor(private readonly setting: PlaceRowsSetting) {
    this.#rows = new RowSearch(setting);
    this.#space = element("ul", { class: "rows-space", role: "list", "aria-label": setting.words.places });
    this.root.append(this.#space);
    this.root.addEventListener("scroll", () => this.#render(), { passive: true });
    this.root.addEventListener("keydown", (event) => this.#press(event));
    this.#refresh();
    window.ResizeObserver && new ResizeObserver(() => this.#render()).observe(this.root);
  }

  get count(): number {
    return this.#rows.count;
  }

  sort(byName: boolean, language: string): void {
    this.#rows.sort(byName, language);
    this.#refresh();
  }

  search(query: string): number {
    this.#rows.search(query);
    this.#refresh();
    return this.#length;
  }

  prepare(): void {
    this.#rows.prepare();
  }

  keep(placeIds: ReadonlySet<string>): void {
    this.#rows.keep(placeIds);
    this.#refresh();
  }

  get #length(): number {
    return this.#rows.found.length;
  }

  /** Pixels that all rows would take. */
  get #height(): number {
    return this.#length * HEIGHT;
  }

  /** Pixels that the list can be scrolled, and those that it would have to be for all rows. */
  get #reach(): { most: number; whole: number } {
    const { clientHeight } = this.root;
    return { most: Math.min(TALLEST, this.#height) - clientHeight, whole: this.#height - clientHeight };
  }

  #refresh(): void {
    this.#active = 0;
    for (const item of this.#made.values()) item.remove();
    this.#made.clear();
    this.root.hidden = !this.#length;
    this.root.style.blockSize = `${this.#height}px`;
    this.#space.style.blockSize = `${Math.min(TALLEST, this.#height)}px`;
    this.root.scrollTop = 0;
    this.#render();
  }

  /** Pixels of the whole list above its window. A list that is too tall for the browser is moved through in proportion. */
  get #above(): number {
    const { most, whole } = this.#reach;
    const share = most > 0 ? Math.min(1, Math.max(0, this.root.scrollTop / most)) : 0;
    return share * Math.max(0, whole);
  }

  #render(): void {
    const above = this.#above;
    const first = Math.max(0, Math.floor(above / HEIGHT) - AHEAD);
    const end = Math.min(this.#length, Math.ceil((above + this.root.clientHeight) / HEIGHT) + AHEAD);
    for (const [position, item] of this.#made) {
      // What has the focus, or had it before a card was opened, stays.
      if ((position >= first && position < end) || position === this.#active) continue;
      item.remove();
      this.#made.delete(position);
    }
    for (let position = first; position < end; position++) this.#make(position);
    this.#make(this.#active);
    for (const [position, item] of this.#made) {
      item.style.insetBlockStart = `${Math.round(this.root.scrollTop + position * HEIGHT - above)}px`;
      item.firstElementChild?.setAttribute("tabindex", position === this.#active ? "0" : "-1");
    }
  }

  /** Make the element of a row, unless it is there, or the list has no such row. */
  #make(position: number): void {
    const row = this.#rows.found[position];
    if (row === undefined || this.#made.has(position)) return;
    const item = rowElement(row, position, this.#length, this.setting, () => (this.#active = position));
    // The tab key and a screen reader go through them in their order.
    const after = [...this.#made].filter(([other]) => other > position).sort(([a], [b]) => a - b)[0];
    this.#space.insertBefore(item, after?.[1] ?? null);
    this.#made.set(position, item);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.root.clientHeight / HEIGHT) - 1);
    const last = this.#length - 1;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -last,
      End: last,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#go(Math.min(last, Math.max(0, this.#active + by)));
  }

  #go(position: number): void {
    this.#active = position;
    const { clientHeight } = this.root;
    const above = this.#above;
    const { most, whole } = this.#reach;
    const top = position * HEIGHT;
    const wanted = top < above ? top : top + HEIGHT > above + clientHeight ? top + HEIGHT - clientHeight : above;
    if (wanted !== above) this.root.scrollTop = (wanted / Math.max(1, whole)) * most;
    this.#render();
    const row = this.#made.get(position);
    (row?.firstElementChild as HTMLElement | null)?.focus({ preventScroll: true });
    // The list's own window may stand partly outside the page's.
    row?.scrollIntoView({ block: "nearest" });
  }
}
