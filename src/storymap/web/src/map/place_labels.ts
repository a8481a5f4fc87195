// The places' names beside their symbols, where there is room: never on a symbol, a control or each other.

import type { PixelBox } from "../data/pixel_box.ts";
import { meets } from "./boxes.ts";

export interface SymbolLabel {
  /** The middle of the symbol, in pixels of the window. */
  x: number;
  y: number;
  width: number;
  height: number;
}

const GAP = 4;
const AIR = 2;

/**
 * The box of each label, or null where there is no room for it; the first come first. `radius` is half a symbol's size,
 * `obstacles` what labels keep off beside the symbols.
 */
export function placeLabels(
  labels: readonly SymbolLabel[],
  radius: number,
  window: PixelBox,
  obstacles: readonly PixelBox[],
): (PixelBox | null)[] {
  const occupied = [...obstacles, ...labels.map(({ x, y }) => around(x - radius, y - radius, 2 * radius, 2 * radius))];
  return labels.map((label) => {
    // A name without its symbol would seem to stand at another place.
    if (!isWithin({ left: label.x, right: label.x, top: label.y, bottom: label.y }, window)) return null;
    const free = positions(label, radius).find(
      (box) => isWithin(box, window) && !occupied.some((other) => meets(box, other, AIR)),
    );
    if (free) occupied.push(free);
    return free ?? null;
  });
}

/** Right of the symbol, left of it, below, above. */
function positions({ x, y, width, height }: SymbolLabel, radius: number): PixelBox[] {
  return [
    around(x + radius + GAP, y - height / 2, width, height),
    around(x - radius - GAP - width, y - height / 2, width, height),
    around(x - width / 2, y + radius + GAP / 2, width, height),
    around(x - width / 2, y - radius - GAP / 2 - height, width, height),
  ];
}

const around = (left: number, top: number, width: number, height: number): PixelBox => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const isWithin = (box: PixelBox, window: PixelBox): boolean =>
  box.left >= window.left && box.right <= window.right && box.top >= window.top && box.bottom <= window.bottom;
