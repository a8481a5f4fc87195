// Which place is open: the reader picks a name or a marker, goes from place to place, and back to the text.

import { readPointTable } from "../data/cluster_api.ts";
import { words } from "../data/i18n.ts";
import type { Story } from "../data/page_data.ts";
import { entryOf, nameOf } from "../data/place_entries.ts";
import { findOrMakeEntry, placeOf } from "../data/place_lookup.ts";
import type { PlaceLayer } from "../map/place_layer.ts";
import { openSubject } from "../map/subjects.ts";
import { KEYS } from "../map/toolbar.ts";
import { prefersReducedMotion } from "../page/dom.ts";
import type { LiveRegion } from "../page/live_region.ts";
import { scrollToElement } from "../page/scroll_to.ts";
import { Card } from "./card.ts";
import { CardHost } from "./card_host.ts";
import { onLeaving } from "./leave_card.ts";
import { PlaceOrder } from "./place_order.ts";
import type { Anchor } from "./popup.ts";

export interface SelectionEvents {
  opened: (placeId: string) => void;
  /** A card is shown that is no place's. */
  listed: () => void;
  /** `isStale` says that the map's size is not that which its view was chosen for. */
  closed: (isStale: boolean) => void;
  /** The card has another size. */
  resized: () => void;
  /** What at the map's edge leads to a place that is out of sight. */
  hintTo: (placeId: string) => HTMLElement | undefined;
  /** A key asks for the next place (1) or the previous one (-1). */
  stepped: (by: number, from: string | undefined) => void;
  /** Buttons for the head of a place's card. */
  share: (placeId: string) => readonly HTMLElement[];
}

export class Selection {
  readonly #host: CardHost;
  readonly #order: PlaceOrder;
  #card: Card | null = null;
  /** What the host shows: a card, or a list of places. */
  #shown: HTMLElement | null = null;
  #placeId: string | null = null;
  #opener: HTMLElement | null = null;

  constructor(
    map: L.Map,
    private readonly story: Story,
    private readonly placeLayer: PlaceLayer,
    private readonly liveRegion: LiveRegion,
    private readonly events: SelectionEvents,
  ) {
    this.#order = new PlaceOrder(story, readPointTable());
    this.#host = new CardHost(map, {
      hidden: (isStale) => this.#closed(isStale),
      resized: () => events.resized(),
    });
    document.querySelector(".story")?.addEventListener("click", (event) => this.#pickName(event as MouseEvent));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#shown) {
        // One key closes one thing: what comes after a card sees that the key is used.
        event.preventDefault();
        this.#host.hide();
      } else this.#pressKey(event);
    });
  }

  /** Open a place's card at the passage that holds the mention `markId`, or at its first one. */
  open(placeId: string, from: HTMLElement | null, markId?: string): void {
    const entry = findOrMakeEntry(this.story, placeId);
    const place = placeOf(this.story, placeId);
    if (!entry || !place) return;
    const anchor = this.placeLayer.show(placeId);
    if (!anchor) {
      // A place that is not on the map has its entry in the list, whatever was searched there.
      const listed = entryOf(placeId);
      if (!listed) return;
      listed.hidden = false;
      scrollToElement(listed, "center");
      listed.focus({ preventScroll: true });
      return;
    }
    const card = new Card(entry, place, {
      close: () => this.#host.hide(),
      read: (mark) => this.#read(mark),
      share: () => this.events.share(placeId),
      turned: () => {
        this.#markPassage();
        this.#announce(placeId);
        this.#host.refit();
      },
    });
    if (markId) card.show(card.indexOf(markId));
    onLeaving(card.root, () => this.#leave());
    this.#card = card;
    this.#shown = card.root;
    this.#placeId = placeId;
    this.#opener = from;
    this.events.opened(placeId);
    this.placeLayer.open(placeId);
    this.#host.show(card.root, anchor, () => openSubject(anchor, placeId, this.story, this.placeLayer), from);
    this.#markPassage();
    card.root.focus({ preventScroll: true });
  }

  /** Show a list of the places at one position. */
  list(card: HTMLElement, anchor: Anchor, from: HTMLElement): void {
    this.close();
    onLeaving(card, () => this.#leave());
    this.#shown = card;
    this.#opener = from;
    this.events.listed();
    this.#host.show(card, anchor, () => null, from);
    card.focus({ preventScroll: true });
  }

  /** Open the place that comes `by` places after the open one, or after `from`; if there is neither, `start`. */
  step(by: number, start: string | undefined, opener: HTMLElement | null, from?: string): void {
    const placeId = this.#order.next(by, this.#placeId ?? from, start, this.placeLayer.kept);
    if (placeId !== undefined) this.visit(placeId, opener);
  }

  /** Open a place, and scroll the text to its first mention, too. */
  visit(placeId: string, opener: HTMLElement | null): void {
    const mark = placeOf(this.story, placeId)?.mentions[0]?.marks[0];
    const mention = mark === undefined ? null : document.getElementById(mark);
    this.open(placeId, opener ?? mention ?? entryOf(placeId), mark);
    if (mention) scrollToElement(mention, "center", opener !== null && !prefersReducedMotion());
  }

  /** A filter has left other places: a card that says what is no more so goes. */
  filtered(): void {
    if (this.#card?.isStale || this.placeLayer.kept?.has(this.#placeId ?? "") === false) this.close();
  }

  close(): void {
    if (this.#shown) this.#host.hide();
  }

  get isOpen(): boolean {
    return this.#shown !== null;
  }

  /** The map's size, or what lies over it, has changed: the card and the view beside it are decided again. */
  decideAgain(): void {
    this.#host.refit();
  }

  /** A letter acts only where the focus is in the map, in a card or on a place: elsewhere it is the reader's own. */
  #pressKey(event: KeyboardEvent): void {
    // A browser that fills in a form sends keydown without a key.
    const by = KEYS[event.key?.toLowerCase()];
    const { target } = event;
    if (!by || !(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
      return;
    if (
      target.matches("input, select, textarea") ||
      !target.closest(".map-panel, .card, a.place, .place-open, .row-open")
    )
      return;
    this.events.stepped(by, target.closest<HTMLElement>("[data-place]")?.dataset["place"]);
  }

  #pickName(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLElement>("a.place[data-place]");
    const placeId = link?.dataset["place"];
    if (!link || placeId === undefined) return;
    event.preventDefault();
    // Beside a link of the author, the name itself is no link to the place.
    this.open(placeId, link, link.dataset["mention"] ?? link.id);
  }

  /** The focus goes back to what opened the card. A sheet would lie over what follows, so it goes. */
  #leave(): void {
    if (this.#host.isSheet) this.#host.hide();
    else this.#opener?.focus({ preventScroll: true });
  }

  /** Scroll to a mention. A sheet would lie over the text, so it goes. */
  #read(markId: string): void {
    const mark = document.getElementById(markId);
    if (!mark) return;
    if (this.#host.isSheet) {
      this.#opener = null;
      this.#host.hide();
    }
    scrollToElement(mark, "center");
    // A name within a link of the author takes no focus: its link does.
    const focused = mark.closest<HTMLElement>("a") ?? mark.querySelector("a") ?? mark;
    focused.focus({ preventScroll: true });
  }

  #closed(isStale: boolean): void {
    // Focus returns where it came from, unless the reader has put it elsewhere.
    const active = document.activeElement;
    const lost = active === document.body || active === null || this.#shown?.contains(active);
    const [opener, placeId] = [this.#opener, this.#placeId];
    this.#card = null;
    this.#shown = null;
    this.#placeId = null;
    this.#opener = null;
    // Where the place's marker is out of sight, the hint to it is not.
    const hint = placeId !== null && opener?.matches(".place-marker") ? this.events.hintTo(placeId) : undefined;
    if (lost) (hint ?? opener)?.focus({ preventScroll: true });
    this.placeLayer.open(null);
    // A marker that was there for the open place only is gone.
    if (lost && opener && placeId !== null && !opener.isConnected)
      this.placeLayer.buttonFor(placeId)?.focus({ preventScroll: true });
    this.#markPassage();
    this.events.closed(isStale);
  }

  #markPassage(): void {
    for (const old of document.querySelectorAll(".is-current")) old.classList.remove("is-current");
    const passage = this.#card?.current;
    for (const id of passage ? [passage.excerpt, ...passage.marks] : []) {
      document.getElementById(id)?.classList.add("is-current");
    }
  }

  #announce(placeId: string): void {
    if (this.#card) this.liveRegion.say(words.turned(nameOf(placeId), this.#card.position, this.#card.count));
  }
}
