// The names in the text that are places'. Far away in a text that names hundreds of them a name has nothing but its link.

import { ENTRY_ID_PREFIX } from "./contract.ts";

export const MARKS = `[data-place], a[href^="#${ENTRY_ID_PREFIX}"]`;

/** The place that a mark names. */
export const markedPlace = (mark: HTMLElement): string =>
  mark.dataset["place"] ?? mark.getAttribute("href")?.slice(ENTRY_ID_PREFIX.length + 1) ?? "";
