// Which markers are buttons, and where each of them is hit: a finger must be able to hit one and not its neighbour (WCAG
// 2.5.8). A dot in a crowd, or under a symbol, is none at this zoom, and what lies under a control is none in this view:
// its name in the text and its entry in the list are.

import type { PixelBox } from "../data/pixel_box.ts";
import { CLEAR, meets, width } from "./boxes.ts";
import { type HitTarget, hitArea } from "./hit_areas.ts";
import { RADII } from "./marker_labels.ts";
import type { MarkerForm, PlaceMarker } from "./place_marker.ts";
import { SIZE } from "./symbols.ts";

/** Half the side of what can be hit, in pixels, as markers.css has it. */
const REACH = { large: 22, dot: 12, crowded: 5 };

/**
 * Make buttons of these markers, the first ones first, as long as they are clear of each other and of what is over them.
 * `discs` are the boxes of other symbols.
 */
export function setTargets(
  map: L.Map,
  markers: readonly PlaceMarker[],
  over: readonly PixelBox[],
  discs: readonly PixelBox[],
): void {
  const isUnder = ({ x, y }: L.Point): boolean =>
    over.some((box) => meets({ left: x, right: x, top: y, bottom: y }, box, CLEAR));
  const taken: L.Point[] = [];
  const hits: (HitTarget & { icon: HTMLElement })[] = [];
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
    hits.push({ icon, x: at.x, y: at.y, radius: RADII[form], reach: reachOf(form, isTarget) });
  }
  partTargets(hits, discs);
}

function reachOf(form: MarkerForm, isTarget: boolean): number {
  if (form !== "dot") return REACH.large;
  return isTarget ? REACH.dot : REACH.crowded;
}

/** Let each target end halfway to its neighbours. */
function partTargets(hits: readonly (HitTarget & { icon: HTMLElement })[], discs: readonly PixelBox[]): void {
  const middles = discs.map((box) => ({
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2,
    radius: width(box) / 2,
  }));
  for (const target of hits) {
    const area = hitArea(target, [...hits, ...middles]);
    const corners = area?.map((point) => point.map((one) => `${(one + target.reach).toFixed(1)}px`).join(" "));
    if (corners) target.icon.style.setProperty("--hit", `polygon(${corners.join()})`);
    else target.icon.style.removeProperty("--hit");
  }
}
