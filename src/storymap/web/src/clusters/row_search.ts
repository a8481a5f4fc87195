// Which rows of the table the list shows, and in which order: those of places without an entry, sorted and searched.

import type { PlaceRowsSetting } from "../data/cluster_api.ts";
import { alphabetical, searchable, wordsOf } from "../page/text_search.ts";
import { RowTexts } from "./row_texts.ts";

export class RowSearch {
  /** The rows that are found, in their order. */
  found: readonly number[];
  readonly #all: readonly number[];
  #order: readonly number[];
  #byName: readonly number[] | undefined;
  #query: readonly string[] = [];
  #texts: RowTexts | undefined;
  #kept: ReadonlySet<string> | null = null;

  constructor(private readonly setting: Pick<PlaceRowsSetting, "points">) {
    const { points } = setting;
    const entries = [...document.querySelectorAll<HTMLElement>("#places .place-card")];
    const listed = new Set(entries.map((entry) => entry.dataset["place"]));
    this.#all = [...points.ids.keys()].filter((row) => !listed.has(points.idAt(row)));
    this.found = this.#order = this.#all;
  }

  get count(): number {
    return this.#all.length;
  }

  sort(byName: boolean, language: string): void {
    // A hundred thousand names are sorted once.
    if (byName) this.#byName ??= this.#sorted(language);
    this.#order = (byName && this.#byName) || this.#all;
    this.#find();
  }

  search(query: string): void {
    this.#query = wordsOf(query);
    this.#find();
  }

  /** Leave these places to be found. */
  keep(placeIds: ReadonlySet<string>): void {
    this.#kept = placeIds;
    this.#find();
  }

  /** Fold the texts of all rows, which takes a while where they are a hundred thousand: nothing is searched yet. */
  prepare(): void {
    const { points } = this.setting;
    this.#texts ??= new RowTexts(points.ids.map((_, row) => `${points.nameAt(row)} ${points.noteAt(row)}`));
  }

  #find(): void {
    const { points } = this.setting;
    const kept = this.#kept;
    this.found = kept ? this.#order.filter((row) => kept.has(points.idAt(row))) : this.#order;
    if (!this.#query.length) return;
    const said = this.#said();
    this.found = this.found.filter((row) => said[row] === this.#query.length);
  }

  /** How many words of the query each row has, in its name, its note or that of its layer. */
  #said(): Int32Array {
    const { points } = this.setting;
    this.prepare();
    const layers = points.symbols.map(({ name }) => searchable(name));
    const said = new Int32Array(points.count);
    this.#query.forEach((word, before) => {
      const inLayer = layers.map((name) => name.includes(word));
      // A row without an earlier word is out.
      const mark = (row: number): void => {
        if (said[row] === before) said[row] = before + 1;
      };
      const ofLayer = (row: number): void => {
        if (inLayer[points.layerAt(row)]) mark(row);
      };
      if (inLayer.includes(true)) for (let row = 0; row < points.count; row++) ofLayer(row);
      this.#texts?.find(word, mark);
    });
    return said;
  }

  #sorted(language: string): number[] {
    const names = this.#all.map((row) => this.setting.points.nameAt(row));
    return alphabetical(names, language).flatMap((at) => this.#all[at] ?? []);
  }
}
