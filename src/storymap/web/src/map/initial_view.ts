// What the map shows at first.

import type { Story } from "../data/page_data.ts";
import { CLOSEST, ONE_PLACE } from "./camera.ts";
import { paddedWindow } from "./padding.ts";

/** How often the first view may step back, a quarter of a zoom each time. */
const STEPS_BACK = 6;
/** More symbols than this would only be nearer to each other in a view from further back. */
const FEW = 8;

/** Show the whole story. */
export function fitStory(map: L.Map, story: Story): void {
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
  const { left, top, right, bottom } = paddedWindow(map);
  map.fitBounds(bounds, {
    paddingTopLeft: [left, top],
    paddingBottomRight: [right, bottom],
    maxZoom: CLOSEST,
    animate: false,
  });
}

/**
 * Step back from the first view if that uncovers symbols: pushed apart, one may stand outside its place. `covered` counts
 * those that a button or another symbol lies on. Of the views with fewest of them the closest stays.
 */
export function stepBack(map: L.Map, symbols: number, covered: () => number): void {
  if (symbols > FEW) return;
  const zoom = map.getZoom();
  let [best, least] = [zoom, covered()];
  for (let step = 1; step <= STEPS_BACK && least > 0; step++) {
    map.setZoom(zoom - step * (map.options.zoomSnap ?? 1), { animate: false });
    const count = covered();
    if (count < least) [best, least] = [map.getZoom(), count];
  }
  map.setZoom(best, { animate: false });
}
