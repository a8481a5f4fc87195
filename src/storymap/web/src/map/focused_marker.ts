// A marker that gets the focus is wholly in sight, clear of what lies over the map. Leaflet only brings its middle to the
// edge.

import type { PixelBox } from "../data/pixel_box.ts";
import { boxesOf, height, width, windowBox } from "./boxes.ts";
import { boxesOverMap, freeRectangles } from "./free_room.ts";

/** Pixels around a symbol: for the ring of the focus. */
const AIR = 8;

export function showFocusedMarker(map: L.Map): void {
  const container = map.getContainer();
  const show = (): void => {
    // Not while a pointer is down on it: what moves away is not clicked.
    const [box] = boxesOf(map, ".place-marker:focus-visible", AIR);
    const move = box && shortestMove(box, freeRectangles(windowBox(map), boxesOverMap(map)));
    if (move && (move.x || move.y)) map.panBy([-move.x, -move.y], { animate: false });
  };
  container.addEventListener("focusin", () => {
    if (container.classList.contains("is-flying")) map.once("moveend", show);
    else show();
  });
}

/** How far a box has to go, in whole pixels, to lie in one of the rooms; null if it fits in none. */
export function shortestMove(box: PixelBox, rooms: readonly PixelBox[]): { x: number; y: number } | null {
  const moves = rooms
    .filter((room) => width(room) >= width(box) && height(room) >= height(box))
    .map((room) => ({
      x: into(box.left, box.right, room.left, room.right),
      y: into(box.top, box.bottom, room.top, room.bottom),
    }));
  const [shortest] = moves.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
  return shortest ?? null;
}

/** How far a stretch has to go to lie in another. */
function into(from: number, to: number, first: number, last: number): number {
  if (from < first) return Math.ceil(first - from);
  return to > last ? -Math.ceil(to - last) : 0;
}
