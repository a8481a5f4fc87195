// The places of a page with so many that none has a record in it: their rows say where they are, the marks in the text
// which passages name them.

import { clusterApi } from "../data/cluster_api.ts";
import { isListed } from "../data/listed.ts";
import type { Passage, Place, Story } from "../data/page_data.ts";
import { PLACE_PAGE } from "./contract.ts";

/** Where the page of a place is, before and after its id. */
const [BEFORE = "", AFTER = ""] = PLACE_PAGE.split("{}");

/** Give each place that the text names a record, unless it has one, and its marks all but their links. */
export function addNamedPlaces(
  story: Story,
  placeOf: (placeId: string) => Place | undefined,
  numberText: (value: number) => string,
): void {
  const known = new Map<string, Place | undefined>();
  const knownPlace = (placeId: string): Place | undefined => {
    if (!known.has(placeId)) known.set(placeId, placeOf(placeId));
    return known.get(placeId);
  };
  for (const part of document.querySelectorAll("#article > .article-part"))
    clusterApi()?.dressMarks(part, knownPlace, numberText, placeOfPage);
  const named = new Map<string, Place>();
  for (const mark of document.querySelectorAll("#article [data-place]")) {
    const placeId = mark.getAttribute("data-place") ?? "";
    if (isListed(story, placeId)) continue;
    const place = knownPlace(placeId);
    const excerpt = mark.closest(".excerpt")?.id;
    if (!place || excerpt === undefined) continue;
    named.set(placeId, place);
    addMark(place.mentions, excerpt, mark.id);
  }
  story.places = { ...story.places, ...Object.fromEntries(named) };
}

/** The place whose page a link leads to. */
const placeOfPage = (href: string): string | undefined =>
  href.startsWith(BEFORE) && href.endsWith(AFTER) ? href.slice(BEFORE.length, -AFTER.length) : undefined;

/** Marks come in the order of the text, so those of one passage are neighbours. */
function addMark(passages: Passage[], excerpt: string, mark: string): void {
  const last = passages[passages.length - 1];
  if (last?.excerpt === excerpt) last.marks.push(mark);
  else passages.push({ excerpt, marks: [mark] });
}
