// Hints at the edge of the map: what of the story lies beyond it, and in which direction. Each is a button that goes there.

import { words } from "../data/i18n.ts";
import type { Story } from "../data/page_data.ts";
import { nameOf } from "../data/place_entries.ts";
import { weighed } from "../data/place_lookup.ts";
import { element, isRightToLeft, svg } from "../page/dom.ts";
import { MOST_NAMED } from "../page/live_region.ts";
import { turnTo } from "./bbox.ts";
import { boxesOf, meets } from "./boxes.ts";
import { boxesOverMap } from "./free_room.ts";
import { groupTargets, mostHints } from "./hint_groups.ts";
import { isSmall } from "./map_size.ts";
import type { PlaceLayer } from "./place_layer.ts";
import { placeAtRim, type RimPlace, type Side } from "./rim.ts";

const MARGIN = 6;
/** More names than this nobody reads on a button; a small map has no room for a second one. */
const MOST_SHOWN = { large: 2, small: 1 };
const SEPARATOR = " · ";
const SYMBOLS = ".place-marker .symbol";
const SOFT = `${SYMBOLS}, .place-label.is-placed`;
/** How far the target goes beyond what is seen, in pixels, as edge_hints.css has it. */
const REACH = 7;

export interface HintActions {
  open: (placeId: string) => void;
  /** Show several places at once. */
  show: (placeIds: readonly string[]) => void;
}

interface Hint {
  places: string[];
  target: { x: number; y: number };
  button: HTMLButtonElement;
}

export class EdgeHints {
  readonly #root = element("div", { class: "edge-hints" });
  #shown = new Map<string, HTMLButtonElement>();

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
    private readonly placeLayer: PlaceLayer,
    private readonly actions: HintActions,
  ) {
    map.getContainer().append(this.#root);
    map.on("movestart zoomstart", () => this.#root.classList.add("is-waiting"));
    map.on("moveend resize popupopen popupclose controlschange", () => this.update());
    map.on("layeradd layerremove", ({ layer }) => layer instanceof L.Marker && this.#soon());
    this.update();
  }

  /** Place the hints anew. */
  update(): void {
    // Names make way for hints, and hints for names: they would answer each other.
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    this.#place();
    this.#isUpdating = false;
  }

  /** The hint to one place, if there is one: its marker is out of sight then. */
  hintTo(placeId: string): HTMLElement | undefined {
    return this.#shown.get(placeId);
  }

  #isUpdating = false;
  #place(): void {
    this.#root.classList.remove("is-waiting");
    const hints = this.#hints();
    const { x: width, y: height } = this.map.getSize();
    const window = { left: MARGIN, top: MARGIN, right: width - MARGIN, bottom: height - MARGIN };
    const sized = hints.map(({ target, button }) => ({
      ...target,
      width: button.offsetWidth,
      height: button.offsetHeight,
    }));
    const over = [...boxesOverMap(this.map, ".edge-hint"), ...boxesOf(this.map, ".leaflet-popup")];
    this.placeLayer.settle();
    const places = placeAtRim(sized, window, over, boxesOf(this.map, SOFT));
    const before = this.#state();
    hints.forEach(({ button, target, places: placeIds }, i) => {
      const place = places[i];
      if (place) dress(button, place, target, this.#nameOf(placeIds));
      else button.remove();
    });
    const shown = [...places.flatMap((place) => place?.box ?? []), ...boxesOf(this.map, SYMBOLS)];
    hints.forEach(({ button }, i) => {
      const own = places[i]?.box;
      const isNear = own && shown.some((other) => other !== own && meets(own, other, REACH));
      // The thumb's target does not lie over what is seen beside the hint.
      button.classList.toggle("is-crowded", Boolean(isNear));
    });
    if (this.#state() !== before) this.map.fire("controlschange");
  }

  #soonFrame = 0;
  #soon(): void {
    cancelAnimationFrame(this.#soonFrame);
    this.#soonFrame = requestAnimationFrame(() => this.update());
  }

  /** What may get a hint, the weightiest first. */
  get #candidates(): string[] {
    const { places, edge } = this.story;
    const scene = weighed(this.story).filter((placeId) => places[placeId]?.role === "scene");
    const weight = (placeId: string): number => places[placeId]?.weight ?? 0;
    return [...new Set([...edge, ...scene])].sort((a, b) => weight(b) - weight(a));
  }

  /** What lies beyond the edge, each with a button on the map; a button that is there already stays. */
  #hints(): Hint[] {
    const { x: width, y: height } = this.map.getSize();
    const most = mostHints(width, height);
    const beyond = most ? this.#candidates.flatMap((placeId) => this.#targetOf(placeId) ?? []) : [];
    const fromMiddle = beyond.map(({ x, y }) => ({ x: x - width / 2, y: y - height / 2 }));
    const groups = groupTargets(fromMiddle, Math.hypot(width, height) / 2, most);
    const kept = new Map<string, HTMLButtonElement>();
    const hints = groups.flatMap((group) => {
      const members = group.flatMap((i) => beyond[i] ?? []);
      const [first] = members;
      if (!first) return [];
      const places = members.map(({ placeId }) => placeId);
      const names = isSmall(this.map) ? MOST_SHOWN.small : MOST_SHOWN.large;
      const key = [...places, ...(places.length > names ? [names] : [])].join(" ");
      const button = this.#shown.get(key) ?? this.#make(places, names);
      kept.set(key, button);
      return { places, target: { x: first.x, y: first.y }, button };
    });
    this.#drop([...this.#shown.values()].filter((button) => ![...kept.values()].includes(button)));
    this.#shown = kept;
    for (const { button } of hints) if (!button.isConnected) this.#root.append(button);
    return hints;
  }

  /** A button that goes while it has the focus leaves it on the map. */
  #drop(buttons: readonly HTMLButtonElement[]): void {
    const hadFocus = buttons.some((button) => button === document.activeElement);
    for (const button of buttons) button.remove();
    if (hadFocus) this.map.getContainer().focus({ preventScroll: true });
  }

  /** Where a place is in pixels of the window, if it is on the map and not in sight. */
  #targetOf(placeId: string): { placeId: string; x: number; y: number } | null {
    const { kept, markers: all } = this.placeLayer;
    const markers = all.of(placeId);
    if (kept && !kept.has(placeId)) return null;
    if (markers.length && !markers.some(({ marker }) => this.map.hasLayer(marker))) return null;
    const box = this.placeLayer.bboxOf(placeId);
    if (!box) return null;
    // The nearer way around the earth.
    const turns = turnTo((box.west + box.east) / 2, this.map.getCenter().lng);
    const [west, east] = [box.west + turns, box.east + turns];
    if (
      this.map.getBounds().intersects([
        [box.south, west],
        [box.north, east],
      ])
    )
      return null;
    const { x, y } = this.map.latLngToContainerPoint([(box.south + box.north) / 2, (west + east) / 2]);
    return { placeId, x, y };
  }

  #make(places: readonly string[], most: number): HTMLButtonElement {
    // Each name has a direction of its own.
    const names = places.slice(0, most).flatMap((id) => [SEPARATOR, element("bdi", {}, nameOf(id))]);
    if (places.length > most) names.push(" · …");
    const button = element("button", { type: "button", class: "edge-hint leaflet-control" });
    // On the button itself: it may have gone from the map when the map asks who was clicked.
    L.DomEvent.disableClickPropagation(button);
    const [only] = places;
    // A name in the text and the hint to its place light up together.
    if (places.length === 1 && only !== undefined) button.dataset["place"] = only;
    const place = places.length === 1 && only !== undefined ? this.story.places[only] : undefined;
    button.append(element("span", { class: "edge-names" }, ...names.slice(1)));
    if (place)
      button.append(" ", element("span", { class: `edge-number colour-${place.colour}` }, words.number(place.number)));
    button.append(
      svg("svg", { class: "edge-arrow", viewBox: "-7 -7 14 14", "aria-hidden": "true" }, svg("path", { d: ARROW })),
    );
    button.addEventListener("click", () => {
      if (places.length === 1 && only !== undefined) this.actions.open(only);
      else this.actions.show(places);
    });
    return button;
  }

  /** What is seen on the button comes first in what is said of it. */
  #nameOf(places: readonly string[]): string {
    const [only] = places.length === 1 ? places.flatMap((id) => this.story.places[id] ?? []) : [];
    const names = places.slice(0, MOST_NAMED).map(nameOf).join(SEPARATOR);
    return only ? `${names} ${words.number(only.number)}` : names;
  }

  #state(): string {
    return [...this.#root.children].map((child) => (child as HTMLElement).style.cssText).join();
  }
}

/** Put a hint in its place: its arrow points at what it is for, on the side where that lies. */
function dress(
  button: HTMLButtonElement,
  { box, side }: RimPlace,
  { x, y }: { x: number; y: number },
  name: string,
): void {
  button.style.left = `${Math.round(box.left)}px`;
  button.style.top = `${Math.round(box.top)}px`;
  const turn = Math.atan2(y - (box.top + box.bottom) / 2, x - (box.left + box.right) / 2);
  const arrow = button.querySelector(".edge-arrow");
  if (!arrow) return;
  // An attribute of SVG: the page's policy has no styles that are set as text.
  arrow.firstElementChild?.setAttribute("transform", `rotate(${Math.round((turn * 180) / Math.PI)})`);
  if (side === (isRightToLeft() ? "right" : "left")) button.prepend(arrow);
  else button.append(arrow);
  button.dataset["side"] = side;
  button.setAttribute("aria-label", BEYOND[side](name));
}

const ARROW = "M-6 0H5M1-4l4 4-4 4";

const BEYOND: Record<Side, (places: string) => string> = {
  top: words.beyondTop,
  right: words.beyondRight,
  bottom: words.beyondBottom,
  left: words.beyondLeft,
};
