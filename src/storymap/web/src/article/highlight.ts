// A name, its marker, its area and its entry in the list light up together, under the pointer and in focus.

import type { Story } from "../data/page_data.ts";
import { entryOf } from "../data/place_entries.ts";

export class Highlight {
  #placeId: string | undefined;
  #lit: Element[] = [];
  /** What a mouse or a pen points at, and what of the page lights up now. */
  #pointedAt: Element | null = null;
  #source: Element | null = null;

  /** `pointed` is called with the place that is pointed at elsewhere than on the map, or null. */
  constructor(
    private readonly story: Story,
    private readonly pointed: (placeId: string | null) => void,
  ) {
    document.addEventListener("pointerover", ({ pointerType, target }) => {
      // A finger points at nothing: what it taps is opened.
      this.#pointedAt = pointerType === "touch" ? null : elementOf(target);
      if (this.#pointedAt) this.#light(this.#pointedAt);
    });
    document.addEventListener("focusin", ({ target }) => {
      const focused = elementOf(target);
      this.#light(focused?.matches(":focus-visible") ? focused : this.#pointedAt);
    });
    // What gets the focus next says so itself.
    document.addEventListener("focusout", ({ relatedTarget }) => relatedTarget || this.#light(null));
  }

  /** The reader reads on: what was left behind is not pointed at any more. */
  readOn(): void {
    const { top = 0, bottom = 0 } = this.#source?.getBoundingClientRect() ?? {};
    if (bottom <= 0 || top >= window.innerHeight) this.#light(null);
  }

  #light(source: Element | null): void {
    const placeId = source?.closest<HTMLElement | SVGElement>("[data-place]")?.dataset["place"];
    this.#source = source;
    if (placeId === this.#placeId) return;
    this.#placeId = placeId;
    this.pointed(source?.closest(".leaflet-container") ? null : (placeId ?? null));
    for (const old of this.#lit) old.classList.remove("is-highlighted");
    this.#lit = placeId === undefined ? [] : partsOf(this.story, placeId);
    for (const part of this.#lit) part.classList.add("is-highlighted");
  }
}

const elementOf = (target: EventTarget | null): Element | null => (target instanceof Element ? target : null);

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
  // A name above the body has no passage where the body names the place, too.
  const own = `[data-place="${placeId}"]`;
  const drawn = document.querySelectorAll(`.map-panel ${own}, .rows ${own}, .story-head ${own}`);
  return [...named, entryOf(placeId), ...drawn].filter((part) => part !== null);
}
