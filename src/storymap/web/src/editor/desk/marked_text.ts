// A version of a text beside another, with what differs marked: for the eyes, and for screen readers that say marks.

import { element } from "../../page/dom.ts";
import type { Part } from "./word_difference.ts";

const LONGEST = 6_000;

export function markedText(parts: readonly Part[], tag: "ins" | "del"): DocumentFragment {
  const made = document.createDocumentFragment();
  let left = LONGEST;
  for (const { text, isChanged } of parts) {
    if (left <= 0) break;
    const shown = text.slice(0, left);
    left -= shown.length;
    made.append(isChanged ? element(tag, {}, shown) : shown);
  }
  if (left <= 0) made.append("…");
  return made;
}
