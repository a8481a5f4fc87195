// Where the card of a place stands: beside its symbol and its neighbours', never on them where there is room.

import type { PixelBox } from "../data/pixel_box.ts";
import { coveredShare, isWithin, meets } from "../map/boxes.ts";

export interface Size {
  width: number;
  height: number;
}

/** A spot for a card. */
export interface Spot extends PixelBox {
  /** Above its symbol, to which it points. */
  isAbove: boolean;
}

/** What a card should not lie on. */
export interface Surroundings {
  window: PixelBox;
  /** Never on these. */
  controls: readonly PixelBox[];
  /** The other symbols: on as few as possible. */
  others: readonly PixelBox[];
  /** What the place covers: on as little of it as possible. */
  place: PixelBox | null;
}

/** Pixels between a card and a symbol, a control or the window's edge. */
const GAP = 10;

/**
 * Of the spots around a symbol the one in the window and on no control that hides least, with what that is: the number of
 * other symbols, and the share of the place. Null if there is none. `symbol` is the symbol's own box.
 */
export function cardSpot(card: Size, symbol: PixelBox, around: Surroundings): (Spot & { hidden: number }) | null {
  const { window, controls, others, place } = around;
  let best: (Spot & { hidden: number }) | null = null;
  for (const spot of spots(card, symbol, window)) {
    const isOutside = !isWithin(spot, window);
    if (isOutside || controls.some((box) => meets(spot, box, GAP / 2)) || meets(spot, symbol, 0)) continue;
    const hidden = others.filter((box) => meets(spot, box, 2)).length + (place ? coveredShare(place, [spot]) : 0);
    if (!best || hidden < best.hidden) best = { ...spot, hidden };
  }
  return best;
}

/** What each free room keeps for the map when a card stands along one of its sides. */
export function roomsBeside(rooms: readonly PixelBox[], { width, height }: Size): PixelBox[] {
  return rooms
    .filter((room) => room.right - room.left >= width + 2 * GAP && room.bottom - room.top >= height + 2 * GAP)
    .flatMap((room) => [
      { ...room, left: room.left + width + 2 * GAP },
      { ...room, right: room.right - width - 2 * GAP },
      { ...room, top: room.top + height + 2 * GAP },
      { ...room, bottom: room.bottom - height - 2 * GAP },
    ])
    .filter((room) => room.right > room.left && room.bottom > room.top);
}

/** Above the symbol, at its sides, below it; then the same farther along, and at the window's edges. */
function spots({ width, height }: Size, symbol: PixelBox, window: PixelBox): Spot[] {
  const middle = { x: (symbol.left + symbol.right) / 2, y: (symbol.top + symbol.bottom) / 2 };
  const at = (left: number, top: number, isAbove = false): Spot => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
    isAbove,
  });
  const within = (low: number, size: number, from: number, to: number): number =>
    Math.max(from + GAP, Math.min(to - GAP - size, low));
  const across = (left: number): number => within(left, width, window.left, window.right);
  const down = (top: number): number => within(top, height, window.top, window.bottom);
  const above = symbol.top - GAP - height;
  const below = symbol.bottom + GAP;
  const end = symbol.right + GAP;
  const start = symbol.left - GAP - width;
  const lines = [middle.y - height / 2, symbol.bottom - height, symbol.top, window.top, window.bottom].map(down);
  const columns = [middle.x - width / 2, symbol.right - width, symbol.left, window.left, window.right].map(across);
  const edges = [across(window.right), across(window.left)];
  return [
    at(middle.x - width / 2, above, true),
    ...lines.flatMap((top) => [at(end, top), at(start, top)]),
    ...columns.flatMap((left) => [at(left, above), at(left, below)]),
    ...edges.flatMap((left) => lines.map((top) => at(left, top))),
  ];
}
