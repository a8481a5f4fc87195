// Which markers are buttons: a finger must be able to hit one and not its neighbour (WCAG 2.5.8). A dot in a crowd, or
// under a symbol, is none at this zoom: its name in the text and its entry in the list are, and a closer zoom parts them.

import type { MarkerForm, PlaceMarker } from "./place_marker.ts";
import { SIZE } from "./symbols.ts";

/** Half the size of what is hit, in pixels. */
const REACH: Record<MarkerForm, number> = { symbol: SIZE / 2, name: SIZE / 2, dot: 12 };

/** Make buttons of these markers, the first ones first, as long as they are clear of each other. */
export function setTargets(map: L.Map, markers: readonly PlaceMarker[]): void {
  const taken: { at: L.Point; reach: number }[] = [];
  for (const { marker, offset, form } of markers) {
    const icon = marker.getElement();
    if (!icon) continue;
    const at = map.project(marker.getLatLng()).add(offset);
    const reach = REACH[form];
    const isTarget =
      form === "symbol" ||
      icon === document.activeElement ||
      taken.every((other) => at.distanceTo(other.at) >= reach + other.reach);
    if (isTarget) taken.push({ at, reach });
    icon.classList.toggle("is-crowded", !isTarget);
    icon.tabIndex = isTarget ? 0 : -1;
    if (isTarget) icon.removeAttribute("aria-hidden");
    else icon.setAttribute("aria-hidden", "true");
  }
}
