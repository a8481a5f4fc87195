// The list for readers without script. A browser that runs this script has it as text, and it is the only place where the
// page has names and notes of the places that the text names, where these are hundreds (rendering/unlisted_places.py).

import type { ClusterData } from "../data/contract.ts";

/** Its places, as markup: name and note of each that leads to where it is named. */
const ITEM = /<li id=[^>]*><a href[^>]*>([^<]*)<\/a>(?:: )?([^<]*)/g;
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

/** The columns with names and notes of the rows that are in the list. */
export function withPlainList(block: ClusterData, list: string): ClusterData {
  const items = list.matchAll(ITEM);
  const [names, notes]: [string[], Record<number, string>] = [[], { ...block.notes }];
  let [edges, others] = [0, 0];
  for (let row = 0; ; row++) {
    if (row === block.in_list[edges]) edges++;
    // Every other edge begins a run.
    if (edges % 2) {
      const [, name, note] = items.next().value ?? [];
      if (note) notes[row] = plain(note);
      names.push(plain(name));
    } else {
      const name = block.names[others++];
      if (name === undefined) break;
      names.push(name);
    }
  }
  return { ...block, names, notes };
}
