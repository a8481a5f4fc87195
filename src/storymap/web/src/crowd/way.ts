// Clusters make way for markers, and for larger clusters: a cluster is about where it is drawn, a marker is where its
// place is.

import type { Mark } from "./pen.ts";

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
export function makeWay(marks: readonly Mark[], markers: readonly Disc[]): void {
  const standing = [...markers];
  const clusters = marks.filter(({ kind }) => kind === "cluster");
  for (const mark of clusters.sort((a, b) => b.radius - a.radius)) {
    const { radius } = mark;
    const near = standing.filter(({ x, y }) => Math.abs(x - mark.x) < FARTHEST + 2 * radius && Math.abs(y - mark.y) < FARTHEST + 2 * radius);
    let [x, y] = [mark.x, mark.y];
    let isClear = false;
    for (let round = 0; round < ROUNDS && !isClear; round++) {
      isClear = true;
      for (const marker of near) {
        const apart = Math.hypot(x - marker.x, y - marker.y);
        const distance = radius + marker.radius + AIR;
        if (apart >= distance) continue;
        isClear = false;
        // One on top of the other: down, where a marker has no tip of a popup.
        const [dx, dy] = apart < 0.01 ? [0, 1] : [(x - marker.x) / apart, (y - marker.y) / apart];
        [x, y] = [marker.x + dx * distance, marker.y + dy * distance];
      }
    }
    if (isClear && Math.hypot(x - mark.x, y - mark.y) <= FARTHEST) [mark.x, mark.y] = [x, y];
    standing.push(mark);
  }
}
