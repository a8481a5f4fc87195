// Which markers are buttons: a finger must be able to hit one and not its neighbour (WCAG 2.5.8). A dot in a crowd, or
// under a symbol, is none at this zoom, and what lies under a control is none in this view: its name in the text and its
// entry in the list are.

import type { PixelBox } from "../data/pixel_box.ts";
import { CLEAR, meets } from "./boxes.ts";
import type { PlaceMarker } from "./place_marker.ts";
import { SIZE } from "./symbols.ts";

/** Make buttons of these markers, the first ones first, as long as they are clear of each other and of what is over them. */
export function setTargets(map: L.Map, markers: readonly PlaceMarker[], over: readonly PixelBox[]): void {
  const isUnder = ({ x, y }: L.Point): boolean =>
    over.some((box) => meets({ left: x, right: x, top: y, bottom: y }, box, CLEAR));
  const taken: L.Point[] = [];
  for (const { marker, offset, form } of markers) {
    const icon = marker.getElement();
    if (!icon) continue;
    const at = map.latLngToContainerPoint(marker.getLatLng()).add(offset);
    const isApart = (other: L.Point): boolean => Math.max(Math.abs(other.x - at.x), Math.abs(other.y - at.y)) >= SIZE;
    const isClear = !isUnder(at) && (form === "symbol" || taken.every(isApart));
    const isTarget = isClear || icon === document.activeElement;
    if (isTarget) taken.push(at);
    icon.classList.toggle("is-crowded", !isTarget);
    icon.tabIndex = isTarget ? 0 : -1;
    if (isTarget) icon.removeAttribute("aria-hidden");
    else icon.setAttribute("aria-hidden", "true");
  }
}
