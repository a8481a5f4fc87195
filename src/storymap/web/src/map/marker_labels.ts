// The labels of the markers: they are measured, placed, and shown where there is room.

import type { PixelBox } from "../data/pixel_box.ts";
import { windowBox } from "./boxes.ts";
import { MOST } from "./marker_spread.ts";
import { placeLabels } from "./place_labels.ts";
import type { PlaceMarker } from "./place_marker.ts";
import { SIZE } from "./symbols.ts";

/** Label these markers, the first ones first, clear of `obstacles`. */
export function labelMarkers(map: L.Map, markers: readonly PlaceMarker[], obstacles: readonly PixelBox[]): void {
  const shown = markers.slice(0, MOST);
  const labels = shown.map(({ marker, label, offset }) => {
    const { x, y } = map.latLngToContainerPoint(marker.getLatLng()).add(offset);
    return { x, y, width: label.offsetWidth, height: label.offsetHeight };
  });
  const boxes = placeLabels(labels, SIZE / 2, windowBox(map), obstacles);
  shown.forEach(({ label }, i) => {
    const [box, at] = [boxes[i], labels[i]];
    label.classList.toggle("is-placed", Boolean(box));
    if (!box || !at) return;
    label.style.left = `${Math.round(box.left - at.x + SIZE / 2)}px`;
    label.style.top = `${Math.round(box.top - at.y + SIZE / 2)}px`;
  });
}
