// Where hints stand: at the rim of the map's window in the direction of what they point at, pushed along it as far as
// others stand there. The picture's rules are those of rendering/static_map/rim.py; a test compares them.

import type { PixelBox } from "../data/pixel_box.ts";
import { meets } from "./boxes.ts";

export type Side = "top" | "right" | "bottom" | "left";

/** What a hint points at, in pixels of the window, and how large the hint is. */
export interface RimHint {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface RimPlace {
  box: PixelBox;
  side: Side;
}

/** Pixels: between hints and what they keep off, and along the rim from one try to the next. */
const AIR = 4;
const STEP = 6;
/** How far along the rim a hint may be pushed, as a share of it. */
const FARTHEST = 0.2;
/** A symbol or a name under a hint is as bad as so many pixels along the rim. */
const SOFT_COST = 70;

/**
 * A place for each hint within the window, the first ones first, or null where there is none: never on `hard` boxes or
 * each other, and on `soft` ones only if the free rim is far.
 */
export function placeAtRim(
  hints: readonly RimHint[],
  window: PixelBox,
  hard: readonly PixelBox[],
  soft: readonly PixelBox[],
): (RimPlace | null)[] {
  const taken = [...hard];
  return hints.map((hint) => {
    const place = bestPlace(hint, window, taken, soft);
    if (place) taken.push(place.box);
    return place;
  });
}

function bestPlace(
  hint: RimHint,
  window: PixelBox,
  hard: readonly PixelBox[],
  soft: readonly PixelBox[],
): RimPlace | null {
  const rim = rimFor(hint, window);
  if (rim.width < 0 || rim.height < 0) return null;
  const length = 2 * (rim.width + rim.height);
  const { at, side } = homeOn(rim, hint);
  let best: RimPlace | null = null;
  let least = Infinity;
  for (let away = 0; away <= length * FARTHEST && away < least; away += STEP) {
    for (const shift of away ? [away, -away] : [0]) {
      const box = boxAt(rim, at + shift, hint);
      if (hard.some((other) => meets(box, other, AIR))) continue;
      const cost = away + SOFT_COST * soft.filter((other) => meets(box, other, 0)).length;
      if (cost < least) [best, least] = [{ box, side }, cost];
    }
  }
  return best;
}

/** The line on which the middle of a hint may lie: its corner and its size. */
interface Rim {
  left: number;
  top: number;
  width: number;
  height: number;
}

const rimFor = ({ width, height }: RimHint, window: PixelBox): Rim => ({
  left: window.left + width / 2,
  top: window.top + height / 2,
  width: window.right - window.left - width,
  height: window.bottom - window.top - height,
});

/** Where the ray from the middle to what is pointed at meets the rim: clockwise from its top left corner, in pixels. */
function homeOn({ left, top, width, height }: Rim, { x, y }: RimHint): { at: number; side: Side } {
  const dx = x - left - width / 2;
  const dy = y - top - height / 2;
  const reach = Math.min(width / 2 / Math.max(Math.abs(dx), 1e-9), height / 2 / Math.max(Math.abs(dy), 1e-9));
  const across = width / 2 + dx * reach;
  const down = height / 2 + dy * reach;
  if (Math.abs(dx) * height >= Math.abs(dy) * width)
    return dx > 0 ? { at: width + down, side: "right" } : { at: 2 * width + 2 * height - down, side: "left" };
  return dy < 0 ? { at: across, side: "top" } : { at: 2 * width + height - across, side: "bottom" };
}

function boxAt({ left, top, width, height }: Rim, at: number, hint: RimHint): PixelBox {
  const length = 2 * (width + height) || 1;
  const along = ((at % length) + length) % length;
  let [x, y] = [0, 0];
  if (along <= width) x = along;
  else if (along <= width + height) [x, y] = [width, along - width];
  else if (along <= 2 * width + height) [x, y] = [2 * width + height - along, height];
  else y = length - along;
  return {
    left: left + x - hint.width / 2,
    top: top + y - hint.height / 2,
    right: left + x + hint.width / 2,
    bottom: top + y + hint.height / 2,
  };
}
