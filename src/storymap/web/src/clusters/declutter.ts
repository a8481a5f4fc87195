// Clusters make way for markers, and for larger clusters: a cluster is about where it is drawn, a marker is where its
// place is.

import type { ClusterSymbol } from "./draw.ts";

export interface Disc {
  x: number;
  y: number;
  radius: number;
}

const AIR = 2;
const ROUNDS = 4;
/** A cluster that would have to go farther than this stays where it is. */
const FARTHEST = 40;

/** Move clusters off the markers and off each other, in place. */
export function declutter(symbols: readonly ClusterSymbol[], markers: readonly Disc[]): void {
  const obstacles = [...markers];
  const clusters = symbols.filter(({ kind }) => kind === "cluster");
  for (const symbol of clusters.sort((a, b) => b.radius - a.radius)) {
    const reach = FARTHEST + 2 * symbol.radius;
    const near = obstacles.filter(({ x, y }) => Math.abs(x - symbol.x) < reach && Math.abs(y - symbol.y) < reach);
    const moved = pushed(symbol, near);
    const isNear = Math.hypot(moved.x - symbol.x, moved.y - symbol.y) <= FARTHEST;
    if (isNear && overlap(moved, near) < overlap(symbol, near)) [symbol.x, symbol.y] = [moved.x, moved.y];
    obstacles.push(symbol);
  }
}

/** How much of a disc's width others lie on, in pixels. */
const overlap = (disc: Disc, others: readonly Disc[]): number =>
  others.reduce(
    (sum, other) => sum + Math.max(0, distance(disc, other) - Math.hypot(disc.x - other.x, disc.y - other.y)),
    0,
  );

const distance = (disc: Disc, other: Disc): number => disc.radius + other.radius + AIR;

function pushed(disc: Disc, others: readonly Disc[]): Disc {
  let { x, y } = disc;
  for (let round = 0; round < ROUNDS; round++) {
    for (const other of others) {
      const apart = Math.hypot(x - other.x, y - other.y);
      const wanted = distance(disc, other);
      if (apart >= wanted) continue;
      // One on top of the other: down, where a marker has no tip of a popup.
      const [dx, dy] = apart < 0.01 ? [0, 1] : [(x - other.x) / apart, (y - other.y) / apart];
      [x, y] = [other.x + dx * wanted, other.y + dy * wanted];
    }
  }
  return { x, y, radius: disc.radius };
}
