// Reading moves the map: it frames and marks the places of the passage being read, unless the reader has the map in hand.

import type { Announcer } from "../page/live_region.ts";
import type { Atlas } from "../map/place_layer.ts";
import { Blocks } from "./blocks.ts";
import { cameraFor, CLOSEST, ONE_PLACE, seesWell, union, type Box, type Camera, type Pane } from "../map/camera.ts";
import { foliumLayers, type AuthorView, type Story } from "../data/page_data.ts";
import { calm } from "../page/dom.ts";
import { blockId } from "../data/element_ids.ts";
import { nameOf } from "../data/place_entries.ts";
import { land } from "../map/fly_redraw.ts";
import { paneOf } from "../map/padding.ts";
import { Passages, readingLine, type Frame, type Passage } from "./passages.ts";
import { words } from "../page/i18n.ts";

/** A passage that is only scrolled past does not move the map. */
const SETTLED = 250;
/** Seconds. */
const FLIGHT = 0.9;
/** More names than this nobody listens to. */
const MOST_NAMED = 8;

export interface GuideEvents {
  /** The reader is at the block with this id, or outside the article. */
  read: (blockId: string | null) => void;
  /** `isFree` may have changed. */
  follow: () => void;
}

export class Guide {
  private readonly panel = document.querySelector(".map-panel");
  private readonly blocks = new Blocks();
  private readonly passages: Passages;
  private readonly layers: L.FeatureGroup[];
  /** Layers that the reader has switched; they are the reader's from then on. */
  private readonly switched = new Set<number>();
  private index = -1;
  /** What is being read in the article around the page's frame. */
  private outside: { places: string[] } | null = null;
  private told = -1;
  private isFollowing = true;
  private isPaused = false;
  private isAsked = false;
  private isScheduled = false;
  private timer = 0;

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
    private readonly atlas: Atlas,
    private readonly announcer: Announcer,
    private readonly events: GuideEvents,
  ) {
    const viewAt = (index: number): AuthorView | undefined => story.views[blockId(index + 1)];
    const hasViews = Object.keys(story.views).length > 0;
    this.passages = new Passages({
      blockAt: (index) => ({ places: this.placesIn(index), view: viewAt(index) }),
      sectionAt: (index) => (hasViews ? viewAt(this.blocks.headingOf(index)) : undefined),
    });
    this.layers = foliumLayers(story);
    window.addEventListener("scroll", () => this.schedule(), { passive: true });
    window.addEventListener("resize", () => this.settle());
    for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      window.addEventListener(type, () => (this.isAsked = true), { capture: true, passive: true, once: true });
    }
    map.getContainer().addEventListener("change", (event) => {
      const layer = (event.target as { layerId?: number }).layerId;
      const index = this.layers.findIndex((group) => L.stamp(group) === layer);
      if (index >= 0) this.switched.add(index);
    });
  }

  /** The first place that is named in or after the passage being read, and the last one before it. */
  get around(): { next: string | undefined; previous: string | undefined } {
    return this.blocks.around(this.index);
  }

  /** Whether the map is free to follow the text. */
  get isFree(): boolean {
    return this.isFollowing && !this.isPaused;
  }

  /** Whether nobody has read, scrolled or touched anything yet: the map shows the whole story. */
  get isAtStart(): boolean {
    return this.isFree && !this.isAsked && !this.outside && window.scrollY === 0;
  }

  /** The reader has taken the map in hand: it stays where it is put. */
  wait(): void {
    if (!this.isFollowing) return;
    this.isFollowing = false;
    land(this.map);
    this.events.follow();
  }

  /** Back to the passage being read. */
  resume(): void {
    this.isFollowing = true;
    this.isPaused = false;
    this.look();
    this.arrive();
    this.frame(true);
    this.events.follow();
  }

  /** While a card is open, the map is the card's. */
  pause(paused: boolean): void {
    this.isPaused = paused;
    if (paused) land(this.map);
    this.events.follow();
  }

  /** The article around the page's frame is being read: mark and frame the places that its passage names, if any. */
  follow(places: readonly string[]): void {
    const located = places.filter((placeId) => this.story.places[placeId]?.located);
    this.outside = located.length ? { places: located } : null;
    this.atlas.emphasise(this.outside && new Set(located));
    if (this.isFree) this.frame(true);
  }

  /** Show what is being read now without a flight: the page was opened there. */
  jump(): void {
    this.look();
    this.arrive();
    this.frame(false);
  }

  private get passage(): Passage | undefined {
    return this.index < 0 ? undefined : this.passages.at(this.index);
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.look();
    });
  }

  /** Find the passage being read; if it is another one, mark its places at once, and frame them when the reader stays. */
  private look(): void {
    const index = this.reading();
    if (index === this.index) return;
    this.index = index;
    const passage = this.passage;
    this.atlas.emphasise(passage?.places.length ? new Set(passage.places) : null);
    if (!this.isPaused) this.switchLayers(passage);
    this.settle();
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.arrive();
      this.atlas.letter();
      // Before the reader has done anything, the browser has put the page where it was left: nothing flies on load.
      if (this.isFree) this.frame(this.isAsked);
    }, SETTLED);
  }

  /** The reader stays at a block. */
  private arrive(): void {
    clearTimeout(this.timer);
    if (this.told !== this.index) this.events.read(this.blocks.at(this.index)?.id ?? null);
    this.told = this.index;
  }

  private reading(): number {
    const root = document.documentElement;
    const max = root.scrollHeight - root.clientHeight;
    if (max <= 0 || window.scrollY <= 0 || !this.blocks.article) return -1;
    const panel = this.panel?.getBoundingClientRect();
    const story = this.blocks.article.getBoundingClientRect();
    // A map above the text hides what is under it.
    const top = panel && panel.left <= story.left ? Math.min(Math.max(0, panel.bottom), root.clientHeight) : 0;
    const line = readingLine({ y: window.scrollY, max, top, bottom: root.clientHeight });
    if (line > story.bottom) return -1;
    return this.blocks.above(line);
  }

  private frame(animate: boolean): void {
    const pane = paneOf(this.map);
    if (!pane.width || !pane.height) return;
    const frame = this.outside ?? this.passage?.frame ?? null;
    const camera = this.cameraOf(frame, pane);
    if (!camera) return;
    if (animate && !calm()) this.map.flyTo([camera.lat, camera.lng], camera.zoom, { duration: FLIGHT });
    else this.map.setView([camera.lat, camera.lng], camera.zoom, { animate: false });
    this.announcer.say(words.viewNow(this.namesOf(frame)));
  }

  /** Where to look, or null if the map shows it well already. */
  private cameraOf(frame: Frame | null, pane: Pane): Camera | null {
    const { lat, lng } = this.map.getCenter();
    const now: Camera = { lat, lng, zoom: this.map.getZoom() };
    if (frame && "centre" in frame) {
      const [lat, lng] = frame.centre;
      const near = this.map.latLngToContainerPoint([lat, lng]).distanceTo(this.map.getSize().divideBy(2)) < 2;
      return near && now.zoom === frame.zoom ? null : { lat, lng, zoom: frame.zoom };
    }
    const box = frame ? this.boxOf(frame.places) : storyBox(this.story);
    if (!box) return null;
    const best = cameraFor(box, pane, this.closest(frame?.places ?? Object.keys(this.story.places), box));
    return seesWell(now, box, pane, best) ? null : best;
  }

  private boxOf(places: readonly string[]): Box | null {
    const boxes = places.map((placeId) => this.atlas.box(placeId)).filter((box) => box !== null);
    return boxes.length ? union(boxes) : null;
  }

  /** The places on the map that a block names. */
  private placesIn(index: number): string[] {
    const named = [...(this.blocks.at(index)?.querySelectorAll<HTMLElement>("a.place") ?? [])].map((name) => name.dataset["place"]!);
    return [...new Set(named)].filter((placeId) => this.story.places[placeId]?.located);
  }

  private closest(places: readonly string[], box: Box): number {
    const asked = Math.max(0, ...places.map((placeId) => this.story.places[placeId]?.zoom ?? 0));
    return asked || (box.west === box.east && box.south === box.north ? ONE_PLACE : CLOSEST);
  }

  private switchLayers(passage: Passage | undefined): void {
    this.layers.forEach((layer, index) => {
      if (this.switched.has(index)) return;
      const hidden = passage?.hide.includes(index) && !passage.show.includes(index);
      if (hidden) this.map.removeLayer(layer);
      else if (!this.map.hasLayer(layer)) this.map.addLayer(layer);
    });
  }

  private namesOf(frame: Frame | null): string[] {
    const places = frame && ("places" in frame ? frame.places : (this.passage?.places ?? []));
    return places?.length ? places.slice(0, MOST_NAMED).map(nameOf) : [words.placesInStory];
  }
}

function storyBox(story: Story): Box | null {
  if (!story.bounds) return null;
  const [west, south, east, north] = story.bounds;
  return { west, south, east, north };
}
