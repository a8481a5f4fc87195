// What stands on the map's window already, as boxes in pixels.

import type { PixelBox } from "../data/pixel_box.ts";

/** The boxes of all that a selector finds on the map (or in `root`), with some air around each. */
export function boxesOf(map: L.Map, selector: string, air = 0, root = map.getContainer()): PixelBox[] {
  const frame = map.getContainer().getBoundingClientRect();
  return [...root.querySelectorAll(selector)].flatMap((found) => {
    const { left, top, right, bottom, width } = found.getBoundingClientRect();
    if (width === 0) return [];
    return {
      left: left - frame.left - air,
      right: right - frame.left + air,
      top: top - frame.top - air,
      bottom: bottom - frame.top + air,
    };
  });
}

/** The whole window. */
export function windowBox(map: L.Map): PixelBox {
  const { x: right, y: bottom } = map.getSize();
  return { left: 0, top: 0, right, bottom };
}

/** A box that is moved by an offset. */
export const shifted = ({ left, top, right, bottom }: PixelBox, { x, y }: L.Point): PixelBox => ({
  left: left + x,
  top: top + y,
  right: right + x,
  bottom: bottom + y,
});

export const meets = (a: PixelBox, b: PixelBox, margin: number): boolean =>
  a.left - margin < b.right && a.right + margin > b.left && a.top - margin < b.bottom && a.bottom + margin > b.top;
