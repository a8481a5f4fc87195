// A name, its marker, its area and its entry in the list light up together, under the pointer and in focus.

import type { Story } from "../data/page_data.ts";
import { entryOf } from "../data/place_entries.ts";

/** `pointed` is called with the place that is pointed at elsewhere than on the map, or null. */
export function highlightPlaces(story: Story, pointed: (placeId: string | null) => void): void {
  let current: string | undefined;
  let lit: Element[] = [];
  const light = (event: Event): void => {
    // What loses the focus is left for what gets it.
    const at = event.type === "focusout" ? (event as FocusEvent).relatedTarget : event.target;
    const target = at instanceof Element ? at : null;
    const placeId = target?.closest<HTMLElement | SVGElement>("[data-place]")?.dataset["place"];
    if (placeId === current) return;
    current = placeId;
    pointed(target?.closest(".leaflet-container") ? null : (placeId ?? null));
    for (const old of lit) old.classList.remove("is-highlighted");
    lit = placeId === undefined ? [] : partsOf(story, placeId);
    for (const part of lit) part.classList.add("is-highlighted");
  };
  for (const type of ["mouseover", "focusin", "focusout"]) document.addEventListener(type, light);
}

/** The links of the block being read come forward; null for none. */
export function markRead(blockId: string | null): void {
  for (const old of document.querySelectorAll(".article .is-read")) old.classList.remove("is-read");
  if (blockId !== null) document.getElementById(blockId)?.classList.add("is-read");
}

/** What stands for a place in the document. A book is not searched for it: the story knows where it is named. */
function partsOf(story: Story, placeId: string): Element[] {
  const named = (story.places[placeId]?.mentions ?? [])
    .flatMap(({ marks }) => marks)
    .map((id) => document.getElementById(id));
  const drawn = document.querySelectorAll(`.map-panel [data-place="${placeId}"], .rows [data-place="${placeId}"]`);
  return [...named, entryOf(placeId), ...drawn].filter((part) => part !== null);
}
