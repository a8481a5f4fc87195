// Where the card of a place stands: beside its symbol and its neighbours', never on them where there is room.

import type { PixelBox } from "../data/pixel_box.ts";
import { coveredShare, isWithin, meets } from "../map/boxes.ts";
import { freeRectangles } from "../map/free_room.ts";

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
export const GAP = 10;
/** How far a card's tip reaches below it. */
export const TIP = 20;
/** Of the spots that are tried from one edge of the window to the other. */
const STEPS = 12;

/**
 * Of the spots around a symbol the one in the window and on no control that hides least, with what that is: the number of
 * other symbols, and the share of the place. Null if there is none. `symbol` is the symbol's own box.
 */
export function cardSpot(card: Size, symbol: PixelBox, around: Surroundings): (Spot & { hidden: number }) | null {
  const { window, controls, others, place } = around;
  let best: (Spot & { hidden: number }) | null = null;
  for (const spot of spots(card, symbol, window, freeRectangles(window, controls))) {
    const isOutside = !isWithin(spot, window);
    if (isOutside || controls.some((box) => meets(spot, box, GAP / 2)) || meets(spot, symbol, 0)) continue;
    const hidden = others.filter((box) => meets(spot, box, GAP / 2)).length + (place ? coveredShare(place, [spot]) : 0);
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

/** Above the symbol, at its sides, below it, then anywhere in the window or in a corner of what is free, the nearest first. */
function spots({ width, height }: Size, symbol: PixelBox, window: PixelBox, rooms: readonly PixelBox[]): Spot[] {
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
  const column = within(middle.x - width / 2, width, window.left, window.right);
  const line = within(middle.y - height / 2, height, window.top, window.bottom);
  const above = symbol.top - TIP - height;
  const below = symbol.bottom + GAP;
  const step = (share: number, size: number, from: number, to: number): number =>
    from + GAP + (share / STEPS) * (to - from - size - 2 * GAP);
  const steps = Array.from({ length: STEPS + 1 }, (_, i) => i);
  const columns = steps.map((i) => step(i, width, window.left, window.right));
  const lines = steps.map((i) => step(i, height, window.top, window.bottom));
  const way = ({ left, top }: Spot): number => Math.hypot(left + width / 2 - middle.x, top + height / 2 - middle.y);
  return [
    at(middle.x - width / 2, above, true),
    at(symbol.right + GAP, line),
    at(symbol.left - GAP - width, line),
    at(column, above),
    at(column, below),
    ...[
      ...columns.flatMap((left) => lines.map((top) => at(left, top))),
      ...rooms.flatMap((room) =>
        [room.left + GAP, room.right - GAP - width].flatMap((left) =>
          [room.top + GAP, room.bottom - GAP - height].map((top) => at(left, top)),
        ),
      ),
    ].sort((a, b) => way(a) - way(b)),
  ];
}
