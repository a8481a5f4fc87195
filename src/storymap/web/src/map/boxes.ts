// What stands on the map's window already, as boxes in pixels.

import type { PixelBox } from "../data/pixel_box.ts";

/** In pixels: so much around the middle of a target nothing else may be hit (WCAG 2.5.8). */
export const CLEAR = 12;

/** The boxes of all that a selector finds on the map (or in `root`), with some air around each. */
export function boxesOf(map: L.Map, selector: string, air = 0, root = map.getContainer()): PixelBox[] {
  const frame = map.getContainer().getBoundingClientRect();
  return [...root.querySelectorAll(selector)].flatMap((found) => {
    const { left, top, right, bottom, width } = found.getBoundingClientRect();
    // What waits unseen for a keyboard covers nothing.
    if (width === 0 || getComputedStyle(found).opacity === "0") return [];
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
export const shifted = ({ left, top, right, bottom }: PixelBox, { x, y }: { x: number; y: number }): PixelBox => ({
  left: left + x,
  top: top + y,
  right: right + x,
  bottom: bottom + y,
});

export const meets = (a: PixelBox, b: PixelBox, margin: number): boolean =>
  a.left - margin < b.right && a.right + margin > b.left && a.top - margin < b.bottom && a.bottom + margin > b.top;

/** Whether a box lies in another; a pixel more does not count. */
export const isWithin = (inner: PixelBox, outer: PixelBox): boolean =>
  inner.left >= outer.left - 1 &&
  inner.right <= outer.right + 1 &&
  inner.top >= outer.top - 1 &&
  inner.bottom <= outer.bottom + 1;

export const width = (box: PixelBox): number => box.right - box.left;
export const height = (box: PixelBox): number => box.bottom - box.top;
export const area = (box: PixelBox): number => width(box) * height(box);

/** The share of a box that lies under others. */
export function coveredShare(box: PixelBox, over: readonly PixelBox[]): number {
  const under = over
    .filter((other) => meets(box, other, 0))
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(left, box.left),
      top: Math.max(top, box.top),
      right: Math.min(right, box.right),
      bottom: Math.min(bottom, box.bottom),
    }));
  return under.reduce((sum, part) => sum + area(part), 0) / Math.max(1, area(box));
}
