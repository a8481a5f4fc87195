// The framed page's side of storymap-host.js: a page around the frame may ask for places, and gets ids in answer. It is
// answered at the origin that it spoke from, once it has spoken; a page without an origin is obeyed, but not answered.

import type { Story } from "../data/page_data.ts";
import { placeOf } from "../data/place_lookup.ts";
import { isFramed, isMapAlone } from "../page/frame.ts";

export interface GuestActions {
  open: (placeId: string) => void;
  follow: (places: string[]) => void;
}

export class Guest {
  #host: string | null = null;

  constructor(
    private readonly story: Story,
    private readonly actions: GuestActions,
  ) {
    if (!isFramed()) return;
    window.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (event.source === window.parent) this.#hear(event.data, event.origin);
    });
    // The passage stands in the article around the frame.
    document.addEventListener("click", (event) => this.#read(event), { capture: true });
  }

  /** The card that was open is closed. */
  closed(): void {
    this.#say({ storymap: "closed" });
  }

  #hear(message: unknown, origin: string): void {
    const said = message as { storymap?: unknown; place?: unknown; places?: unknown } | null;
    if (said?.storymap === "hello" && origin !== "null") {
      this.#host = origin;
      document.documentElement.classList.add("is-linked");
    }
    if (said?.storymap === "open" && this.#isPlace(said.place)) this.actions.open(said.place);
    // A framed story has a reading of its own.
    if (said?.storymap === "follow" && isMapAlone() && Array.isArray(said.places)) {
      this.actions.follow(said.places.filter((place) => this.#isPlace(place)));
    }
  }

  #read(event: MouseEvent): void {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>(".card-read");
    if (!link || this.#host === null || !isMapAlone()) return;
    event.preventDefault();
    event.stopPropagation();
    this.#say({ storymap: "read", mention: link.hash.slice(1) });
  }

  #say(message: unknown): void {
    if (this.#host !== null) window.parent.postMessage(message, this.#host);
  }

  #isPlace(placeId: unknown): placeId is string {
    return typeof placeId === "string" && placeOf(this.story, placeId) !== undefined;
  }
}
