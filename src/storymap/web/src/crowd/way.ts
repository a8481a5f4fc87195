// Clusters make way for the markers on them: a cluster is about where it is drawn, a marker is where its place is.

import type { Mark } from "./pen.ts";

export interface Disc {
  x: number;
  y: number;
  radius: number;
}

const AIR = 2;
const ROUNDS = 4;
/** A cluster that would have to go farther than this stays under the markers. */
const FARTHEST = 40;

/** Move clusters off the markers, in place. */
export function makeWay(marks: readonly Mark[], markers: readonly Disc[]): void {
  for (const mark of marks) {
    if (mark.kind !== "cluster") continue;
    const { radius } = mark;
    const near = markers.filter(({ x, y }) => Math.abs(x - mark.x) < FARTHEST + 2 * radius && Math.abs(y - mark.y) < FARTHEST + 2 * radius);
    let [x, y] = [mark.x, mark.y];
    for (let round = 0; round < ROUNDS; round++) {
      let isClear = true;
      for (const marker of near) {
        const apart = Math.hypot(x - marker.x, y - marker.y);
        const distance = radius + marker.radius + AIR;
        if (apart >= distance) continue;
        isClear = false;
        // One on top of the other: down, where a marker has no tip of a popup.
        const [dx, dy] = apart < 0.01 ? [0, 1] : [(x - marker.x) / apart, (y - marker.y) / apart];
        [x, y] = [marker.x + dx * distance, marker.y + dy * distance];
      }
      if (isClear) break;
    }
    if (Math.hypot(x - mark.x, y - mark.y) <= FARTHEST) [mark.x, mark.y] = [x, y];
  }
}
