// The list for readers without script. A browser that runs this script has it as text, and it is the only place where the
// page has ids, names and notes of the places that the text names, where these are hundreds (rendering/unlisted_places.py).

import type { ClusterData } from "../data/contract.ts";

/** Its places, as markup: id, name and note of each that leads to where it is named. */
const ITEM = /<li id="place-([^"]*)"><a href[^>]*>([^<]*)<\/a>(?:: )?([^<]*)/g;
/** What Python, or a browser that saves a page, writes for a character. */
const WRITTEN: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&#34;": '"',
  "&#39;": "'",
  "&nbsp;": "\u00a0",
};

const plain = (text = ""): string =>
  text.replace(/&(?:amp|lt|gt|#34|#39|nbsp);/g, (written) => WRITTEN[written] ?? written);

/** The list as markup. A page that was saved after its script had failed has it as elements. */
export const plainList = (): string =>
  document.querySelector("#places > noscript")?.textContent ??
  document.querySelector("#places > ol.places-unlisted")?.outerHTML ??
  "";

/** The columns with ids, names and notes of the rows that are in the list. */
export function withPlainList(block: ClusterData, list: string): ClusterData {
  const items = list.matchAll(ITEM);
  const [ids, names, notes]: [string[], string[], Record<number, string>] = [[], [], { ...block.notes }];
  let others = 0;
  const add = (id = "", name = ""): void => {
    ids.push(id);
    names.push(name);
  };
  const addOther = (): void => add(block.ids[others], block.names[others++]);
  for (let at = 0; at < block.in_list.length; at += 2) {
    const [first = 0, end = 0] = block.in_list.slice(at, at + 2);
    while (ids.length < first) addOther();
    while (ids.length < end) {
      const [, id, name, note] = items.next().value ?? [];
      if (note) notes[ids.length] = plain(note);
      add(id, plain(name));
    }
  }
  while (others < block.ids.length) addOther();
  return { ...block, ids, names, notes };
}
