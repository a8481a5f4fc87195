// What stands on the map already, and what the basemap's names keep off: symbols, the places' own names, controls.

import type { Box } from "./placement.ts";

const STANDING = ".leaflet-control, .place-marker .symbol, .place-label.is-placed";

/** Boxes in pixels of the map's window. */
export function obstacles(container: HTMLElement): Box[] {
  const frame = container.getBoundingClientRect();
  return [...container.querySelectorAll(STANDING)].flatMap((standing) => {
    const box = standing.getBoundingClientRect();
    if (box.width === 0) return [];
    return {
      left: box.left - frame.left - 2,
      right: box.right - frame.left + 2,
      top: box.top - frame.top - 2,
      bottom: box.bottom - frame.top + 2,
    };
  });
}
