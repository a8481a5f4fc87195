// In print the entries of the places hold the passages that name them. They are copied from the article when printing
// begins, so that a reader of the screen, and a search in the page, finds everything once.

import type { Passage, Story } from "../data/page_data.ts";
import { entryOf } from "../data/place_entries.ts";
import { findOrMakeEntry, toldText } from "../data/place_lookup.ts";
import { element } from "../page/dom.ts";

export function fillForPrint(story: Story): void {
  let lists: HTMLElement[] = [];
  const empty = (): void => {
    for (const list of lists) list.remove();
    lists = [];
  };
  const fill = (): void => {
    empty();
    // The places of a page that names hundreds of them have no entries but these.
    const made = element("ol", { role: "list" });
    if (toldText) document.querySelector("#places > ol")?.after(made);
    lists.push(made);
    toldText?.learnAll();
    for (const [placeId, { mentions }] of Object.entries(story.places)) {
      const entry = toldText ? findOrMakeEntry(story, placeId) : entryOf(placeId);
      if (entry && !entry.isConnected) made.append(entry);
      if (entry && mentions.length) lists.push(entry.appendChild(passageList(mentions)));
    }
  };
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", empty);
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? fill() : empty()));
}

function passageList(passages: readonly Passage[]): HTMLElement {
  const texts = passages.map(({ excerpt }) => document.getElementById(excerpt)?.textContent ?? "");
  return element("ul", { class: "place-excerpts" }, ...texts.map((text) => element("li", {}, text)));
}
