// Which story a passage is of, for a card that shows it away from the list.

import { copy, element } from "../page/dom.ts";

/** The part of the text that a story is. */
export const storyOf = (part: Element): HTMLElement | null => part.closest<HTMLElement>(".article-part");

export function headOf(passage: Element): readonly HTMLElement[] {
  const story = storyOf(passage);
  const title = story?.querySelector("h2");
  const line = story?.querySelector(".dateline");
  if (!title) return [];
  return [
    element("h3", { class: "card-story" }, ...copy(title).childNodes),
    ...(line ? [element("p", { class: "card-dateline" }, ...copy(line).childNodes)] : []),
  ];
}
