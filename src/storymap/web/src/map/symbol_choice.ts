// Which places have room for a numbered symbol, the weightiest first; the others are dots until they are read. It looks
// at the places alone, so it is decided alike in windows of all sizes, and moving the map changes nothing. The picture
// follows the same rule (rendering/static_map/symbol_choice.py); a test puts the same points through both.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import { type Dot, GAP, spread } from "./marker_spread.ts";

/** In sizes of a symbol: pushed farther from its place than this, a symbol would no longer say where the place is. */
export const FARTHEST = 1.5;
/** As many as this at one spot may be pushed that far; in a larger crowd a symbol is pushed `CROWDED` of its size. */
export const FEW = 3;
export const CROWDED = 0.35;

/**
 * Where the symbols of these dots stand, which come in the order of their weight: pixels from the dot, or null for a dot
 * whose symbol finds no room near it. `size` is a symbol's width. The first dot's symbol stays on it if it is pinned.
 */
export function chooseSymbols(dots: readonly Dot[], size: number, isFirstPinned = false): (Dot | null)[] {
  const distance = size + GAP;
  let kept = uncrowded(dots, distance);
  for (;;) {
    const own = kept.map((index) => dots[index]!);
    const offsets = spread(own, distance, isFirstPinned ? 0 : -1);
    const dropped = withoutRoom(own, offsets, size);
    if (!dropped.size) return filledUp(dots, new Map(kept.map((index, i) => [index, offsets[i]!])), distance);
    kept = kept.filter((_, i) => !dropped.has(i));
  }
}

/** The indices of dots that have few weightier ones about them. */
function uncrowded(dots: readonly Dot[], distance: number): number[] {
  const kept: number[] = [];
  dots.forEach((dot, index) => {
    const near = kept.filter((other) => isNear(dots[other]!, dot, distance));
    if (near.length <= FEW) kept.push(index);
  });
  return kept;
}

/** The positions of those dots that must go so that others have room: of each crowd the lightest, never the first of all. */
function withoutRoom(dots: readonly Dot[], offsets: readonly Dot[], size: number): Set<number> {
  const dropped = new Set<number>();
  const moved = dots.map(({ x, y }, i) => ({ x: x + offsets[i]!.x, y: y + offsets[i]!.y }));
  const drop = (index: number): void => {
    if (index > 0) dropped.add(index);
  };
  dots.forEach((dot, i) => {
    const near = dots.flatMap((other, j) => (isNear(other, dot, 2 * (size + GAP)) ? j : []));
    if (!isNear(dot, moved[i]!, size * (near.length > FEW ? CROWDED : FARTHEST))) drop(near[near.length - 1]!);
    // There was no room to push them apart.
    for (let j = i + 1; j < dots.length; j++) if (isNear(moved[i]!, moved[j]!, size)) drop(j);
  });
  return dropped;
}

/** The offsets, and what was dropped with others, but has room now where it is. */
function filledUp(dots: readonly Dot[], offsets: Map<number, Dot>, distance: number): (Dot | null)[] {
  const taken = [...offsets].map(([index, { x, y }]) => ({ x: dots[index]!.x + x, y: dots[index]!.y + y }));
  return dots.map((dot, index) => {
    const offset = offsets.get(index);
    if (offset) return offset;
    if (taken.some((other) => isNear(other, dot, distance))) return null;
    taken.push(dot);
    return { x: 0, y: 0 };
  });
}

const isNear = (a: Dot, b: Dot, distance: number): boolean =>
  (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) < distance * distance;
