// The map's window: what it frames at first, and who may turn its wheel.

import { CLOSEST, ONE_PLACE } from "./camera.ts";
import type { Story } from "../data/page_data.ts";
import { calm, isMirrored } from "../page/dom.ts";
import { paneOf } from "./padding.ts";
import { words } from "../page/i18n.ts";

/** How often the first view may step back, a quarter of a zoom each time. */
const STEPS_BACK = 6;
/** More symbols than this would only crowd each other in a view from further back. */
const FEW = 8;

export function frameStory(map: L.Map, story: Story): void {
  if (!story.bounds) {
    map.setView([20, 0], 2, { animate: false });
    return;
  }
  const [west, south, east, north] = story.bounds;
  const bounds = L.latLngBounds([south, west], [north, east]);
  if (west === east && south === north) {
    const [only] = Object.values(story.places).filter((place) => place.located);
    map.setView([south, west], only?.zoom ?? ONE_PLACE, { animate: false });
    return;
  }
  const { left, top, right, bottom } = paneOf(map);
  map.fitBounds(bounds, {
    paddingTopLeft: [left, top],
    paddingBottomRight: [right, bottom],
    maxZoom: CLOSEST,
    animate: false,
  });
}

/**
 * Step back from the first view if that brings symbols out from under buttons: pushed apart, one may stand outside its place.
 * `hidden` counts those that a button or another symbol lies on. Of the views with fewest of them the closest is kept.
 */
export function stepBack(map: L.Map, symbols: number, hidden: () => number): void {
  if (symbols > FEW) return;
  const zoom = map.getZoom();
  let [best, least] = [zoom, hidden()];
  for (let step = 1; step <= STEPS_BACK && least > 0; step++) {
    map.setZoom(zoom - step * (map.options.zoomSnap ?? 1), { animate: false });
    const count = hidden();
    if (count < least) [best, least] = [map.getZoom(), count];
  }
  map.setZoom(best, { animate: false });
}

/** The wheel scrolls the page until the reader has taken the map in hand: by a click, by the keyboard, or with Ctrl. */
export function shareWheel(map: L.Map): void {
  const container = map.getContainer();
  let inHand = false;
  container.addEventListener("pointerdown", () => (inHand = true));
  container.addEventListener("focus", () => (inHand = true));
  container.addEventListener("pointerleave", () => (inHand = false));
  container.addEventListener(
    "wheel",
    (event) => {
      if (inHand || event.ctrlKey || event.metaKey) map.scrollWheelZoom.enable();
      else map.scrollWheelZoom.disable();
    },
    { capture: true, passive: true },
  );
}

/** For readers who asked for less motion, every change of the view is a jump: also those that Leaflet makes by itself. */
export function calmMap(map: L.Map): void {
  const { setView, panBy } = map;
  map.setView = (centre, zoom, options) => setView.call(map, centre, zoom, calm() ? { ...options, animate: false } : options);
  map.panBy = (offset, options) => panBy.call(map, offset, calm() ? { ...options, animate: false } : options);
}

export function nameControls(map: L.Map): void {
  const container = map.getContainer();
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", words.map);
  // folium has put the buttons on their side of a mirrored map; Leaflet itself puts the credits.
  if (isMirrored()) map.attributionControl?.setPosition("bottomleft");
  for (const [selector, name] of [
    [".leaflet-control-zoom-in", words.zoomIn],
    [".leaflet-control-zoom-out", words.zoomOut],
  ] as const) {
    const control = container.querySelector(selector);
    control?.setAttribute("aria-label", name);
    control?.setAttribute("title", name);
  }
}
