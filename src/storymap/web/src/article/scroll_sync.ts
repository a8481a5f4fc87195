// Reading moves the map: it frames and marks the places of the passage being read, unless the reader has moved the map.

import { blockId } from "../data/element_ids.ts";
import { words } from "../data/i18n.ts";
import type { AuthorView, Story } from "../data/page_data.ts";
import { nameOf } from "../data/place_entries.ts";
import { type Camera, isSame } from "../map/camera.ts";
import { stopFlying } from "../map/fly_redraw.ts";
import { look } from "../map/look.ts";
import type { PlaceLayer } from "../map/place_layer.ts";
import { cameraNow } from "../map/subjects.ts";
import { isHeld, watchPointers, whenReleased } from "../page/held.ts";
import { type LiveRegion, MOST_NAMED } from "../page/live_region.ts";
import { scrolledBy } from "../page/outer_window.ts";
import { Blocks } from "./blocks.ts";
import { cameraOf } from "./framing.ts";
import { LayerSwitches } from "./layer_switches.ts";
import { type BlockMeaning, type Framing, framedPlaces, Passages } from "./passages.ts";
import { blockBeingRead } from "./reading_position.ts";

/** Milliseconds: a passage that is only scrolled past does not move the map. */
const REST = 250;

export interface ScrollEvents {
  /** The reader is at the block with this id, or outside the article. */
  read: (blockId: string | null) => void;
  /** `isFree` may have changed. */
  follow: () => void;
  /** Whether something beside the map's own view shows a place, so that the map need not go there. */
  isShownBeside: (placeId: string) => boolean;
}

export class ScrollSync {
  readonly #blocks = new Blocks();
  readonly #passages: Passages;
  readonly #switches: LayerSwitches;
  #index = -1;
  /** What is being read in the article around the page's frame. */
  #outside: { places: string[] } | null = null;
  /** The block that `events.read` was called for last. */
  #announced = -1;
  #isFollowing = true;
  #isPaused = false;
  /** What was being read when the card was opened. */
  #pausedAt: number | null = null;
  #isTouched = false;
  /** The view that the story was opened with: as long as it stays, nobody else has moved the map. */
  #opening: Camera | null = null;
  /** The map has moved for what is being read, and does not move for it again. */
  #hasMoved = false;
  #isScheduled = false;
  #timer = 0;

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
    private readonly placeLayer: PlaceLayer,
    private readonly liveRegion: LiveRegion,
    private readonly events: ScrollEvents,
  ) {
    const viewAt = (index: number): AuthorView | undefined => story.views[blockId(index + 1)];
    const hasViews = Object.keys(story.views).length > 0;
    this.#passages = new Passages({
      blockAt: (index) => ({ places: this.#placesIn(index), view: viewAt(index) }),
      sectionAt: (index) => (hasViews ? viewAt(this.#blocks.headingOf(index)) : undefined),
    });
    this.#switches = new LayerSwitches(map, story);
    window.addEventListener("scroll", () => this.#schedule(), { passive: true });
    // On the way in: before Leaflet takes the pointer for a drag from where the map would have been.
    watchPointers(() => {
      if (!stopFlying(map)) return;
      this.#hasMoved = false;
      whenReleased(() => this.#arriveSoon());
    });
    for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      window.addEventListener(type, () => (this.#isTouched = true), { capture: true, passive: true, once: true });
    }
  }

  /** The first place that is named in or after the passage being read, and the last one before it. */
  get around(): { next: string | undefined; previous: string | undefined } {
    return this.#blocks.around(this.#index);
  }

  /** Whether the map is free to follow the text. */
  get isFree(): boolean {
    return this.#isFollowing && !this.#isPaused;
  }

  /** Whether nobody has read, scrolled or touched anything yet: the map shows the story as it opens. */
  get isAtStart(): boolean {
    return this.isFree && !this.#isTouched && !this.#outside && scrolledBy() === 0;
  }

  /** Show the story as it opens; nothing is said of it, and nothing moves to it. */
  open(): void {
    const camera = cameraOf(null, this.map, this.story, this.placeLayer);
    if (camera) look(this.map, camera, false);
    this.#opening = cameraNow(this.map);
  }

  /** The map's size, or what lies over it, has changed: what was decided from it is decided again. */
  decideAgain(): void {
    this.#hasMoved = false;
    if (!this.isAtStart) this.#arriveSoon();
    else if (!this.#opening || isSame(this.#opening, cameraNow(this.map))) this.open();
  }

  /** The reader has moved the map: it stays where it is put. */
  wait(): void {
    if (!this.#isFollowing) return;
    this.#isFollowing = false;
    stopFlying(this.map);
    this.events.follow();
  }

  /** Back to the passage being read. */
  resume(): void {
    this.#isFollowing = true;
    this.#isPaused = false;
    this.#look();
    this.#arrive();
    this.#frame(true);
    this.events.follow();
  }

  /** While a card is open, the map is the card's. */
  pause(paused: boolean): void {
    this.#isPaused = paused;
    if (paused) {
      stopFlying(this.map);
      this.#pausedAt ??= this.#index;
    } else {
      // The reader may have read on beside the card.
      if (this.#pausedAt !== this.#index) this.#arriveSoon();
      this.#pausedAt = null;
    }
    this.events.follow();
  }

  /** The article around the page's frame is being read: mark and frame the places that its passage names, if any. */
  follow(places: readonly string[]): void {
    const located = places.filter((placeId) => this.story.places[placeId]?.located);
    this.#outside = located.length ? { places: located } : null;
    this.placeLayer.emphasise(this.#outside && new Set(located));
    this.#hasMoved = false;
    if (this.isFree) this.#frame(true);
  }

  /** Show what is being read now without flying there: the page was opened there. */
  jump(): void {
    this.#look();
    this.#arrive();
    this.#frame(false);
  }

  get #meaning(): BlockMeaning | undefined {
    return this.#index < 0 ? undefined : this.#passages.at(this.#index);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#look();
    });
  }

  /** Find the passage being read; if it is another one, mark its places at once, and frame them when the reader stays. */
  #look(): void {
    const index = blockBeingRead(this.#blocks);
    if (index === this.#index) return;
    this.#index = index;
    this.#hasMoved = false;
    const meaning = this.#meaning;
    this.placeLayer.emphasise(meaning?.places.length ? new Set(meaning.places) : null);
    if (!this.#isPaused) this.#switches.follow(meaning);
    this.#arriveSoon();
  }

  #arriveSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#arrive();
      this.placeLayer.label();
      // Before the reader has done anything, the browser has put the page where it was left: nothing flies on load.
      if (this.isFree && !this.#hasMoved) this.#frame(this.#isTouched);
    }, REST);
  }

  /** The reader stays at a block. */
  #arrive(): void {
    clearTimeout(this.#timer);
    if (this.#announced !== this.#index) this.events.read(this.#blocks.at(this.#index)?.id ?? null);
    this.#announced = this.#index;
  }

  #frame(animate: boolean): void {
    if (isHeld()) {
      whenReleased(() => this.#arriveSoon());
      return;
    }
    const framing = this.#framing();
    if (framing && "places" in framing && !framing.places.length) return;
    const camera = cameraOf(framing, this.map, this.story, this.placeLayer);
    if (!camera) return;
    this.#hasMoved = true;
    look(this.map, camera, animate);
    this.liveRegion.say(words.viewNow(this.#namesIn(framing)));
  }

  /** What the map frames for what is being read; null stands for the story as it opens. */
  #framing(): Framing | null {
    const framing = this.#outside ?? this.#meaning?.framing ?? null;
    if (!framing || "centre" in framing) return framing;
    const roleOf = (placeId: string): string | undefined => this.story.places[placeId]?.role;
    return { ...framing, places: framedPlaces(framing, roleOf, this.events.isShownBeside) };
  }

  /** The places on the map that a block names. */
  #placesIn(index: number): string[] {
    const links = this.#blocks.at(index)?.querySelectorAll<HTMLElement>("a.place") ?? [];
    const named = [...links].flatMap((link) => link.dataset["place"] ?? []);
    return [...new Set(named)].filter((placeId) => this.story.places[placeId]?.located);
  }

  #namesIn(framing: Framing | null): string[] {
    const places = framing && ("places" in framing ? framing.places : (this.#meaning?.places ?? []));
    return places?.length ? places.slice(0, MOST_NAMED).map(nameOf) : [words.placesInStory];
  }
}
