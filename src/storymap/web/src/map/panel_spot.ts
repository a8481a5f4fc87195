// Where a panel opens beside its button: where it covers fewest of the markers, within the window.

import type { PixelBox } from "../data/pixel_box.ts";
import { meets, width as widthOf } from "./boxes.ts";

/** Pixels between the panel and its button, and the edges of the window. */
const AIR = 6;
/** What a covered marker costs, another control, and each pixel of height that has to be scrolled. */
const COSTS = { marker: 100, control: 40, pixel: 1 };

/**
 * The box of a panel of this size: under or over its button, or beside it. Of equal places the first counts; where the window is
 * too low, the box is lower than the panel.
 */
export function panelSpot(
  size: { width: number; height: number },
  button: PixelBox,
  window: PixelBox,
  markers: readonly PixelBox[],
  controls: readonly PixelBox[],
): PixelBox {
  const width = Math.min(size.width, widthOf(window) - 2 * AIR);
  const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
  const inWindow = (left: number): number => clamp(left, window.left + AIR, window.right - AIR - width);
  const across = [inWindow(button.right - width), inWindow(button.left)];
  const [first, last] = [window.top + AIR, window.bottom - AIR];
  const boxes: PixelBox[] = [];
  const add = (left: number, top: number, bottom: number): void => {
    boxes.push({ left, right: left + width, top, bottom });
  };
  for (const left of across) {
    add(left, button.bottom + AIR, Math.min(last, button.bottom + AIR + size.height));
    add(left, Math.max(first, button.top - AIR - size.height), button.top - AIR);
  }
  const height = Math.min(size.height, last - first);
  for (const left of [button.left - AIR - width, button.right + AIR]) {
    if (left < window.left + AIR || left + width > window.right - AIR) continue;
    for (const top of [button.top, button.bottom - height]) {
      const begins = clamp(top, first, last - height);
      add(left, begins, begins + height);
    }
  }
  const cost = (box: PixelBox): number =>
    COSTS.marker * markers.filter((marker) => meets(box, marker, 0)).length +
    COSTS.control * controls.filter((control) => meets(box, control, 0)).length +
    COSTS.pixel * (size.height - (box.bottom - box.top));
  return boxes.reduce((best, box) => (cost(box) < cost(best) ? box : best));
}
