// The places of a page with so many that none has a record in it: their rows say where they are, the marks in the text
// which passages name them.

import { isListed } from "../data/listed.ts";
import type { Passage, Place, Story } from "../data/page_data.ts";

/** Give each place that the text names a record, unless it has one; `placeOf` makes it from its row. */
export function addNamedPlaces(story: Story, placeOf: (placeId: string) => Place | undefined): void {
  const named = new Map<string, Place>();
  for (const mark of document.querySelectorAll("#article [data-place]")) {
    const placeId = mark.getAttribute("data-place") ?? "";
    if (isListed(story, placeId)) continue;
    const place = named.get(placeId) ?? placeOf(placeId);
    const excerpt = mark.closest(".excerpt")?.id;
    if (!place || excerpt === undefined) continue;
    named.set(placeId, place);
    addMark(place.mentions, excerpt, mark.id);
  }
  story.places = { ...story.places, ...Object.fromEntries(named) };
}

/** Marks come in the order of the text, so those of one passage are neighbours. */
function addMark(passages: Passage[], excerpt: string, mark: string): void {
  const last = passages[passages.length - 1];
  if (last?.excerpt === excerpt) last.marks.push(mark);
  else passages.push({ excerpt, marks: [mark] });
}
