// Which rows of the table the list shows, and in which order: those of places without an entry, sorted and searched.

import type { PlaceRowsSetting } from "../data/cluster_api.ts";
import { entryId } from "../data/element_ids.ts";
import { alphabetical, finds, searchable, wordsOf } from "../page/text_search.ts";

export class RowSearch {
  /** The rows that are found, in their order. */
  found: readonly number[];
  readonly #all: readonly number[];
  #order: readonly number[];
  #byName: readonly number[] | undefined;
  #query: readonly string[] = [];
  #texts: readonly string[] | undefined;
  #kept: ReadonlySet<string> | null = null;

  constructor(private readonly setting: Pick<PlaceRowsSetting, "points">) {
    const { points } = setting;
    this.#all = [...points.ids.keys()].filter((row) => !document.getElementById(entryId(points.idAt(row))));
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

  #find(): void {
    const { points } = this.setting;
    const kept = this.#kept;
    this.found = kept ? this.#order.filter((row) => kept.has(points.idAt(row))) : this.#order;
    if (!this.#query.length) return;
    const texts = this.#folded();
    const layers = points.symbols.map(({ name }) => searchable(name));
    this.found = this.found.filter((row) => finds(this.#query, texts[row] ?? "", layers[points.layerAt(row)]));
  }

  #sorted(language: string): number[] {
    const names = this.#all.map((row) => this.setting.points.nameAt(row));
    return alphabetical(names, language).flatMap((at) => this.#all[at] ?? []);
  }

  /** The texts to search, by row. */
  #folded(): readonly string[] {
    const { points } = this.setting;
    this.#texts ??= points.ids.map((_, row) => searchable(`${points.nameAt(row)} ${points.noteAt(row)}`));
    return this.#texts;
  }
}
