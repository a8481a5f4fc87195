// What the reader does: picks a name or a marker, turns the passages, goes back to the text.

import { Atlas } from "./atlas.ts";
import { Card } from "./card.ts";
import type { Story } from "./contract.ts";
import { calm } from "./dom.ts";
import { Stage } from "./stage.ts";
import { words } from "./words.ts";

export class Reader {
  private readonly atlas: Atlas;
  private readonly stage: Stage;
  private readonly announcer = document.querySelector(".announcer");
  private card: Card | null = null;
  private opener: HTMLElement | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
  ) {
    this.atlas = new Atlas(map, story, nameOf, (placeId, from) => this.open(placeId, from));
    this.stage = new Stage(map, () => this.closed());
    document.querySelector(".story")?.addEventListener("click", (event) => this.pickName(event as MouseEvent));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.card) this.stage.hide();
    });
  }

  /** Open a place's card at the passage that holds the mention `markId`, or at its first one. */
  open(placeId: string, from: HTMLElement | null, markId?: string): void {
    const entry = entryOf(placeId);
    const place = this.story.places[placeId];
    if (!entry || !place) return;
    const pin = this.atlas.pin(placeId);
    if (!pin) {
      // A place that is not on the map has its entry in the list.
      entry.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
      entry.focus({ preventScroll: true });
      return;
    }
    const card = new Card(entry, place, {
      close: () => this.stage.hide(),
      read: (mark) => this.read(mark),
      turned: () => {
        this.markPassage();
        this.announce(placeId);
        this.stage.refit();
      },
    });
    if (markId) card.show(card.indexOf(markId));
    this.card = card;
    this.opener = from;
    if (place.zoom !== null && this.map.getZoom() < place.zoom) {
      this.map.setView(pin.marker.getLatLng(), place.zoom, { animate: false });
    }
    this.stage.show(card.root, pin);
    this.atlas.mark(placeId);
    this.markPassage();
    card.root.focus({ preventScroll: true });
  }

  private pickName(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLElement>("a.place[data-place]");
    const placeId = link?.dataset["place"];
    if (!link || placeId === undefined) return;
    event.preventDefault();
    this.open(placeId, link, link.id);
  }

  /** Scroll to a mention. A sheet would lie over the text, so it goes. */
  private read(markId: string): void {
    const mark = document.getElementById(markId);
    if (!mark) return;
    if (this.stage.isSheet) {
      this.opener = null;
      this.stage.hide();
    }
    mark.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
    mark.focus({ preventScroll: true });
  }

  private closed(): void {
    // Focus returns where it came from, unless the reader has put it elsewhere.
    const active = document.activeElement;
    const lost = active === document.body || active === null || this.card?.root.contains(active);
    if (lost) this.opener?.focus({ preventScroll: true });
    this.card = null;
    this.opener = null;
    this.atlas.mark(null);
    this.markPassage();
  }

  private markPassage(): void {
    for (const old of document.querySelectorAll(".is-current")) old.classList.remove("is-current");
    const passage = this.card?.current;
    for (const id of passage ? [passage.excerpt, ...passage.marks] : []) {
      document.getElementById(id)?.classList.add("is-current");
    }
  }

  private announce(placeId: string): void {
    if (!this.announcer || !this.card) return;
    this.announcer.textContent = words.turned(nameOf(placeId), this.card.position, this.card.count);
  }
}

const entryOf = (placeId: string): HTMLElement | null => document.getElementById(`place-${placeId}`);

const nameOf = (placeId: string): string => entryOf(placeId)?.querySelector(".place-name bdi")?.textContent ?? placeId;
