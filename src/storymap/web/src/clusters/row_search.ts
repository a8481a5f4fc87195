// Which rows of the table the list shows, and in which order: those of places without an entry, sorted and searched.

import type { PlaceRowsSetting } from "../data/cluster_api.ts";
import { isListed } from "../data/listed.ts";
import { alphabetical, finds, searchable, wordsOf } from "../page/text_search.ts";

export class RowSearch {
  /** The rows that are found, in their order. */
  found: readonly number[];
  readonly #all: readonly number[];
  #order: readonly number[];
  #byName: readonly number[] | undefined;
  #query: readonly string[] = [];
  #texts: readonly string[] | undefined;

  constructor(private readonly setting: Pick<PlaceRowsSetting, "points" | "story">) {
    const { points, story } = setting;
    this.#all = [...points.ids.keys()].filter((row) => !isListed(story, points.idAt(row)));
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

  #find(): void {
    const { points } = this.setting;
    this.found = this.#order;
    if (!this.#query.length) return;
    const texts = this.#folded();
    const layers = points.symbols.map(({ name }) => searchable(name));
    this.found = this.#order.filter((row) => finds(this.#query, texts[row] ?? "", layers[points.layerAt(row)]));
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
