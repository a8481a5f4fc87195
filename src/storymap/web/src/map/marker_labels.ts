// The labels of the markers: they are measured, placed, and shown where there is room.

import type { PixelBox } from "../data/pixel_box.ts";
import { windowBox } from "./boxes.ts";
import { MOST } from "./marker_spread.ts";
import { type PlaceLabel, placeLabels } from "./place_labels.ts";
import type { MarkerForm, PlaceMarker } from "./place_marker.ts";
import { SIZE } from "./symbols.ts";

/** Half the size of what is seen, in pixels. */
export const RADII: Record<MarkerForm, number> = { symbol: SIZE / 2, dot: 6, name: 0 };

/** Where in the window a label so wide stands within a place's area. */
export type AreaSpots = (placeId: string, width: number) => L.Point[];

/** Label these markers, the first ones first, clear of `obstacles`. */
export function labelMarkers(
  map: L.Map,
  markers: readonly PlaceMarker[],
  obstacles: readonly PixelBox[],
  spotsOf: AreaSpots,
): void {
  const shown = markers.slice(0, MOST);
  const labels = shown.map(({ placeId, marker, label, offset, form }): PlaceLabel => {
    const { x, y } = map.latLngToContainerPoint(marker.getLatLng()).add(offset);
    const [width, height] = [label.offsetWidth, label.offsetHeight];
    const at = { x, y, radius: RADII[form], width, height };
    return form === "name" ? { ...at, spots: spotsOf(placeId, width) } : at;
  });
  const boxes = placeLabels(labels, windowBox(map), obstacles);
  shown.forEach(({ label }, i) => {
    const [box, at] = [boxes[i], labels[i]];
    label.classList.toggle("is-placed", Boolean(box));
    if (!box || !at) return;
    label.style.left = `${Math.round(box.left - at.x + SIZE / 2)}px`;
    label.style.top = `${Math.round(box.top - at.y + SIZE / 2)}px`;
  });
}
