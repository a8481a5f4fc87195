// What the basemap draws: land and water as rings, borders and rivers as lines, all in the unit square of Mercator.

import type { Box } from "./placement.ts";

/** Points as x0, y0, x1, y1 ... and the box around them. */
export interface Path {
  points: Float64Array;
  box: Box;
}

export interface Ground {
  /** What is known in this detail lies in this box; null for the whole world. */
  window: Box | null;
  land: Path[];
  lakes: Path[];
  rivers: Path[];
  coasts: Path[];
  countries: Path[];
  states: Path[];
  disputed: Path[];
}

export function path(points: Float64Array): Path {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let i = 0; i < points.length; i += 2) {
    const px = points[i]!;
    const py = points[i + 1]!;
    if (px < box.left) box.left = px;
    if (px > box.right) box.right = px;
    if (py < box.top) box.top = py;
    if (py > box.bottom) box.bottom = py;
  }
  return { points, box };
}
