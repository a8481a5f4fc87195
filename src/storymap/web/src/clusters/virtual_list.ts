// The untold places of a large page as a list: rows are elements only while they are in its window.

import { element } from "../page/dom.ts";
import type { Story } from "../data/page_data.ts";
import { alphabetical, finds, searchable, wordsOf } from "../page/text_search.ts";
import type { words } from "../page/i18n.ts";
import type { Crowd } from "../data/point_table.ts";
import { swatch } from "../page/swatch.ts";

/** Pixels; the style sheet gives a row the same. */
const HEIGHT = 52;
/** Rows that are made before they come into sight. */
const AHEAD = 8;
/** Browsers cannot draw higher elements: a longer list moves faster than its scroll bar. */
const TALLEST = 8_000_000;
/** Characters of a note: one line shows no more. */
const NOTE = 200;

export interface RowListSetting {
  story: Story;
  crowd: Crowd;
  words: typeof words;
  pick: (placeId: string, opener: HTMLElement) => void;
}

export class RowList {
  readonly root = element("div", { class: "rows" });
  /** The rows of untold places. */
  private readonly untold: readonly number[];
  /** The rows that are listed, in their order. */
  private listed: readonly number[];
  private order: readonly number[];
  private byName: readonly number[] | undefined;
  private parts: readonly string[] = [];
  private texts: readonly string[] | undefined;
  private readonly made = new Map<number, HTMLElement>();
  /** The position that the tab key reaches. */
  private active = 0;
  private readonly space: HTMLElement;

  constructor(private readonly setting: RowListSetting) {
    const { crowd, story, words } = setting;
    const isTold = (row: number): boolean => Object.prototype.hasOwnProperty.call(story.places, crowd.idAt(row));
    this.untold = Array.from({ length: crowd.count }, (_, row) => row).filter((row) => !isTold(row));
    this.listed = this.order = this.untold;
    this.space = element("ul", { class: "rows-space", role: "list", "aria-label": words.places });
    this.root.append(this.space);
    this.root.addEventListener("scroll", () => this.render(), { passive: true });
    this.root.addEventListener("keydown", (event) => this.press(event));
    new ResizeObserver(() => this.render()).observe(this.root);
    this.refresh();
  }

  get count(): number {
    return this.untold.length;
  }

  /** In the order of a dictionary of `language`, or of the numbers. */
  sort(byName: boolean, language: string): void {
    const names = (): string[] => this.untold.map((row) => this.setting.crowd.nameAt(row));
    // A hundred thousand names are sorted once.
    if (byName) this.byName ??= alphabetical(names(), language).map((at) => this.untold[at]!);
    this.order = byName ? this.byName! : this.untold;
    this.choose();
  }

  /** List the places that a query finds, and return how many they are. */
  search(query: string): number {
    this.parts = wordsOf(query);
    this.choose();
    return this.listed.length;
  }

  private choose(): void {
    const { crowd } = this.setting;
    if (this.parts.length) {
      this.texts ??= this.foldAll();
      const layers = crowd.symbols.map(({ name }) => searchable(name));
      const texts = this.texts;
      this.listed = this.order.filter((row) => finds(this.parts, texts[row]!, layers[crowd.layerAt(row)]));
    } else {
      this.listed = this.order;
    }
    this.refresh();
  }

  private foldAll(): string[] {
    const { crowd } = this.setting;
    const texts: string[] = [];
    for (const row of this.untold) texts[row] = searchable(`${crowd.nameAt(row)} ${crowd.noteAt(row)}`);
    return texts;
  }

  private refresh(): void {
    this.active = 0;
    for (const item of this.made.values()) item.remove();
    this.made.clear();
    this.root.hidden = !this.listed.length;
    this.root.style.blockSize = `${this.listed.length * HEIGHT}px`;
    this.space.style.blockSize = `${Math.min(TALLEST, this.listed.length * HEIGHT)}px`;
    this.root.scrollTop = 0;
    this.render();
  }

  /** Pixels of the whole list above its window. A list that is too tall for the browser is moved through in proportion. */
  private get above(): number {
    const most = Math.min(TALLEST, this.listed.length * HEIGHT) - this.root.clientHeight;
    const share = most > 0 ? Math.min(1, Math.max(0, this.root.scrollTop / most)) : 0;
    return share * Math.max(0, this.listed.length * HEIGHT - this.root.clientHeight);
  }

  private render(): void {
    const { above } = this;
    const first = Math.max(0, Math.floor(above / HEIGHT) - AHEAD);
    const end = Math.min(this.listed.length, Math.ceil((above + this.root.clientHeight) / HEIGHT) + AHEAD);
    for (const [position, item] of this.made) {
      // What has the focus, or had it before a card was opened, stays.
      if ((position >= first && position < end) || position === this.active) continue;
      item.remove();
      this.made.delete(position);
    }
    for (let position = first; position < end; position++) this.itemAt(position);
    if (this.active < this.listed.length) this.itemAt(this.active);
    for (const [position, item] of this.made) {
      item.style.insetBlockStart = `${Math.round(this.root.scrollTop + position * HEIGHT - above)}px`;
      item.firstElementChild!.setAttribute("tabindex", position === this.active ? "0" : "-1");
    }
  }

  private itemAt(position: number): HTMLElement {
    const known = this.made.get(position);
    if (known) return known;
    const item = this.make(this.listed[position]!, position);
    // The tab key and a screen reader walk them in their order.
    const after = [...this.made].filter(([other]) => other > position).sort(([a], [b]) => a - b)[0];
    this.space.insertBefore(item, after?.[1] ?? null);
    this.made.set(position, item);
    return item;
  }

  private make(row: number, position: number): HTMLElement {
    const { crowd, story, words, pick } = this.setting;
    const { colour, shape, name: layer } = crowd.symbolAt(row);
    const isLocated = row < crowd.located;
    const more = [layer, isLocated ? "" : words.notOnMap, crowd.noteAt(row).slice(0, NOTE)].filter(Boolean).join(" · ");
    const children = [
      swatch(colour, story.shapes[shape]),
      element("bdi", { class: "row-name" }, crowd.nameAt(row).slice(0, NOTE)),
      element("span", { class: "row-more" }, more),
    ];
    const placeId = crowd.idAt(row);
    const inner = isLocated
      ? element("button", { type: "button", class: "row-open", "data-place": placeId }, ...children)
      : element("span", { class: "row-open" }, ...children);
    inner.addEventListener("focus", () => (this.active = position));
    inner.addEventListener("click", () => {
      this.active = position;
      if (isLocated) pick(placeId, inner);
    });
    const place = { "aria-posinset": String(position + 1), "aria-setsize": String(this.listed.length) };
    return element("li", { class: "row", ...place }, inner);
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.root.clientHeight / HEIGHT) - 1);
    const last = this.listed.length - 1;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -last, End: last };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.go(Math.min(last, Math.max(0, this.active + by)));
  }

  private go(position: number): void {
    this.active = position;
    const height = this.root.clientHeight;
    const { above } = this;
    const top = position * HEIGHT;
    const wanted = top < above ? top : top + HEIGHT > above + height ? top + HEIGHT - height : above;
    const whole = Math.max(1, this.listed.length * HEIGHT - height);
    const most = Math.min(TALLEST, this.listed.length * HEIGHT) - height;
    if (wanted !== above) this.root.scrollTop = (wanted / whole) * most;
    this.render();
    const row = this.made.get(position);
    (row?.firstElementChild as HTMLElement | null)?.focus({ preventScroll: true });
    // The list's own window may stand partly outside the page's.
    row?.scrollIntoView({ block: "nearest" });
  }
}
