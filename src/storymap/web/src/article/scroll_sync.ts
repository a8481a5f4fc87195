// Reading moves the map: it frames and marks the places of the passage being read, unless the reader has moved the map.

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
import { whenReady } from "../page/start.ts";
import { Blocks } from "./blocks.ts";
import { cameraOf } from "./framing.ts";
import { LayerSwitches } from "./layer_switches.ts";
import { type BlockMeaning, type Framing, framedPlaces, framingAsked, type Passages } from "./passages.ts";
import { passagesOf } from "./passages_of.ts";
import { blockBeingRead } from "./reading_position.ts";

/** Milliseconds: a passage that is only scrolled past does not move the map. */
const REST = 250;

export interface ScrollEvents {
  /** The reader is at the block with this id, or outside the article. */
  read: (blockId: string | null) => void;
  /** `isMoved` may have changed. */
  follow: () => void;
  /** Whether something beside the map's own view shows a place, so that the map need not go there. */
  isShownBeside: (placeId: string) => boolean;
}

/** What the reader asked for by an action. */
interface Asked {
  framing: Framing;
  name: string;
  ended: () => void;
  /** What the map framed for the passage that was being read. */
  passage: Framing | null;
  before: { camera: Camera; size: L.Point; isFollowing: boolean };
}

export class ScrollSync {
  #blocks = new Blocks();
  #passages: Passages;
  readonly switches: LayerSwitches;
  #index = -1;
  /** The block that is shown as if it were being read, whatever is in sight. */
  #held: number | null = null;
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
  /** It stays until it is taken back, or the reader reads on. */
  #asked: Asked | null = null;
  /** Where the map was to look last, and whether a pointer stopped it on the way. */
  #aim: Camera | null = null;
  #isStopped = false;
  #isScheduled = false;
  #timer = 0;

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
    private readonly placeLayer: PlaceLayer,
    private readonly liveRegion: LiveRegion,
    private readonly events: ScrollEvents,
  ) {
    this.#passages = passagesOf(story, this.#blocks);
    this.switches = new LayerSwitches(map, story);
    window.addEventListener("scroll", () => this.#schedule(), { passive: true });
    // The reader, or a browser that loads the page again, may have scrolled before.
    this.#schedule();
    // On the way in: before Leaflet takes the pointer for a drag from where the map would have been.
    watchPointers(() => {
      if (!stopFlying(map)) return;
      this.#isStopped = true;
      this.#hasMoved = false;
      whenReleased(this.#arriveLater);
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

  /** Whether the reader has moved the map away from what it follows. */
  get isMoved(): boolean {
    return !this.#isFollowing;
  }

  /** Whether nobody has read, scrolled or touched anything yet: the map shows the story as it opens. */
  get isAtStart(): boolean {
    return this.isFree && !this.#isTouched && !this.#outside && this.#held === null && scrolledBy() === 0;
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

  /** Whether the map shows what the reader asked for by an action. */
  get isAsked(): boolean {
    return this.#asked !== null;
  }

  /** Show a view because the reader asks for it; `name` is what the article calls it. */
  ask(view: AuthorView, name: string, ended: () => void): void {
    // Of several actions, one after another, the last takes the reader back to before the first.
    const before = this.#endAsked()?.before ?? this.#now();
    this.#asked = { framing: framingAsked(view), name, ended, passage: this.#meaning?.framing ?? null, before };
    this.#isFollowing = true;
    this.switches.ask(view);
    this.#mark();
    this.#frame(true);
    this.#say();
    this.events.follow();
  }

  /** Take back what the reader asked for: the map shows what it showed before. */
  takeBack(): void {
    const asked = this.#endAsked();
    if (!asked) return;
    const { camera, size, isFollowing } = asked.before;
    this.#isFollowing = isFollowing;
    if (isFollowing && !size.equals(this.map.getSize())) this.#frame(true);
    else this.#look(camera);
    this.#say();
    this.events.follow();
  }

  /** Back to the passage being read. */
  resume(): void {
    this.#endAsked();
    this.#isFollowing = true;
    this.#isPaused = false;
    this.#find();
    this.#arrive();
    // Nothing flies on load.
    this.#frame(this.#isTouched);
    this.events.follow();
  }

  /** Show a block as if it were being read, -1 the story as it opens; null: again what is read. */
  hold(index: number | null): void {
    this.#held = index;
    this.resume();
  }

  /** The article has changed; the map stays where it is. */
  reread(): void {
    this.#blocks = new Blocks();
    this.#passages = passagesOf(this.story, this.#blocks);
    this.#index = this.#held ?? blockBeingRead(this.#blocks);
    this.#mark();
    this.#arrive();
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
    this.#endAsked();
    const located = places.filter((placeId) => this.story.places[placeId]?.located);
    this.#outside = located.length ? { places: located } : null;
    this.placeLayer.emphasise(this.#outside && new Set(located));
    this.#hasMoved = false;
    if (this.isFree) this.#frame(true);
  }

  /** Show what is being read now without flying there: the page was opened there. */
  jump(): void {
    this.#endAsked();
    this.#find();
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
      this.#find();
    });
  }

  /** Find the passage being read; if it is another one, mark its places at once, and frame them when the reader stays. */
  #find(): void {
    const index = this.#held ?? blockBeingRead(this.#blocks);
    if (index === this.#index) return;
    this.#index = index;
    this.#hasMoved = false;
    this.#mark();
    this.#arriveSoon();
  }

  /** Bring forward the places that the reader asked for, or reads of; show and hide layers for what is read. */
  #mark(): void {
    const framing = this.#asked?.framing;
    const asked = framing && "places" in framing ? framing.places : [];
    const places = asked.length ? asked : (this.#meaning?.places ?? []);
    this.placeLayer.emphasise(places.length ? new Set(places) : null);
    if (!this.#asked && !this.#isPaused) this.switches.follow(this.#meaning);
  }

  /** The view that is to come back: where the map flies is where it is. */
  #now(): Asked["before"] {
    const isOnTheWay = stopFlying(this.map) || this.#isStopped;
    const camera = (isOnTheWay && this.#aim) || cameraNow(this.map);
    return { camera, size: this.map.getSize(), isFollowing: this.#isFollowing };
  }

  /** Nothing is asked for any more: layers and marks are those of what is read. */
  #endAsked(): Asked | null {
    const asked = this.#asked;
    if (!asked) return null;
    this.#asked = null;
    this.switches.takeBack();
    this.#mark();
    asked.ended();
    return asked;
  }

  /** The reader has gone on to a passage with another view: what was asked for ends, but a map in the reader's hand stays. */
  #readOn(): void {
    if (!this.#asked || this.#isPaused || this.#asked.passage === (this.#meaning?.framing ?? null)) return;
    const before = this.#endAsked()?.before;
    if (!before || !this.#isFollowing || before.isFollowing) return;
    this.#isFollowing = false;
    this.#look(before.camera);
    this.events.follow();
  }

  readonly #arriveLater = (): void => this.#arriveSoon();

  #arriveSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#arrive();
      this.#isStopped = false;
      this.#readOn();
      this.placeLayer.label();
      // Before the reader has done anything, the browser has put the page where it was left: nothing flies on load.
      if (this.isFree && !this.#hasMoved) this.#frame(this.#isTouched);
    }, REST);
  }

  /** The reader stays at a block. */
  #arrive(): void {
    clearTimeout(this.#timer);
    if (this.#announced === this.#index) return;
    this.#announced = this.#index;
    const blockId = this.#blocks.at(this.#index)?.id ?? null;
    // Who reads on before the page answers is heard of then: the address follows.
    whenReady(() => this.events.read(blockId));
  }

  #frame(animate: boolean): void {
    if (isHeld()) {
      whenReleased(this.#arriveLater);
      return;
    }
    const framing = this.#framing();
    if (framing && "places" in framing && !framing.places.length) return;
    const camera = cameraOf(framing, this.map, this.story, this.placeLayer);
    if (!camera) return;
    this.#look(camera, animate);
    this.#say();
  }

  #look(camera: Camera, animate = true): void {
    this.#hasMoved = true;
    this.#aim = camera;
    look(this.map, camera, animate);
  }

  #say(): void {
    this.liveRegion.say(words.viewNow(this.#asked ? [this.#asked.name] : this.#namesIn(this.#framing())));
  }

  /** What the map frames for what is being read; null stands for the story as it opens. */
  #framing(): Framing | null {
    if (this.#asked) return this.#asked.framing;
    const framing = this.#outside ?? this.#meaning?.framing ?? null;
    if (!framing || "centre" in framing) return framing;
    const roleOf = (placeId: string): string | undefined => this.story.places[placeId]?.role;
    return { ...framing, places: framedPlaces(framing, roleOf, this.events.isShownBeside) };
  }

  #namesIn(framing: Framing | null): string[] {
    const places = framing && ("places" in framing ? framing.places : (this.#meaning?.places ?? []));
    return places?.length ? places.slice(0, MOST_NAMED).map(nameOf) : [words.placesInStory];
  }
}
