// In print the entries of the places hold the passages that name them. They are copied from the article when printing
// begins, so that a reader of the screen, and a search in the page, finds everything once.

import type { Story } from "../data/page_data.ts";
import { entryOf } from "../data/place_entries.ts";
import { element } from "../page/dom.ts";

export function fillForPrint(story: Story): void {
  let lists: HTMLElement[] = [];
  const empty = (): void => {
    for (const list of lists) list.remove();
    lists = [];
  };
  const fill = (): void => {
    empty();
    for (const [placeId, { mentions }] of Object.entries(story.places)) {
      const entry = entryOf(placeId);
      if (!entry || !mentions.length) continue;
      const passages = mentions.map(({ excerpt }) => document.getElementById(excerpt)?.textContent ?? "");
      const list = element("ul", { class: "place-excerpts" }, ...passages.map((text) => element("li", {}, text)));
      entry.append(list);
      lists.push(list);
    }
  };
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", empty);
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? fill() : empty()));
}
