// What of a target's square belongs to it: targets are larger than what is seen, and end halfway to what is seen of their
// neighbours, so that a click beside a symbol never opens another.

import { CLEAR } from "./boxes.ts";

export interface HitTarget {
  /** The middle, in pixels of the window. */
  x: number;
  y: number;
  /** Half the size of what is seen, in pixels. */
  radius: number;
  /** Half the side of the square that may be hit. */
  reach: number;
}

type Point = readonly [number, number];

/** The corners of what belongs to a target, in pixels from its middle; null where no neighbour is near: then all of its square. */
export function hitArea(target: HitTarget, others: readonly Omit<HitTarget, "reach">[]): Point[] | null {
  const { reach } = target;
  const square: Point[] = [
    [-reach, -reach],
    [reach, -reach],
    [reach, reach],
    [-reach, reach],
  ];
  let area: Point[] = square;
  for (const other of others) {
    const [dx, dy] = [other.x - target.x, other.y - target.y];
    const distance = Math.hypot(dx, dy);
    if (distance < 1 || distance > 2 * reach + 2 * other.radius) continue;
    area = cut(area, [dx / distance, dy / distance], border(target.radius, other.radius, distance));
  }
  return area.length === 4 && area.every((corner, i) => corner === square[i]) ? null : area;
}

/** How far from a target its area ends towards a neighbour: halfway between both edges, and each keeps what a finger needs. */
function border(radius: number, other: number, distance: number): number {
  const least = Math.min(CLEAR, distance / 2);
  return Math.max(least, Math.min(distance - least, (distance + radius - other) / 2));
}

/** What of a polygon lies nearer than `far` in a direction (Sutherland and Hodgman's clipping). */
function cut(polygon: readonly Point[], [nx, ny]: Point, far: number): Point[] {
  const beyond = ([x, y]: Point): number => x * nx + y * ny - far;
  return polygon.flatMap((point, i) => {
    const next = polygon[(i + 1) % polygon.length] ?? point;
    const [here, there] = [beyond(point), beyond(next)];
    const kept: Point[] = here <= 0 ? [point] : [];
    if (here * there < 0) {
      const share = here / (here - there);
      kept.push([point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share]);
    }
    return kept;
  });
}
