// The names in the text that are places'. Far away in a text that names hundreds of them a name has nothing but its link.

import { readPointTable } from "./cluster_api.ts";

/** Far away they lead to the number of their place in the list for readers without script; links of notes have a role. */
export const MARKS = `[data-place], a[href^="#"]:not([role])`;

/** The place that a mark names. */
export const markedPlace = (mark: HTMLElement): string =>
  mark.dataset["place"] ?? readPointTable()?.idOfNumber(Number(mark.getAttribute("href")?.slice(1))) ?? "";
