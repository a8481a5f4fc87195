// Whether the map has room for a popup, and for how large a one: as it is now, with all that lies over it.

import type { PixelBox } from "../data/pixel_box.ts";
import { height, width } from "../map/boxes.ts";
import { freeRectangles } from "../map/free_room.ts";
import { GAP, type Size } from "./card_spot.ts";

/** Of the map, in ems of the page: on a smaller one a popup would hide too much. */
const LEAST_MAP: Size = { width: 26, height: 30 };
/** Of a popup, in ems: what is narrower or lower is hard to read. */
const LEAST: Size = { width: 16, height: 14 };
/** In ems: a popup's lines are not longer. */
const WIDEST = 21;
/** Pixels of a map's width and height that a popup leaves to its symbol and what is around it. */
const LEFT: Size = { width: 72, height: 110 };

/** The largest size in pixels of a popup that lies on no control, or null if there is no room for one. `em` is in pixels. */
export function popupRoom(window: PixelBox, controls: readonly PixelBox[], em: number): Size | null {
  if (width(window) < LEAST_MAP.width * em || height(window) < LEAST_MAP.height * em) return null;
  const sizes = freeRectangles(window, controls).map((room) => ({
    width: Math.min(WIDEST * em, width(window) - LEFT.width, width(room) - 2 * GAP),
    height: Math.min(height(window) - LEFT.height, height(room) - 2 * GAP),
  }));
  const large = sizes.filter((size) => size.width >= LEAST.width * em && size.height >= LEAST.height * em);
  return large.sort((a, b) => b.width * b.height - a.width * a.height)[0] ?? null;
}
