// The places' names: beside their symbols, or in their areas, where there is room: never on a symbol, a control or each
// other.

import type { PixelBox } from "../data/pixel_box.ts";
import { meets } from "./boxes.ts";

export interface PlaceLabel {
  /** The middle of the symbol or of the dot, in pixels of the window. */
  x: number;
  y: number;
  /** Half the size of the symbol or the dot; 0 for a name that stands in its area. */
  radius: number;
  width: number;
  height: number;
  /** For a name in its area: where else its middle may be. */
  spots?: readonly { x: number; y: number }[];
}

const GAP = 4;
const AIR = 2;

/**
 * The box of each label, or null where there is no room for it; the first come first. `obstacles` are what labels keep off
 * beside the symbols.
 */
export function placeLabels(
  labels: readonly PlaceLabel[],
  window: PixelBox,
  obstacles: readonly PixelBox[],
): (PixelBox | null)[] {
  const symbols = labels.filter(({ radius }) => radius > 0);
  const occupied = [
    ...obstacles,
    ...symbols.map(({ x, y, radius }) => around(x - radius, y - radius, 2 * radius, 2 * radius)),
  ];
  return labels.map((label) => {
    // A name without its symbol would seem to stand at another place.
    if (label.radius && !isWithin({ left: label.x, right: label.x, top: label.y, bottom: label.y }, window))
      return null;
    const boxes = label.radius ? beside(label) : within(label);
    const free = boxes.find((box) => isWithin(box, window) && !occupied.some((other) => meets(box, other, AIR)));
    if (free) occupied.push(free);
    return free ?? null;
  });
}

/** Right of the symbol, left of it, below, above. */
function beside({ x, y, radius, width, height }: PlaceLabel): PixelBox[] {
  return [
    around(x + radius + GAP, y - height / 2, width, height),
    around(x - radius - GAP - width, y - height / 2, width, height),
    around(x - width / 2, y + radius + GAP / 2, width, height),
    around(x - width / 2, y - radius - GAP / 2 - height, width, height),
  ];
}

/** On the middle of the area, a little above and below it, and on its other spots. */
function within({ x, y, width, height, spots = [] }: PlaceLabel): PixelBox[] {
  const middles = [0, -1, 1, -2, 2].map((down) => ({ x, y: y + down * height }));
  return [...middles, ...spots].map((spot) => around(spot.x - width / 2, spot.y - height / 2, width, height));
}

const around = (left: number, top: number, width: number, height: number): PixelBox => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const isWithin = (box: PixelBox, window: PixelBox): boolean =>
  box.left >= window.left && box.right <= window.right && box.top >= window.top && box.bottom <= window.bottom;
