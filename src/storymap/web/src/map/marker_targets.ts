// Which markers are buttons: a finger must be able to hit one and not its neighbour (WCAG 2.5.8). A dot in a crowd, or
// under a symbol, is none at this zoom: its name in the text and its entry in the list are, and a closer zoom parts them.

import type { PlaceMarker } from "./place_marker.ts";
import { SIZE } from "./symbols.ts";

/** Make buttons of these markers, the first ones first, as long as they are clear of each other. */
export function setTargets(map: L.Map, markers: readonly PlaceMarker[]): void {
  const taken: L.Point[] = [];
  for (const { marker, offset, form } of markers) {
    const icon = marker.getElement();
    if (!icon) continue;
    const { x, y } = map.project(marker.getLatLng()).add(offset);
    const isTarget =
      form === "symbol" ||
      icon === document.activeElement ||
      taken.every((other) => Math.max(Math.abs(other.x - x), Math.abs(other.y - y)) >= SIZE);
    if (isTarget) taken.push(L.point(x, y));
    icon.classList.toggle("is-crowded", !isTarget);
    icon.tabIndex = isTarget ? 0 : -1;
    if (isTarget) icon.removeAttribute("aria-hidden");
    else icon.setAttribute("aria-hidden", "true");
  }
}
