// A path with fewer points, for a zoom at which the others would not be seen: the method of Ramer (1972), and of Douglas
// and Peucker (1973), as GEOS has it for Python. A test compares the two.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { Path } from "./geometry.ts";

/** A third of a pixel: no eye would miss it, and strokes cost by the segment. */
const UNSEEN = 0.35;
/** A level of half a zoom serves until the next. */
const LEVELS = 2;

/** The points of a path as a zoom needs them; cached with the path until another zoom asks. */
export function simplified(path: Path, zoom: number): Float64Array {
  const level = Math.ceil(zoom * LEVELS) / LEVELS;
  if (path.simplified?.level !== level) {
    path.simplified = { level, points: simplify(path.points, UNSEEN / (256 * 2 ** level)) };
  }
  return path.simplified.points;
}

/** Leave out points that lie within `tolerance` of the line between those that stay; both ends stay. */
export function simplify(points: Float64Array, tolerance: number): Float64Array {
  const last = points.length / 2 - 1;
  if (last < 2) return points;
  const stays = new Uint8Array(last + 1);
  stays[0] = stays[last] = 1;
  const open = [0, last];
  while (open.length > 0) {
    const to = open.pop()!;
    const from = open.pop()!;
    const { at, distance } = farthest(points, from, to);
    if (distance <= tolerance) continue;
    stays[at] = 1;
    if (at - from > 1) open.push(from, at);
    if (to - at > 1) open.push(at, to);
  }
  let count = 0;
  for (const stay of stays) count += stay;
  const left = new Float64Array(2 * count);
  for (let i = 0, to = 0; i <= last; i++) {
    if (!stays[i]) continue;
    left[to++] = points[2 * i]!;
    left[to++] = points[2 * i + 1]!;
  }
  return left;
}

/** The point between two others that lies farthest from the line between them. */
function farthest(points: Float64Array, from: number, to: number): { at: number; distance: number } {
  const ax = points[2 * from]!;
  const ay = points[2 * from + 1]!;
  const dx = points[2 * to]! - ax;
  const dy = points[2 * to + 1]! - ay;
  const length = dx * dx + dy * dy;
  let at = from + 1;
  let most = -1;
  for (let i = from + 1; i < to; i++) {
    const px = points[2 * i]! - ax;
    const py = points[2 * i + 1]! - ay;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
    const square = (px - along * dx) ** 2 + (py - along * dy) ** 2;
    if (square > most) [most, at] = [square, i];
  }
  return { at, distance: Math.sqrt(Math.max(0, most)) };
}
