// The inset: where on earth the map is. It marks the passing places being read that lie beyond the story's frame, so that
// the map need not fly over an ocean for half a sentence.

import type { BaseShapes } from "../basemap/geometry.ts";
import { words } from "../data/i18n.ts";
import type { Story } from "../data/page_data.ts";
import { nameOf } from "../data/place_entries.ts";
import { type BBox, dataBBox, isInside, leafletBBox, turnTo } from "../map/bbox.ts";
import { boxesOf, meets } from "../map/boxes.ts";
import { context2d, fit } from "../map/canvas_layer.ts";
import { boxesOverMap } from "../map/free_room.ts";
import { element, isRightToLeft } from "../page/dom.ts";
import { MOST_NAMED } from "../page/live_region.ts";
import { onSchemeChange } from "../page/scheme.ts";
import { inTurn } from "../page/start.ts";
import { drawMarks, earthSteps, type InsetColour } from "./draw.ts";
import { type Direction, direction, Globe, type InsetView, insetSize, insetView, span, WHOLE_EARTH } from "./globe.ts";

export interface InsetActions {
  /** To the places that are marked. */
  show: (places: readonly string[]) => void;
  /** To the opening view. */
  home: () => void;
}

export class Inset {
  readonly #earth = element("canvas");
  readonly #marksCanvas = element("canvas");
  readonly #root = element("button", { type: "button", class: "inset leaflet-control", hidden: "" });
  /** The places being read that it may mark, and those of them that it marks. */
  #read: readonly string[] = [];
  #marked: readonly string[] = [];
  /** What the canvas under the marks shows. */
  #drawn = "";
  #steps: (() => void)[] = [];
  #isHeld = true;

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
    private readonly world: () => BaseShapes,
    actions: InsetActions,
  ) {
    if (!story.has_inset || !this.#frame) return;
    for (const canvas of [this.#earth, this.#marksCanvas]) canvas.setAttribute("aria-hidden", "true");
    this.#root.append(this.#earth, this.#marksCanvas);
    this.#root.addEventListener("click", () => (this.#marked.length ? actions.show(this.#marked) : actions.home()));
    L.DomEvent.disableClickPropagation(this.#root);
    const corner = isRightToLeft() ? ".leaflet-bottom.leaflet-left" : ".leaflet-bottom.leaflet-right";
    map.getContainer().querySelector(corner)?.prepend(this.#root);
    map.on("moveend resize controlschange densitychange", () => this.#update());
    map.on("placesread", (event) => {
      const { places } = event as L.LeafletEvent & { places: ReadonlySet<string> | null };
      this.#read = [...(places ?? [])].filter((placeId) => this.#isBeyond(placeId));
      this.#update();
    });
    const recolour = (): void => {
      this.#drawn = "";
      this.#update();
    };
    onSchemeChange(recolour);
    matchMedia("(forced-colors: active)").addEventListener("change", recolour);
    this.#update();
  }

  /** Whether a place is marked on it now: then the map need not go there. */
  shows(placeId: string): boolean {
    return this.#marked.includes(placeId);
  }

  get #frame(): BBox | null {
    return this.story.frame && dataBBox(this.story.frame);
  }

  /** A passing place outside the opening view. */
  #isBeyond(placeId: string): boolean {
    const place = this.story.places[placeId];
    const at = this.#middleOf(placeId);
    if (place?.role !== "passing" || !at || !this.#frame) return false;
    const lng = at.lng + turnTo(at.lng, (this.#frame.west + this.#frame.east) / 2);
    return !isInside({ lat: at.lat, lng }, this.#frame);
  }

  #middleOf(placeId: string): { lng: number; lat: number } | null {
    const box = this.story.places[placeId]?.frame;
    return box ? { lng: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 } : null;
  }

  #directionOf(placeId: string): Direction {
    const { lng, lat } = this.#middleOf(placeId) ?? { lng: 0, lat: 0 };
    return direction(lng, lat);
  }

  #update(): void {
    const { x: width, y: height } = this.map.getSize();
    const size = insetSize(width, height);
    const window = leafletBBox(this.map.getBounds());
    const fits = size > 0 && window.east - window.west < WHOLE_EARTH;
    const wasHidden = this.#root.hidden;
    this.#root.hidden = !fits;
    if (fits && this.#frame) this.#draw(this.#frame, window, size);
    this.#root.hidden = !fits || this.#isCovered();
    this.#mark(this.#root.hidden ? [] : this.#marked);
    if (this.#root.hidden === wasHidden) return;
    // What goes while it has the focus leaves it on the map.
    if (this.#root.hidden && document.activeElement === this.#root)
      this.map.getContainer().focus({ preventScroll: true });
    this.map.fire("controlschange");
  }

  /** Whether an open sheet lies on it, or it on another control: other things matter more. */
  #isCovered(): boolean {
    const [own] = boxesOf(this.map, ".inset");
    return own !== undefined && boxesOverMap(this.map, ".inset, .edge-hint").some((box) => meets(own, box, 0));
  }

  #draw(frame: BBox, window: BBox, size: number): void {
    const { lat, lng } = this.map.getCenter();
    const marks = this.#read.map((placeId) => this.#directionOf(placeId));
    const seen = Math.max(span(frame), span(window));
    const view = insetView(frame, seen, [direction(lng, lat), ...marks], this.story.is_at_sea);
    const globe = new Globe(view, size - 2);
    this.#marked = this.#read.filter((placeId) => globe.shows(this.#directionOf(placeId)));
    this.#root.style.width = `${size}px`;
    this.#root.style.height = `${size}px`;
    this.#root.classList.toggle("is-globe", view.reach === 90);
    this.#drawEarth(globe, size - 2);
    const colour = colours(this.#root);
    const canvas = fitted(this.#marksCanvas, size - 2);
    const shown = this.#marked.map((placeId) => this.#directionOf(placeId));
    drawMarks(canvas, globe, window, shown, { accent: colour("accent"), panel: colour("panel") });
  }

  #drawEarth(globe: Globe, size: number): void {
    const key = viewKey(globe.view, size);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const colour = colours(this.#root);
    const names: InsetColour[] = ["land", "water", "coast", "country"];
    const palette = Object.fromEntries(names.map((name) => [name, colour(`map-${name}`)]));
    this.#steps = earthSteps(fitted(this.#earth, size), this.world, globe, palette as Record<InsetColour, string>);
    if (!this.#isHeld) for (const step of this.#steps) step();
  }

  /** Draw the earth for the first time, in several tasks: the page and its map are there before the whole earth is. */
  async settle(): Promise<void> {
    this.#isHeld = false;
    const steps = this.#steps;
    // Until it has been drawn for another view in the meantime.
    await inTurn(steps, () => this.#steps === steps);
  }

  /** Say what is marked, to those who do not see it. */
  #mark(marked: readonly string[]): void {
    this.#marked = marked;
    const name = marked.length ? words.insetPlaces(marked.slice(0, MOST_NAMED).map(nameOf)) : words.inset;
    if (this.#root.title !== name) this.#root.title = name;
  }
}

const viewKey = ({ lng, lat, reach }: InsetView, size: number): string =>
  [lng.toFixed(1), lat.toFixed(1), reach, size, devicePixelRatio].join(" ");

/** A canvas of this size, empty. */
function fitted(canvas: HTMLCanvasElement, size: number): CanvasRenderingContext2D {
  fit(canvas, L.point(0, 0), L.point(size, size));
  const drawing = context2d(canvas);
  drawing.clearRect(0, 0, size, size);
  return drawing;
}

/** The page's colours, as they are on an element. */
function colours(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}
